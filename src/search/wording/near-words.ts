import { editDistance } from './edit-distance.ts';

/** Words of one length and first letter, and for each the letters in it, a bit a letter. */
interface Shelf {
  readonly words: string[];
  masks: Uint32Array;
}

/**
 * Words, to be found by others that are a few edits away.
 *
 * A search looks at words of about the same length and passes over those whose sets of letters
 * differ too much, which is one operation a word: a fraction of a millisecond for 300,000 words,
 * and four bytes a word. An index of deletions (“symmetric delete”) would be quicker for a search
 * that is seldom made, and ten times as large.
 */
export class NearWords {
  /** By length, then by the code of the first letter. */
  readonly #shelves: Map<number, Shelf>[] = [];

  /** Takes a word in, each once. */
  add(word: string): void {
    const shelf = this.#shelfFor(word);
    const count = shelf.words.push(word);
    if (count > shelf.masks.length) {
      const grown = new Uint32Array(Math.ceil(count * 1.5));
      grown.set(shelf.masks);
      shelf.masks = grown;
    }
    shelf.masks[count - 1] = lettersOf(word);
  }

  /**
   * The words that at most `most` edits turn into `word`, without the word itself.
   *
   * @param isSameStart whether only words with the same first letter count; it is much quicker, and
   *   most people get that letter right
   */
  *near(word: string, most: number, isSameStart: boolean): Iterable<string> {
    const letters = lettersOf(word);
    for (let length = word.length - most; length <= word.length + most; length++) {
      const shelves = this.#shelves[length];
      if (shelves === undefined) continue;
      // A letter more or less is one letter that differs, a replaced one is two.
      const mostDiffering = 2 * most - Math.abs(length - word.length);
      const same = shelves.get(word.charCodeAt(0));
      for (const { words, masks } of isSameStart ? (same ? [same] : []) : shelves.values()) {
        for (let i = 0; i < words.length; i++) {
          if (countBits(masks[i]! ^ letters) > mostDiffering) continue;
          const edits = editDistance(word, words[i]!, most);
          if (edits > 0 && edits <= most) yield words[i]!;
        }
      }
    }
  }

  #shelfFor(word: string): Shelf {
    this.#shelves[word.length] ??= new Map();
    const shelves = this.#shelves[word.length]!;
    const first = word.charCodeAt(0);
    const known = shelves.get(first);
    if (known !== undefined) return known;
    const shelf = { words: [], masks: new Uint32Array(4) };
    shelves.set(first, shelf);
    return shelf;
  }
}

const LATIN_LETTERS = 26;
const A = 'a'.charCodeAt(0);

/** The letters a to z have a bit each; all others share the bits that are left. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i++) {
    const letter = word.charCodeAt(i) - A;
    const isLatin = letter >= 0 && letter < LATIN_LETTERS;
    const bit = isLatin ? letter : LATIN_LETTERS + (word.charCodeAt(i) % (32 - LATIN_LETTERS));
    letters |= 1 << bit;
  }
  return letters;
}

/** How many bits of 32 are set: sums of two, four and eight bits side by side, then all at once. */
function countBits(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
