import type { Lexicon } from '../embedding/lexicon.ts';
import { nextTurn } from '../next-turn.ts';
import { isStopWord, stem } from '../terms.ts';
import { NearWords } from './near-words.ts';
import type { TermStatistics } from './query-reading.ts';

/** What the corpus says of its words. */
export interface SpellingSource extends TermStatistics {
  /** Words that ever stood in it, folded, numbered from 0 in the order in which they came. */
  readonly wordCount: number;
  wordAt(number: number): string;
  /** How often a word stands in the papers; 0 for one that does so no more. */
  occurrencesOf(word: string): number;
}

/** A word to look for in place of another. */
export interface Respelling {
  /** Folded; two words where a space was missing. */
  readonly used: string;
  /** Whether the word that was typed exists, too, and is only unlikely to be meant. */
  readonly isDoubtful: boolean;
}

/** Shorter words have too many neighbours: `lice` is not a misspelt `like`. */
const MIN_CHARS = 5;
/** From here on two edits are allowed. */
const MIN_CHARS_OF_TWO_EDITS = 8;
/** A word that exists is doubted only when it is this long and one edit away, … */
const MIN_CHARS_OF_DOUBT = 7;
/** … when the other is in so many times the documents that hold this one, if any does, … */
const DOUBTFUL_RATIO = 500;
/** … and when it stands this far down in the lexicon, so many times as far as the other. */
const DOUBTFUL_PLACE = 20_000;
const DOUBTFUL_PLACE_RATIO = 50;

/** Shortest part of a word in which a space is missing; `dis|repairs` is no such word. */
const MIN_PART_CHARS = 4;

/** Letters only: in `gpt3` for `gpt4` and `il6` for `il2` one edit makes another thing. */
const LETTERS = /^\p{L}+$/u;
const LETTERS_THEN_DIGITS = /^(\p{L}{2,})(\p{N}+)$/u;

/** Words that are made ready for comparison before other work gets its turn. */
const SLICE_WORDS = 4_000;

/** Finds what a word that neither corpus nor lexicon holds was meant to be. */
export class Speller {
  readonly #source: SpellingSource;
  readonly #lexicon: Pick<Lexicon, 'numberOf'> | undefined;
  readonly #near = new NearWords();
  #wordsRead = 0;
  #preparing: Promise<void> | undefined;

  /** @param lexicon of words that are right even though the corpus does not hold them */
  constructor(source: SpellingSource, lexicon: Pick<Lexicon, 'numberOf'> | undefined) {
    this.#source = source;
    this.#lexicon = lexicon;
  }

  /** `undefined` when the word is right, or nothing near it is known. */
  async respell(word: string): Promise<Respelling | undefined> {
    if (word.length < MIN_CHARS || isStopWord(word)) return undefined;
    const documents = this.#source.documentFrequency(stem(word));
    const place = this.#lexicon?.numberOf(word);
    if (documents === 0 && place === undefined) {
      const used = await this.#nearest(word);
      return used === undefined ? undefined : { used, isDoubtful: false };
    }
    const isRare =
      word.length >= MIN_CHARS_OF_DOUBT &&
      documents * DOUBTFUL_RATIO < this.#source.documents &&
      (place === undefined || place > DOUBTFUL_PLACE);
    const used = isRare ? await this.#likelier(word, documents, place) : undefined;
    return used === undefined ? undefined : { used, isDoubtful: true };
  }

  async #nearest(word: string): Promise<string | undefined> {
    if (!LETTERS.test(word)) return this.#splitNumber(word);
    await this.#prepare();
    const once = this.#best(word, { edits: 1 });
    if (once !== undefined) return once;
    // In a short word the first letter is a good part of what there is to go by.
    const isLong = word.length > MIN_CHARS;
    const otherStart = isLong ? this.#best(word, { edits: 1, isSameStart: false }) : undefined;
    const split = otherStart ?? this.#split(word);
    if (split !== undefined || word.length < MIN_CHARS_OF_TWO_EDITS) return split;
    return this.#best(word, { edits: 2 });
  }

  /** A word that is so much commoner that this one is rather a misspelling of it. */
  async #likelier(
    word: string,
    documents: number,
    place = Number.POSITIVE_INFINITY,
  ): Promise<string | undefined> {
    if (!LETTERS.test(word)) return undefined;
    await this.#prepare();
    const used = this.#best(word, { edits: 1, minDocuments: documents * DOUBTFUL_RATIO });
    const usedPlace = used === undefined ? undefined : this.#lexicon?.numberOf(used);
    if (usedPlace === undefined || usedPlace * DOUBTFUL_PLACE_RATIO > place) return undefined;
    return used;
  }

  /** The commonest of the words so many edits away, of those in as many documents at least. */
  #best(
    word: string,
    {
      edits,
      isSameStart = true,
      minDocuments = 0,
    }: { edits: number; isSameStart?: boolean; minDocuments?: number },
  ): string | undefined {
    const own = stem(word);
    const candidates: { word: string; documents: number; occurrences: number }[] = [];
    for (const near of this.#near.near(word, edits, isSameStart)) {
      const term = stem(near);
      const occurrences = this.#source.occurrencesOf(near);
      const documents = this.#source.documentFrequency(term);
      if (occurrences === 0 || documents < minDocuments || term === own || isStopWord(near))
        continue;
      candidates.push({ word: near, documents, occurrences });
    }
    // In the end the alphabet decides, so that it does not matter in what order words were learned.
    candidates.sort(
      (a, b) =>
        b.documents - a.documents || b.occurrences - a.occurrences || (a.word < b.word ? -1 : 1),
    );
    return candidates[0]?.word;
  }

  /** Two words of the corpus that were typed without the space between them. */
  #split(word: string): string | undefined {
    let best: string | undefined;
    let most = 0;
    for (let at = MIN_PART_CHARS; at <= word.length - MIN_PART_CHARS; at++) {
      const parts = [word.slice(0, at), word.slice(at)];
      const together = this.#source.countWithAll(parts.map(stem));
      if (together <= most || parts.some(isStopWord)) continue;
      best = parts.join(' ');
      most = together;
    }
    return best;
  }

  /** `llama2` for “LLaMA 2”. */
  #splitNumber(word: string): string | undefined {
    const [, letters, digits] = LETTERS_THEN_DIGITS.exec(word) ?? [];
    if (letters === undefined || digits === undefined) return undefined;
    const isHeld = this.#source.countWithAll([stem(letters), digits]) > 0;
    return isHeld ? `${letters} ${digits}` : undefined;
  }

  /** Takes in the words that came since the last time. */
  async #prepare(): Promise<void> {
    this.#preparing ??= this.#readNewWords().finally(() => {
      this.#preparing = undefined;
    });
    await this.#preparing;
  }

  async #readNewWords(): Promise<void> {
    while (this.#wordsRead < this.#source.wordCount) {
      const end = Math.min(this.#wordsRead + SLICE_WORDS, this.#source.wordCount);
      for (; this.#wordsRead < end; this.#wordsRead++) {
        const word = this.#source.wordAt(this.#wordsRead);
        if (isComparable(word)) this.#near.add(word);
      }
      if (end < this.#source.wordCount) await nextTurn();
    }
  }
}

function isComparable(word: string): boolean {
  return word.length >= MIN_CHARS - 1 && LETTERS.test(word);
}
