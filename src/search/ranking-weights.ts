/**
 * What a ranking is made of, and how much each part counts; 0 leaves a part out. One set serves all
 * corpora: what differs between them is measured on the corpus itself (`calibrateMeaning`).
 *
 * The defaults were chosen on three sets of judged queries from different fields; no part costs any
 * of them more than .004 nDCG@10 (`eval --ablation`).
 */
export interface RankingWeights {
  /** How much meaning counts beside words, from 0 to 1; by the corpus and the query if left out. */
  readonly meaning?: number;
  /** Whether meaning counts less for a query of whose telling words the embedder knows few. */
  readonly isMeaningPerQuery: boolean;
  /** What a paper gains in which all of the query stands together; a perfect score is near 1. */
  readonly proximity: number;
  /** What a paper gains that holds near words for all of the query, as a share of `meaning`. */
  readonly related: number;
  /** How much a word counts that was put in the place of a misspelt one, 1 being a typed one. */
  readonly corrected: number;
  /** The same for one put beside a word that is only unlikely to be meant. */
  readonly doubtful: number;
  /** How much a part of the query counts again in another spacing: `code t5` as `codet5`. */
  readonly spacing: number;
  /** How much a part of the query counts again as its acronym or long form. */
  readonly acronym: number;
}

export const RANKING_WEIGHTS: RankingWeights = {
  isMeaningPerQuery: true,
  proximity: 0.06,
  related: 0.5,
  corrected: 0.9,
  doubtful: 0.5,
  spacing: 0.5,
  acronym: 0.4,
};
