import { create, insertMultiple, search } from '@orama/orama';
import type { Embedder } from '../../../src/search/embedding/embedder.ts';
import { type Engine, HITS } from '../engine.ts';

const MODES = { text: 'fulltext', vector: 'vector', hybrid: 'hybrid' } as const;

/** As low as ours: Orama's own 0.8 would drop nearly every paper. */
const MIN_SIMILARITY = 0.15;

/** Orama as it comes, given the same embeddings as ours. */
export function createOrama(embedder: Embedder): Engine {
  const orama = create({
    schema: {
      id: 'string',
      title: 'string',
      abstract: 'string',
      embedding: `vector[${embedder.dimensions}]`,
    } as const,
    sort: { enabled: false },
  });
  return {
    modes: ['text', 'vector', 'hybrid'],

    async add(papers) {
      const texts = papers.map(({ title, abstract }) => `${title}\n${abstract}`);
      const embeddings = await embedder.embed(texts);
      const documents = papers.map(({ id, title, abstract }, i) => ({
        id,
        title,
        abstract,
        embedding: Array.from(embeddings[i]!),
      }));
      await insertMultiple(orama, documents);
    },

    async search(query, mode) {
      const embedding = mode === 'text' ? [] : (await embedder.embed([query], 'query'))[0]!;
      const { hits } = await search(orama, {
        mode: MODES[mode],
        term: query,
        limit: HITS,
        properties: ['title', 'abstract'],
        // Otherwise Orama forgets the embeddings of the papers that it returns.
        includeVectors: true,
        ...(mode !== 'text' && {
          vector: { property: 'embedding', value: Array.from(embedding) },
          similarity: MIN_SIMILARITY,
        }),
      });
      return hits.map(({ id }) => id);
    },
  };
}
