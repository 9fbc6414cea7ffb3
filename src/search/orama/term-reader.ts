import {
  numbersSection,
  readNumbers,
  type Section,
  type SectionSource,
} from '../snapshot/sections.ts';
import { decodeStrings, encodeStrings } from '../snapshot/string-blocks.ts';
import { WordReader, type WordSequence } from '../word-reader.ts';

/** The index term of a word in one field, or `undefined` for a word that is not indexed there. */
export type TermOf = (word: string) => string | undefined;

const UNKNOWN = -1;
const NO_TERM = -2;

/**
 * Reads the texts of fields as numbers of index terms. What a word's term is, a stem, takes longer
 * to find than all the rest of reading it, and is remembered for every word that was ever read.
 * The words themselves are there to correct what people type.
 */
export class TermReader {
  readonly #words = new WordReader({ isGrowing: true });
  readonly #termOf: readonly TermOf[];
  readonly #numberOf: (term: string) => number;
  /** Per field, by number of word. */
  readonly #known: Int32Array[];
  /** By number of word, in the texts that are held. */
  #occurrences: Int32Array = new Int32Array(1 << 12);
  #terms = new Int32Array(1 << 9);

  /**
   * @param fields the rule of each field, by its number
   * @param numberOf numbers a term, which may be a new one
   */
  constructor(fields: readonly TermOf[], numberOf: (term: string) => number) {
    this.#termOf = fields;
    this.#numberOf = numberOf;
    this.#known = fields.map(() => new Int32Array(1 << 12).fill(UNKNOWN));
  }

  /** Words that were ever read. */
  get wordCount(): number {
    return this.#words.size;
  }

  wordAt(number: number): string {
    return this.#words.wordAt(number);
  }

  /** How often a folded word stands in the texts that are held. */
  occurrencesOf(word: string): number {
    const number = this.numberOf(word);
    return number === undefined ? 0 : (this.#occurrences[number] ?? 0);
  }

  /** The number of a folded word, or `undefined` for one that was never read. */
  numberOf(word: string): number | undefined {
    return this.#words.numberOf(word);
  }

  /** The words of a text; overwritten by the next call. */
  readWords(text: string): WordSequence {
    return this.#words.readSequence(text);
  }

  /**
   * Counts the words of a text.
   *
   * @param change 1 for a text that is held from now on, -1 for one that was and is no more
   */
  count(words: Int32Array, change: 1 | -1): void {
    if (this.#occurrences.length < this.#words.size) {
      this.#occurrences = grownTo(this.#words.size, this.#occurrences);
    }
    for (let i = 0; i < words.length; i++) this.#occurrences[words[i]!]! += change;
  }

  /** The terms of words in a field, in their order, with repetitions; overwritten by the next call. */
  toTerms(words: Int32Array, field: number): Int32Array {
    const known = this.#knownOf(field);
    if (words.length > this.#terms.length) this.#terms = new Int32Array(words.length * 2);
    const terms = this.#terms;
    let count = 0;
    for (let i = 0; i < words.length; i++) {
      const word = words[i]!;
      let term = known[word]!;
      if (term === UNKNOWN) {
        const own = this.#termOf[field]!(this.#words.wordAt(word));
        term = own === undefined ? NO_TERM : this.#numberOf(own);
        known[word] = term;
      }
      if (term !== NO_TERM) terms[count++] = term;
    }
    return terms.subarray(0, count);
  }

  /** The words and how often they stand in texts, for `restore`; their terms are found again. */
  *sections(): Iterable<Section> {
    const count = this.#words.size;
    const words = Array.from({ length: count }, (_, number) => this.#words.wordAt(number));
    yield { name: 'words', chunks: encodeStrings(words) };
    yield numbersSection('occurrences of words', this.#occurrences.slice(0, count));
  }

  /** Takes the words of another reader; only for one that has read nothing yet. */
  async restore(source: SectionSource): Promise<void> {
    for await (const block of source.chunks('words')) {
      for (const word of decodeStrings(block)) this.#words.add(word);
    }
    this.#occurrences = await readNumbers(source, 'occurrences of words', Int32Array);
  }

  /** With room for every word. */
  #knownOf(field: number): Int32Array {
    const known = this.#known[field]!;
    if (known.length >= this.#words.size) return known;
    const grown = grownTo(this.#words.size, known, UNKNOWN);
    this.#known[field] = grown;
    return grown;
  }
}

function grownTo(length: number, numbers: Int32Array, rest = 0): Int32Array {
  const grown = new Int32Array(Math.ceil(length * 1.5)).fill(rest);
  grown.set(numbers);
  return grown;
}
