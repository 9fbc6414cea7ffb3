import { mean, ndcg, percentile, recall, reciprocalRank } from './metrics.ts';
import type { JudgedQuery } from './read-bench.ts';

/** Ids of papers, best first, at most `limit`. */
export type Search = (query: string, limit: number) => Promise<readonly string[]>;

/** Means over queries, from 0 to 1. */
export interface Quality {
  readonly queries: number;
  readonly ndcg10: number;
  readonly recall10: number;
  readonly recall100: number;
  readonly mrr10: number;
}

/** What a way to search reached. */
export interface Judgement extends Quality {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly byKind: Readonly<Record<string, Quality>>;
}

/** How many ids are judged of each ranking: as many as the deepest measure looks at. */
const DEPTH = 100;

/** Searches for every query, one after the other, and holds the rankings against the judgments. */
export async function judge(search: Search, queries: readonly JudgedQuery[]): Promise<Judgement> {
  const times: number[] = [];
  const judged: { kind: string | undefined; measures: number[] }[] = [];
  for (const { text, kind, grades } of queries) {
    const start = performance.now();
    const ranking = await search(text, DEPTH);
    times.push(performance.now() - start);
    const measures = [
      ndcg(ranking, grades, 10),
      recall(ranking, grades, 10),
      recall(ranking, grades, 100),
      reciprocalRank(ranking, grades, 10),
    ];
    judged.push({ kind, measures });
  }
  const kinds = [...new Set(judged.flatMap(({ kind }) => kind ?? []))];
  const byKind = kinds.map((kind) => {
    const ofKind = judged.filter((one) => one.kind === kind);
    return [kind, summarise(ofKind.map(({ measures }) => measures))] as const;
  });
  return {
    ...summarise(judged.map(({ measures }) => measures)),
    p50Ms: round(percentile(times, 0.5)),
    p99Ms: round(percentile(times, 0.99)),
    byKind: Object.fromEntries(byKind),
  };
}

function summarise(measures: readonly (readonly number[])[]): Quality {
  const column = (i: number) => round(mean(measures.map((row) => row[i]!)));
  return {
    queries: measures.length,
    ndcg10: column(0),
    recall10: column(1),
    recall100: column(2),
    mrr10: column(3),
  };
}

function round(number: number): number {
  return Math.round(number * 10_000) / 10_000;
}
