/** Dampens the lead of the very first ranks; the value of Cormack, Clarke and Büttcher (2009). */
const RANK_OFFSET = 60;

/**
 * Merges rankings by reciprocal rank fusion: an id scores `1 / (60 + rank)` in every list that it
 * stands in, and the sums decide. Ties keep the order of the first list that has them.
 *
 * It is what the fusion of scores is held against, and not used to search.
 */
export function fuseRankings(rankings: readonly (readonly string[])[]): string[] {
  const scores = new Map<string, number>();
  for (const ranking of rankings) {
    for (const [i, id] of ranking.entries()) {
      scores.set(id, (scores.get(id) ?? 0) + 1 / (RANK_OFFSET + i + 1));
    }
  }
  return [...scores].sort(([, a], [, b]) => b - a).map(([id]) => id);
}
