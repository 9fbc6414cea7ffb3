import type { QuestionKind } from '../question/question-kind.ts';

/** A second paper below this share of the first one's score leaves the first one alone in front. */
const FAR_BEHIND = 0.6;
const BEHIND = 0.75;

const OVERVIEW = [1, 1, 1, 1, 1];

/**
 * How many quotes each paper may have, the best first: where one stands out, more of it; of an
 * overview one each. The bound on all quotes of an answer comes on top.
 *
 * @param shares of the best paper's score, in the order of the papers
 */
export function planQuotes(kind: QuestionKind, shares: readonly number[]): readonly number[] {
  if (kind === 'topic' || kind === 'list') return OVERVIEW;
  const second = shares[1] ?? 0;
  if (second < FAR_BEHIND) return [3, 1, 1, 1, 1];
  return second < BEHIND || kind === 'definition' ? [2, 1, 1, 1, 1] : OVERVIEW;
}
