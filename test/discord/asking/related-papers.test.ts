import { expect, it } from 'vitest';
import { relatedPapers } from '../../../src/discord/asking/related-papers.ts';
import { paperWith } from '../../sample-papers.ts';

const nearTo: Readonly<Record<string, readonly (readonly [id: string, score: number])[]>> = {
  a: [
    ['b', 0.9],
    ['x', 0.5],
    ['y', 0.4],
  ],
  b: [
    ['y', 0.8],
    ['a', 0.7],
    ['z', 0.3],
  ],
};

const finder = {
  similar: async (id: string, limit: number) =>
    (nearTo[id] ?? []).slice(0, limit).map(([near, score]) => ({
      paper: paperWith({ id: near }),
      score,
    })),
};

it('finds the papers nearest to any of an answer’s, once each, and none of its own', async () => {
  const hits = await relatedPapers(finder, ['a', 'b'], 2);

  expect(hits.map(({ paper, score }) => [paper.id, score])).toEqual([
    ['y', 0.8],
    ['x', 0.5],
  ]);
});
