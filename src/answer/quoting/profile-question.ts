import { splitSequence } from '../../search/words.ts';
import { asksForRelease } from '../question/release.ts';
import { type TellingWord, tellingWords } from '../question/telling-words.ts';
import type { QuotingParts } from './quoting-parts.ts';
import { unit } from './unit.ts';

/** A question as sentences are scored by it. */
export interface QuestionProfile {
  readonly words: readonly WeighedWord[];
  /** How many words it has, telling or not. */
  readonly length: number;
  /** Sum of the weights of all words, never 0. */
  readonly totalWeight: number;
  /** Of the whole question, at unit length; all zeros when the embedder knows no word of it. */
  readonly embedding: Float32Array;
  /** Whether it asks how much, how many, how often. */
  readonly wantsNumber: boolean;
  /** Whether it asks for code, data or weights to download. */
  readonly wantsRelease: boolean;
}

/** A telling word and how much it tells. */
export interface WeighedWord extends TellingWord {
  readonly weight: number;
  /** At unit length; absent when the embedder does not know the word. */
  readonly embedding: Float32Array | undefined;
}

/** A question may be 2,000 characters long; beyond the most telling words nothing is gained. */
const MAX_WORDS = 32;

const WANTS_NUMBER =
  /\bhow (?:much|many|often|large|big|small|long|far|fast|slow|cheap|expensive|accurate|strong|\w+er)\b|\b(?:what|which) (?:\w+ ){0,2}(?:percentage|percent|share|fraction|number|amount|rate|score|accuracy|size|cost|factor)\b/i;

/**
 * Prepares a question for scoring.
 *
 * @param meaning what is embedded; the text itself unless told
 */
export async function profileQuestion(
  { text, meaning = text }: { text: string; meaning?: string },
  { index, sentenceEmbedder, words: wordEmbeddings }: QuotingParts,
): Promise<QuestionProfile> {
  const telling = tellingWords(text)
    .map((each) => ({ ...each, weight: index.idf(each.term) }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MAX_WORDS);
  const embeddings = await wordEmbeddings.of(telling.map(({ word }) => word));
  const [embedding] = await sentenceEmbedder.embed([meaning], 'query');
  const words = telling.map((each) => ({ ...each, embedding: embeddings.get(each.word) }));
  return {
    words,
    length: splitSequence(text).length,
    totalWeight: words.reduce((sum, { weight }) => sum + weight, 0) || 1,
    embedding: unit(embedding!),
    wantsNumber: WANTS_NUMBER.test(text),
    wantsRelease: asksForRelease(text),
  };
}
