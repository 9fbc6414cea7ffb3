import { basename } from 'node:path';
import { atLeast, type Bar } from './bar.ts';
import type { EngineName } from './engines.ts';
import type { Evaluation } from './run-evaluation.ts';

/** What the best ranking is to reach, nDCG@10, by the name of a set's folder and kind of query. */
const LEAST_NDCG10: Readonly<Record<string, number>> = {
  'seed-questions': 0.62,
  scifact: 0.7,
  'tldr pr': 0.61,
  'tldr author': 0.87,
};

const RANKED: EngineName = 'hybrid';

/** What every set must at least be worth: words alone, ranked by BM25F. */
const BASELINE: EngineName = 'text';

/** A folder of judged queries, and what engines reached on it. */
export interface JudgedSet {
  readonly folder: string;
  readonly judgements: Evaluation;
}

/**
 * Holds our ranking against what it promises: a fixed quality for the sets that are known by name,
 * and on every set, known or not, no less than words alone. What was not measured is left out.
 */
export function judgeQuality(sets: readonly JudgedSet[]): Bar[] {
  return sets.flatMap(({ folder, judgements }) => {
    const name = basename(folder);
    const ranked = judgements.get(RANKED);
    if (ranked === undefined) return [];
    const kinds = Object.entries(ranked.byKind).map(
      ([kind, { ndcg10 }]) => [`${name} ${kind}`, ndcg10] as const,
    );
    return [
      ...[[name, ranked.ndcg10] as const, ...kinds].map(([set, ndcg10]) =>
        atLeast(`${set}, nDCG@10`, ndcg10, LEAST_NDCG10[set]),
      ),
      atLeast(`${name}, nDCG@10 beside BM25F`, ranked.ndcg10, judgements.get(BASELINE)?.ndcg10),
    ].filter((bar) => bar !== undefined);
  });
}
