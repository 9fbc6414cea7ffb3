import { describe, expect, it } from 'vitest';
import { RANKING_WEIGHTS } from '../../src/search/ranking-weights.ts';
import { RERANKED_PAPERS, rerank } from '../../src/search/rerank.ts';
import { splitTerms } from '../../src/search/terms.ts';
import { paperWith } from '../sample-papers.ts';

const known = ['reward', 'model', 'tree'];
const numberOf = (term: string) => (known.includes(term) ? known.indexOf(term) : undefined);

/** Orders papers, given by their abstracts and their scores, for “reward models”. */
function order(papers: readonly (readonly [abstract: string, score: number])[]) {
  const hits = papers.map(([abstract, score], i) => ({
    paper: paperWith({ id: `p${i}`, title: '', abstract }),
    score,
  }));
  const reranked = rerank(
    { query: 'reward models', hits, meaningShare: 0.3, weights: RANKING_WEIGHTS },
    {
      terms: { idf: () => 1, numberOf },
      meanings: undefined,
      read: ({ abstract }) => ({
        words: Int32Array.of(),
        terms: Int32Array.from(splitTerms(abstract), (term) => numberOf(term) ?? 99),
      }),
    },
  );
  return reranked.map(({ paper }) => paper.id);
}

describe('rerank', () => {
  it('lifts a paper in which the words of the query stand together', () => {
    const apart = 'a model of trees and trees and trees that reward';

    expect(
      order([
        [apart, 0.5],
        ['reward models', 0.48],
      ]),
    ).toEqual(['p1', 'p0']);
  });

  it('leaves an order alone that is clear, and papers of equal score as they came', () => {
    expect(
      order([
        ['trees', 0.9],
        ['reward models', 0.5],
      ]),
    ).toEqual(['p0', 'p1']);
    expect(
      order([
        ['trees', 0.5],
        ['tree', 0.5],
      ]),
    ).toEqual(['p0', 'p1']);
  });

  it('looks at no more than the first papers', () => {
    const first = Array.from({ length: RERANKED_PAPERS }, () => ['trees', 0.5] as const);

    const ids = order([...first, ['reward models', 0.499]]);

    expect(ids.at(-1)).toBe(`p${RERANKED_PAPERS}`);
  });
});
