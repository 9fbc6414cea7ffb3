/** What a topic's scores say of papers, some of which are right. */
export interface JudgedScores {
  /** Per paper its score and whether it is about the topic. */
  readonly papers: readonly { readonly score: number; readonly isRelevant: boolean }[];
}

/** What a threshold would post of papers that topics are held against. */
export interface ThresholdReport {
  readonly threshold: number;
  /** Share of the posts that are about their topic; 1 when nothing is posted. */
  readonly precision: number;
  /** Share of the papers about a topic that are posted. */
  readonly recall: number;
  readonly f1: number;
  /** Share of the topics of which no paper that is about them is posted. */
  readonly missed: number;
}

/** Counts over all topics together, so that a topic with many papers counts for more. */
export function judgeThreshold(
  topics: readonly JudgedScores[],
  threshold: number,
): ThresholdReport {
  let posted = 0;
  let right = 0;
  let relevant = 0;
  let missed = 0;
  for (const { papers } of topics) {
    const passing = papers.filter(({ score }) => score >= threshold);
    const rightOnes = passing.filter(({ isRelevant }) => isRelevant).length;
    posted += passing.length;
    right += rightOnes;
    relevant += papers.filter(({ isRelevant }) => isRelevant).length;
    if (rightOnes === 0) missed += 1;
  }
  const precision = posted === 0 ? 1 : right / posted;
  const recall = relevant === 0 ? 1 : right / relevant;
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { threshold, precision, recall, f1, missed: missed / topics.length };
}
