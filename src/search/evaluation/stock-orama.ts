import { create, insertMultiple, search } from '@orama/orama';
import type { Paper } from '../../corpus/paper.ts';

/** Orama as it comes, over titles and abstracts: the peer that every evaluation is held against. */
export function createStockOrama(papers: readonly Paper[]) {
  const orama = create({ schema: { id: 'string', title: 'string', abstract: 'string' } as const });
  insertMultiple(
    orama,
    papers.map(({ id, title, abstract }) => ({ id, title, abstract })),
  );
  return async (term: string, limit: number): Promise<string[]> => {
    const { hits } = await search(orama, { term, limit, properties: ['title', 'abstract'] });
    return hits.map(({ id }) => id);
  };
}
