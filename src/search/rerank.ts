import type { Paper } from '../corpus/paper.ts';
import type { Lexicon } from './embedding/lexicon.ts';
import type { LexiconNumbers } from './lexicon-numbers.ts';
import type { Hit } from './paper-index.ts';
import { positionsOf, proximity } from './proximity.ts';
import type { RankingWeights } from './ranking-weights.ts';
import { RelatedWords } from './related-words.ts';
import { splitTerms } from './terms.ts';

/** Papers at the head of a ranking that are looked at again, the words of each in their order. */
export const RERANKED_PAPERS = 20;

/** What an index says of terms, which it knows by number. */
interface TermNumbers {
  idf(term: string): number;
  /** `undefined` for a term that no paper ever held. */
  numberOf(term: string): number | undefined;
}

/** What a paper's texts hold, by the numbers of the index, in order, with repetitions. */
interface ReadPaper {
  readonly words: Int32Array;
  readonly terms: Int32Array;
}

export interface RerankRequest {
  /** The query as it was read. */
  readonly query: string;
  readonly hits: readonly Hit[];
  /** How much meaning counts for the query, from 0 to 1. */
  readonly meaningShare: number;
  readonly weights: RankingWeights;
}

export interface RerankSources {
  readonly terms: TermNumbers;
  /** What is known of the meaning of words, and which of its words those of the index are. */
  readonly meanings: { readonly lexicon: Lexicon; readonly numbers: LexiconNumbers } | undefined;
  read(paper: Paper): ReadPaper;
}

/**
 * Orders the first papers anew by what only their texts tell: whether the query's words stand
 * together, and how much of the query they say in other words.
 */
export function rerank(
  { query, hits, meaningShare, weights }: RerankRequest,
  { terms, meanings, read }: RerankSources,
): Hit[] {
  const relatedWeight = weights.related * meaningShare;
  const related =
    meanings && relatedWeight > 0
      ? new RelatedWords(query, (term) => terms.idf(term), meanings.lexicon)
      : undefined;
  // A term without a number stands in no paper, and goes by itself.
  const wanted = splitTerms(query).map((term) => ({ term, key: terms.numberOf(term) ?? term }));
  const keys = wanted.map(({ key }) => key);
  const keyOf = new Map(wanted.map(({ term, key }) => [term, key]));
  const idfs = new Map(wanted.map(({ term, key }) => [key, terms.idf(term)]));

  const first = hits.slice(0, RERANKED_PAPERS).map(({ paper, score }) => {
    const held = read(paper);
    const positions = positionsOf<number | string>(keys, held.terms);
    const holds = (term: string): boolean => (positions.get(keyOf.get(term)!)?.length ?? 0) > 0;
    const together = proximity(keys, positions, (key) => idfs.get(key)!);
    const inOtherWords = related?.shareOf(() => meanings!.numbers.telling(held.words), holds) ?? 0;
    const bonus = weights.proximity * together + relatedWeight * inOtherWords;
    return { paper, score: score + bonus };
  });
  // The sort is stable: papers of equal score keep the order that they came in.
  first.sort((a, b) => b.score - a.score);
  return [...first, ...hits.slice(RERANKED_PAPERS)];
}
