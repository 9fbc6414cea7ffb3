import type { Lexicon } from './embedding/lexicon.ts';
import { isStopWord } from './terms.ts';

const NOT_LOOKED_UP = -2;
const NONE = -1;

/** Which words of a lexicon the words of an index are; each is looked up once. */
export class LexiconNumbers {
  readonly #lexicon: Pick<Lexicon, 'words' | 'numberOf'>;
  readonly #wordAt: (number: number) => string;
  /** By number of word in the index. */
  #numbers = new Int32Array(0);
  /** By number of word in the lexicon. */
  readonly #isStopWord: Uint8Array;
  #known = new Int32Array(1 << 9);
  /** By number of word in the lexicon: the last text that it was met in. */
  readonly #lastText: Uint32Array;
  #texts = 0;

  /** @param wordAt the word of a number in the index */
  constructor(lexicon: Pick<Lexicon, 'words' | 'numberOf'>, wordAt: (number: number) => string) {
    this.#lexicon = lexicon;
    this.#wordAt = wordAt;
    this.#lastText = new Uint32Array(lexicon.words.length);
    this.#isStopWord = Uint8Array.from(lexicon.words, (word) => (isStopWord(word) ? 1 : 0));
  }

  /** The lexicon's numbers of a text's known words, in order; overwritten by the next call. */
  known(words: Int32Array): Int32Array {
    if (words.length > this.#known.length) this.#known = new Int32Array(words.length * 2);
    let count = 0;
    for (let i = 0; i < words.length; i++) {
      const number = this.#numberOf(words[i]!);
      if (number !== NONE) this.#known[count++] = number;
    }
    return this.#known.subarray(0, count);
  }

  /**
   * The lexicon's numbers of a text's words, each once, without stop words and unknown ones;
   * overwritten by the next call.
   */
  telling(words: Int32Array): Int32Array {
    this.#texts++;
    const known = this.known(words);
    let count = 0;
    for (let i = 0; i < known.length; i++) {
      const number = known[i]!;
      if (this.#isStopWord[number] === 1 || this.#lastText[number] === this.#texts) continue;
      this.#lastText[number] = this.#texts;
      known[count++] = number;
    }
    return known.subarray(0, count);
  }

  #numberOf(word: number): number {
    if (word >= this.#numbers.length) this.#makeRoomFor(word);
    const known = this.#numbers[word]!;
    if (known !== NOT_LOOKED_UP) return known;
    const number = this.#lexicon.numberOf(this.#wordAt(word)) ?? NONE;
    this.#numbers[word] = number;
    return number;
  }

  #makeRoomFor(word: number): void {
    const grown = new Int32Array(Math.ceil((word + 1) * 1.5)).fill(NOT_LOOKED_UP);
    grown.set(this.#numbers);
    this.#numbers = grown;
  }
}
