import type { Paper } from '../../corpus/paper.ts';
import { cutQuote, MAX_QUOTE_CHARS } from './cut-quote.ts';
import type { ReadPaper, Sentence } from './read-abstract.ts';
import { dot } from './unit.ts';

/** More than five are not read. */
export const MAX_QUOTES = 5;

/** A paper with the scores of its sentences, and how many of them may be quoted. */
export interface Candidate {
  readonly read: ReadPaper;
  /** One a sentence; those of 0 and less are never quoted. */
  readonly scores: readonly number[];
  readonly quotes: number;
}

/** What is quoted of one paper, in the order of the abstract; never empty. */
export interface QuotedPaper {
  readonly paper: Paper;
  readonly texts: readonly string[];
}

/** A neighbour joins a quote when it scores at least this share of it and both stay short. */
const MIN_NEIGHBOUR_SHARE = 0.7;
const MAX_JOINED_CHARS = 450;

/** A second sentence of a paper is quoted when it scores at least this share of the first. */
const MIN_SCORE_SHARE = 0.7;

/** Sentences that come this near to each other say the same: a survey and its second version. */
const REPEATED = 0.93;

/** Opens a sentence that cannot be understood without the one before. */
const LEANS_ON_PREVIOUS =
  /^(?:(?:this|these|those)\b(?! (?:paper|work|study|report|article|survey|research)s?\b)|(?:it|its|they|their|such|here|both|the latter|the former|as a result)\b)/i;

/** Sentences from `first` to `last` of an abstract. */
interface Passage {
  first: number;
  last: number;
}

/**
 * Chooses what to quote of each paper: its best sentences, each with the neighbour that it leans
 * on or that answers nearly as well, none twice, at most five in all.
 */
export function chooseQuotes(candidates: readonly Candidate[]): QuotedPaper[] {
  const quoted: QuotedPaper[] = [];
  const shown: Sentence[] = [];
  let left = MAX_QUOTES;
  for (const { read, scores, quotes } of candidates) {
    const passages = choosePassages(read, scores, Math.min(quotes, left), shown);
    if (passages.length === 0) continue;
    left -= passages.length;
    const { sentences, paper } = read;
    const texts = passages.map(({ first, last }) =>
      cutQuote(paper.abstract, sentences[first]!.start, sentences[last]!.end),
    );
    quoted.push({ paper, texts });
  }
  return quoted;
}

function choosePassages(
  { sentences }: ReadPaper,
  scores: readonly number[],
  limit: number,
  shown: Sentence[],
): Passage[] {
  const passages: Passage[] = [];
  const isFree = (i: number) =>
    i in sentences &&
    !passages.some(({ first, last }) => i >= first && i <= last) &&
    !shown.some((other) => dot(other.embedding, sentences[i]!.embedding) > REPEATED);
  const best = scores.map((_, i) => i).sort((a, b) => scores[b]! - scores[a]!);
  for (const i of best) {
    const isGood = scores[i]! > 0 && scores[i]! >= scores[best[0]!]! * MIN_SCORE_SHARE;
    if (passages.length >= limit || !isGood) break;
    if (!isFree(i)) continue;
    const passage = withNeighbour(sentences, scores, i, isFree);
    passages.push(passage);
    shown.push(...sentences.slice(passage.first, passage.last + 1));
  }
  return joinAdjacent(passages, sentences);
}

function withNeighbour(
  sentences: readonly Sentence[],
  scores: readonly number[],
  at: number,
  isFree: (i: number) => boolean,
): Passage {
  const previous = { first: at - 1, last: at };
  if (isFree(at - 1) && LEANS_ON_PREVIOUS.test(sentences[at]!.text)) {
    if (lengthOf(previous, sentences) <= MAX_QUOTE_CHARS) return previous;
  }
  const [neighbour] = [at - 1, at + 1]
    .filter((i) => isFree(i) && scores[i]! >= scores[at]! * MIN_NEIGHBOUR_SHARE)
    .sort((a, b) => scores[b]! - scores[a]!)
    .map((i) => ({ first: Math.min(i, at), last: Math.max(i, at) }))
    .filter((passage) => lengthOf(passage, sentences) <= MAX_JOINED_CHARS);
  return neighbour ?? { first: at, last: at };
}

/** Puts passages in order, and those that follow one another into one. */
function joinAdjacent(passages: readonly Passage[], sentences: readonly Sentence[]): Passage[] {
  const joined: Passage[] = [];
  for (const passage of passages.toSorted((a, b) => a.first - b.first)) {
    const before = joined.at(-1);
    const both = before && { first: before.first, last: passage.last };
    if (before?.last === passage.first - 1 && lengthOf(both!, sentences) <= MAX_QUOTE_CHARS) {
      before.last = passage.last;
    } else {
      joined.push({ ...passage });
    }
  }
  return joined;
}

function lengthOf({ first, last }: Passage, sentences: readonly Sentence[]): number {
  return sentences[last]!.end - sentences[first]!.start;
}
