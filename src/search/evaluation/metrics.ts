/** Grades of the documents that are relevant to one query; a document not named has grade 0. */
export type Grades = ReadonlyMap<string, number>;

/**
 * Normalised discounted cumulative gain of the first `depth` ids, from 0 to 1.
 *
 * Gain `2^grade - 1`, discount `log2(rank + 1)` (Burges et al. 2005, “Learning to Rank using
 * Gradient Descent”); for grades of 0 and 1 it is the same as with linear gain.
 */
export function ndcg(ranking: readonly string[], grades: Grades, depth: number): number {
  const ideal = [...grades.values()].sort((a, b) => b - a);
  const best = discountedGain(ideal.slice(0, depth));
  const own = discountedGain(ranking.slice(0, depth).map((id) => grades.get(id) ?? 0));
  return best === 0 ? 0 : own / best;
}

/** Share of the relevant documents that stand among the first `depth` ids. */
export function recall(ranking: readonly string[], grades: Grades, depth: number): number {
  const relevant = [...grades].filter(([, grade]) => grade > 0);
  const found = new Set(ranking.slice(0, depth));
  if (relevant.length === 0) return 0;
  return relevant.filter(([id]) => found.has(id)).length / relevant.length;
}

/** One over the rank of the first relevant id, 0 when none is among the first `depth`. */
export function reciprocalRank(ranking: readonly string[], grades: Grades, depth: number): number {
  const index = ranking.slice(0, depth).findIndex((id) => (grades.get(id) ?? 0) > 0);
  return index < 0 ? 0 : 1 / (index + 1);
}

/** The value that `share` of the numbers do not exceed (nearest rank); 0 for no numbers. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

export function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((a, b) => a + b, 0) / numbers.length;
}

function discountedGain(grades: readonly number[]): number {
  return grades.reduce((sum, grade, index) => sum + (2 ** grade - 1) / Math.log2(index + 2), 0);
}
