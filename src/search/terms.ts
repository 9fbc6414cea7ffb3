import { stemmer } from 'stemmer';
import { splitWords } from './words.ts';

/**
 * Words that say how a sentence is built and not what it is about. The list is the common core of
 * the published English lists (Snowball's, Lucene's, SMART's); it holds no word of any field of research.
 */
const STOP_WORDS = new Set(
  `a about above after again against all also am an and any are as at be because been before being
  below between both but by can cannot could did do does doing dont down during each etc few for
  from further had has have having he her here hers him his how i if in into is it its itself just
  me more most my no nor not of off on once only or other our ours out over own same she should so
  some such than that the their theirs them then there these they this those through to too under
  until up us very via was we were what when where which while who whom whose why will with
  without would you your yours`.split(/\s+/),
);

export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}

/** Longest word that is stemmed; Porter's rules are for words, not for identifiers. */
const MAX_STEMMED_CHARS = 24;

/** Stems that are remembered: people and papers use the same words again and again. */
const MAX_KNOWN_STEMS = 20_000;
const knownStems = new Map<string, string>();

/** The index term of a word: its Porter stem; numbers and words of other scripts stay as they are. */
export function stem(word: string): string {
  const known = knownStems.get(word);
  if (known !== undefined) return known;
  const stemmed = findStem(word);
  if (knownStems.size >= MAX_KNOWN_STEMS) knownStems.clear();
  knownStems.set(word, stemmed);
  return stemmed;
}

/** As `stem`, for those who remember themselves what it gives. */
export function findStem(word: string): string {
  return word.length > MAX_STEMMED_CHARS || !/^[a-z]+$/.test(word) ? word : stemmer(word);
}

/** The index terms of a text, in order, with repetitions, without stop words. */
export function splitTerms(text: string): string[] {
  const terms: string[] = [];
  for (const word of splitWords(text)) {
    if (!STOP_WORDS.has(word)) terms.push(stem(word));
  }
  return terms;
}
