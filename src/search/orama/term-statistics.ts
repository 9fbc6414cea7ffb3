import type { SpellingSource } from '../wording/speller.ts';
import type { Retrievers } from './retrievers.ts';

/** What the papers say of words and terms, as they stand at any time. */
export function createTermStatistics(retrievers: Retrievers): SpellingSource {
  return {
    get documents() {
      return retrievers.size;
    },
    get wordCount() {
      return retrievers.words.wordCount;
    },
    wordAt: (number) => retrievers.words.wordAt(number),
    occurrencesOf: (word) => retrievers.words.occurrencesOf(word),
    idf: (term) => retrievers.idf(term),
    documentFrequency: (term) => retrievers.documentFrequency(term),
    countWithAll: (terms) => retrievers.countWithAll(terms),
  };
}
