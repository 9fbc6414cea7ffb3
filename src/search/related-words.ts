import type { Lexicon } from './embedding/lexicon.ts';
import { isStopWord, stem } from './terms.ts';
import { splitWords } from './words.ts';

/** Cosine below which two words have little to do with each other; most pairs stay below .1. */
const MIN_SIMILARITY = 0.36;

/** Cosine from which on people see what two words have to do with each other, as `car`, `driver`. */
const MIN_SIMILARITY_TO_SHOW = 0.48;

/** A word of a query. */
interface WantedWord {
  readonly term: string;
  /** In the lexicon. */
  readonly number: number | undefined;
  readonly idf: number;
}

/**
 * How much of a query a text says in other words, from 0 to 1: each word of the query that the text
 * does not hold counts by its idf and by the cosine of the word of the text that is nearest to it.
 *
 * This is late interaction (Khattab and Zaharia, “ColBERT”, 2020) by embeddings of words, for the
 * words only that full-text search gives no credit for.
 */
export class RelatedWords {
  readonly #lexicon: Lexicon;
  readonly #wanted: readonly WantedWord[];
  readonly #total: number;

  constructor(query: string, idf: (term: string) => number, lexicon: Lexicon) {
    this.#lexicon = lexicon;
    const words = [...new Set(splitWords(query))].filter((word) => !isStopWord(word));
    this.#wanted = words.map((word) => ({
      term: stem(word),
      number: lexicon.numberOf(word),
      idf: idf(stem(word)),
    }));
    this.#total = this.#wanted.reduce((sum, word) => sum + word.idf, 0);
  }

  /** Whether somebody who typed the query would see why a word of a text was found by it. */
  isNear(word: string): boolean {
    const others = this.#lexicon.read(word).slice();
    return (
      others.length > 0 &&
      this.#wanted.some(
        ({ number }) =>
          number !== undefined &&
          max(this.#lexicon.similarities(number, others)) >= MIN_SIMILARITY_TO_SHOW,
      )
    );
  }

  /**
   * @param words numbers of the text's words; asked for only when they are needed
   * @param holds whether the text holds an index term of the query
   */
  shareOf(words: () => Int32Array, holds: (term: string) => boolean): number {
    const missing = this.#wanted.filter(({ number, term }) => number !== undefined && !holds(term));
    if (missing.length === 0) return 0;
    const others = words();
    let sum = 0;
    for (const { number, idf } of missing) {
      const nearest = max(this.#lexicon.similarities(number!, others));
      if (nearest >= MIN_SIMILARITY) sum += idf * nearest;
    }
    return sum / this.#total;
  }
}

function max(numbers: Float32Array): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < numbers.length; i++) most = Math.max(most, numbers[i]!);
  return most;
}
