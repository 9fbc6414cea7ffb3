import { isStopWord, stem } from './terms.ts';
import { splitWords } from './words.ts';

/** A word where it stands in a text, with the index terms that it gives. */
export interface WordRange {
  readonly start: number;
  /** Behind the last UTF-16 unit of the word. */
  readonly end: number;
  readonly terms: readonly string[];
}

/** Runs of letters, marks and digits with what joins them: what `splitWords` reads as one word. */
const WORD = /[\p{L}\p{N}\p{M}]+(?:['\u2018\u2019\-\u2010-\u2015.][\p{L}\p{N}\p{M}]+)*/gu;

/** The words of a text as it is shown, stop words left out. */
export function findWords(text: string): WordRange[] {
  const found: WordRange[] = [];
  for (const match of text.matchAll(WORD)) {
    const terms = splitWords(match[0])
      .filter((word) => !isStopWord(word))
      .map(stem);
    if (terms.length > 0) {
      found.push({ start: match.index, end: match.index + match[0].length, terms });
    }
  }
  return found;
}
