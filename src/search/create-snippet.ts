import type { Embedder } from './embedding/embedder.ts';
import { createPhraseMatcher, foldForPhrases } from './match-phrase.ts';
import { RelatedWords } from './related-words.ts';
import { type SentenceRange, splitSentences } from './sentences.ts';
import type { Snippet } from './snippet.ts';
import { splitPieces } from './unbroken-pieces.ts';
import { findWords, type WordRange } from './word-ranges.ts';
import type { QueryReading } from './wording/query-reading.ts';
import { splitSequence } from './words.ts';

/** What two lines of a card on a phone hold, about. */
const MAX_SNIPPET_CHARS = 300;

/** A neighbour is shown too when it answers at least this much as well as the best sentence. */
const MIN_NEIGHBOUR_SHARE = 0.5;

/** What a sentence gains that holds an exact phrase that was asked for: more than it has otherwise. */
const PHRASE_BONUS = 1;

/** How much meaning counts against matched words, each at most 1, in choosing a sentence. */
const MEANING_SHARE = 0.5;

export interface SnippetSource {
  /** Embeds sentences; the local model, since a page of results has some fifty of them. */
  readonly embedder: Embedder;
  /** How much an index term tells. */
  readonly idf: (term: string) => number;
}

export interface SnippetQuery {
  readonly reading: QueryReading;
  /** What must stand in a paper word for word. */
  readonly phrases?: readonly string[];
}

/**
 * The one or two sentences of an abstract that answer a query best: those that share its telling
 * words, also in the wordings that were read into it, and its meaning, or that hold an exact phrase.
 * A sentence that is too long is cut around its best part, never within a word, a number or a formula.
 *
 * @param abstract as it is shown, TeX already converted
 */
export async function createSnippet(
  abstract: string,
  { reading, phrases = [] }: SnippetQuery,
  { embedder, idf }: SnippetSource,
): Promise<Snippet> {
  const wanted = new Map(reading.terms.map(({ term, weight }) => [term, weight * idf(term)]));
  const words = findWords(abstract);
  const sentences = splitSentences(abstract);
  if (sentences.length === 0) return { text: '', matches: [] };

  const scores = await scoreSentences(
    abstract,
    reading.meaning,
    sentences,
    words,
    wanted,
    embedder,
  );
  for (const i of findPhrases(abstract, sentences, phrases)) scores[i]! += PHRASE_BONUS;
  const range = withNeighbour(sentences, scores);
  const cut = cutToFit(abstract, range, words, wanted);
  const lead = cut.start > range.start ? '…' : '';
  const tail = cut.end < range.end ? '…' : '';
  const shift = lead.length - cut.start;
  const related = embedder.lexicon && new RelatedWords(reading.text, idf, embedder.lexicon);
  const isNear = ({ start, end }: WordRange) =>
    related?.isNear(abstract.slice(start, end)) ?? false;
  return {
    text: `${lead}${abstract.slice(cut.start, cut.end)}${tail}`,
    matches: words
      .filter((word) => isWithin(word, cut) && (weigh(word, wanted) > 0 || isNear(word)))
      .map(({ start, end }) => [start + shift, end + shift] as const),
  };
}

async function scoreSentences(
  abstract: string,
  query: string,
  sentences: readonly SentenceRange[],
  words: readonly WordRange[],
  wanted: ReadonlyMap<string, number>,
  embedder: Embedder,
): Promise<number[]> {
  const texts = sentences.map(({ start, end }) => abstract.slice(start, end));
  const [queryEmbedding, ...embeddings] = await embedder.embed([query, ...texts]);
  const total = sum(wanted.values()) || 1;
  return sentences.map((sentence, i) => {
    const terms = new Set(
      words.filter((word) => isWithin(word, sentence)).flatMap((word) => word.terms),
    );
    const matched = sum([...terms].map((term) => wanted.get(term) ?? 0)) / total;
    const meaning = cosine(queryEmbedding!, embeddings[i]!);
    return (1 - MEANING_SHARE) * matched + MEANING_SHARE * Math.max(0, meaning);
  });
}

/** Which sentences hold one of the phrases. */
function* findPhrases(
  abstract: string,
  sentences: readonly SentenceRange[],
  phrases: readonly string[],
): Iterable<number> {
  if (phrases.length === 0) return;
  const matchers = phrases.map((phrase) => createPhraseMatcher(splitSequence(phrase)));
  for (const [i, { start, end }] of sentences.entries()) {
    const folded = foldForPhrases(abstract.slice(start, end));
    if (matchers.some((holdsPhrase) => holdsPhrase(folded))) yield i;
  }
}

/** The best sentence, with the better one of its neighbours when it is good and there is room. */
function withNeighbour(
  sentences: readonly SentenceRange[],
  scores: readonly number[],
): SentenceRange {
  const best = scores.indexOf(Math.max(...scores));
  const { start, end } = sentences[best]!;
  const joined = [best - 1, best + 1]
    .filter((i) => i in sentences && scores[i]! >= scores[best]! * MIN_NEIGHBOUR_SHARE)
    .sort((a, b) => scores[b]! - scores[a]!)
    .map((i) => ({
      start: Math.min(start, sentences[i]!.start),
      end: Math.max(end, sentences[i]!.end),
    }))
    .find((range) => range.end - range.start <= MAX_SNIPPET_CHARS);
  return joined ?? { start, end };
}

/** The part of a range that fits and holds most of what is wanted, cut between its pieces. */
function cutToFit(
  abstract: string,
  range: SentenceRange,
  words: readonly WordRange[],
  wanted: ReadonlyMap<string, number>,
): SentenceRange {
  if (range.end - range.start <= MAX_SNIPPET_CHARS) return range;
  const pieces = splitPieces(abstract, range);
  const weights = pieces.map((piece) =>
    sum(words.filter((word) => isWithin(word, piece)).map((word) => weigh(word, wanted))),
  );
  let best: SentenceRange = { start: range.start, end: range.start };
  let bestWeight = -1;
  let weight = 0;
  let next = 0;
  for (const [i, { start }] of pieces.entries()) {
    for (; next < pieces.length && pieces[next]!.end - start <= MAX_SNIPPET_CHARS; next++) {
      weight += weights[next]!;
    }
    if (next > i && weight > bestWeight) {
      best = { start, end: pieces[next - 1]!.end };
      bestWeight = weight;
    }
    if (next > i) weight -= weights[i]!;
    else next = i + 1;
  }
  return withoutLooseEnd(abstract, best);
}

/** Without the comma before the ellipsis. */
function withoutLooseEnd(abstract: string, { start, end }: SentenceRange): SentenceRange {
  return { start, end: start + abstract.slice(start, end).replace(/[,;:–—]+$/u, '').length };
}

function weigh(word: WordRange, wanted: ReadonlyMap<string, number>): number {
  return Math.max(0, ...word.terms.map((term) => wanted.get(term) ?? 0));
}

function isWithin(inner: SentenceRange, outer: SentenceRange): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** Of two embeddings at any length; 0 when one of them is all zeros. */
function cosine(a: Float32Array, b: Float32Array): number {
  const dot = a.reduce((total, x, i) => total + x * b[i]!, 0);
  const lengths = Math.hypot(...a) * Math.hypot(...b);
  return lengths === 0 ? 0 : dot / lengths;
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
