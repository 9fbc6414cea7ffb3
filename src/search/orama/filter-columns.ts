import type { Paper } from '../../corpus/paper.ts';
import {
  numbersSection,
  readNumbers,
  type Section,
  type SectionSource,
} from '../snapshot/sections.ts';
import { decodeStrings, encodeStrings } from '../snapshot/string-blocks.ts';
import { type Compactable, moveSlots } from './compaction.ts';

/** Days of a date as a number such as 20230517, in a year. */
const YEAR = 10_000;

/**
 * What papers are filtered and listed by besides their texts, a number a slot and property: dates,
 * categories, sources. Going through all of them takes a fraction of a millisecond.
 */
export class FilterColumns implements Compactable {
  /** As 20230517, 20230500 or 20230000; 0 when no date is known. */
  #dates = new Uint32Array(0);
  /** Places in `#categoryLists`. */
  #categories = new Uint32Array(0);
  /** Places in `#sources`. */
  #sources = new Uint32Array(0);
  /** Lists of categories that papers have, in lower case, separated by spaces. */
  readonly #categoryLists = new Values();
  readonly #sourceNames = new Values();

  set(slot: number, paper: Paper): void {
    if (slot >= this.#dates.length) this.#grow(Math.max(1024, Math.ceil((slot + 1) * 1.5)));
    this.#dates[slot] = dateNumber(paper.publishedAt);
    this.#categories[slot] = this.#categoryLists.numberOf(categoriesOf(paper).join(' '));
    this.#sources[slot] = this.#sourceNames.numberOf(paper.source);
  }

  /** Greater for a newer paper; less precise dates go behind those in the same year or month. */
  dateOf(slot: number): number {
    return this.#dates[slot]!;
  }

  /** Whether a slot's paper is of these years, both included. A paper without a date is of none. */
  inYears(from = 0, to = Number.POSITIVE_INFINITY): (slot: number) => boolean {
    const least = Math.max(1, from * YEAR);
    const below = (to + 1) * YEAR;
    return (slot) => this.#dates[slot]! >= least && this.#dates[slot]! < below;
  }

  /** Whether a slot's paper is of a category; `cs` stands for every `cs.…`, and case does not matter. */
  inCategory(category: string): (slot: number) => boolean {
    const wanted = category.toLowerCase();
    const isIn = this.#categoryLists.map((list) =>
      list.split(' ').some((each) => each === wanted || each.startsWith(`${wanted}.`)),
    );
    return (slot) => wanted !== '' && isIn[this.#categories[slot]!]!;
  }

  fromSource(source: string): (slot: number) => boolean {
    const isFrom = this.#sourceNames.map((name) => name === source);
    return (slot) => isFrom[this.#sources[slot]!]!;
  }

  async prepareCompaction(newSlots: Int32Array): Promise<() => void> {
    const slots = this.#dates.length;
    const dates = new Uint32Array(slots);
    const categories = new Uint32Array(slots);
    const sources = new Uint32Array(slots);
    await moveSlots(newSlots, (slot, newSlot) => {
      dates[newSlot] = this.#dates[slot]!;
      categories[newSlot] = this.#categories[slot]!;
      sources[newSlot] = this.#sources[slot]!;
    });
    return () => {
      this.#dates = dates;
      this.#categories = categories;
      this.#sources = sources;
    };
  }

  /** All that is held, for `restore`. */
  *sections(): Iterable<Section> {
    yield numbersSection('dates', this.#dates);
    yield numbersSection('categories', this.#categories);
    yield numbersSection('sources', this.#sources);
    yield { name: 'lists of categories', chunks: encodeStrings(this.#categoryLists.all()) };
    yield { name: 'names of sources', chunks: encodeStrings(this.#sourceNames.all()) };
  }

  /** Takes the columns of a snapshot; only while there are none yet. */
  async restore(source: SectionSource): Promise<void> {
    this.#dates = await readNumbers(source, 'dates', Uint32Array);
    this.#categories = await readNumbers(source, 'categories', Uint32Array);
    this.#sources = await readNumbers(source, 'sources', Uint32Array);
    for await (const block of source.chunks('lists of categories')) {
      for (const list of decodeStrings(block)) this.#categoryLists.numberOf(list);
    }
    for await (const block of source.chunks('names of sources')) {
      for (const name of decodeStrings(block)) this.#sourceNames.numberOf(name);
    }
  }

  #grow(slots: number): void {
    this.#dates = withLength(this.#dates, slots);
    this.#categories = withLength(this.#categories, slots);
    this.#sources = withLength(this.#sources, slots);
  }
}

/** Numbers the distinct values of a column. */
class Values {
  readonly #numbers = new Map<string, number>();

  numberOf(value: string): number {
    const known = this.#numbers.get(value);
    if (known !== undefined) return known;
    this.#numbers.set(value, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  all(): Iterable<string> {
    return this.#numbers.keys();
  }

  /** Something of each value, by number. */
  map<T>(of: (value: string) => T): T[] {
    return Array.from(this.#numbers.keys(), of);
  }
}

function categoriesOf({ primaryCategory, categories = [] }: Paper): string[] {
  const all = primaryCategory === undefined ? categories : [primaryCategory, ...categories];
  return [...new Set(all.map((category) => category.toLowerCase()))];
}

function dateNumber(publishedAt = ''): number {
  const year = Number(publishedAt.slice(0, 4));
  const month = Number(publishedAt.slice(5, 7));
  const day = Number(publishedAt.slice(8, 10));
  return year * YEAR + month * 100 + day;
}

function withLength(numbers: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(length);
  grown.set(numbers);
  return grown;
}
