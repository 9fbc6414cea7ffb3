/**
 * A posting says that a term stands in one field of one document, and how often. It is packed into
 * 32 bits: slot (24 bits), field (2 bits), frequency (6 bits, saturating).
 */
const SLOT_SHIFT = 8;
const FIELD_SHIFT = 6;
const MAX_FREQUENCY = 63;

/** Documents that fit: 16.7 million. */
export const MAX_SLOTS = 2 ** 24;

/** Entries of one page of memory: 1 MiB. */
const PAGE_BITS = 18;
const PAGE_ENTRIES = 1 << PAGE_BITS;

/**
 * A list grows in blocks, each twice as long as the last: most terms are rare and take 16 bytes, a
 * frequent one is read in long runs.
 */
const FIRST_BLOCK_ENTRIES = 4;
const LAST_BLOCK_ENTRIES = 4096;

export function postingSlot(posting: number): number {
  return posting >>> SLOT_SHIFT;
}

export function postingField(posting: number): number {
  return (posting >>> FIELD_SHIFT) & 3;
}

export function postingFrequency(posting: number): number {
  return posting & MAX_FREQUENCY;
}

/** Postings that lie side by side: entries `start` to before `end` of `page`. */
export interface PostingRun {
  readonly page: Uint32Array;
  readonly start: number;
  readonly end: number;
}

/**
 * The posting lists of all terms, in pages of 32-bit entries that never move: adding copies
 * nothing, and a list is read straight from the page.
 *
 * A block is `next block, postings…`; it never crosses a page. Within a list, postings stand in the
 * order in which they were added, so those of one document are neighbours.
 */
export class PostingLists {
  readonly #pages: Uint32Array[] = [];
  #free = PAGE_ENTRIES;

  /** Per term: address of its first block, of its next free entry, and what is left in the block. */
  readonly #first: number[] = [];
  readonly #next: number[] = [];
  readonly #left: number[] = [];
  readonly #blockEntries: number[] = [];
  readonly #count: number[] = [];
  readonly #lastSlot: number[] = [];

  /** Bytes taken by the pages. */
  get bytes(): number {
    return this.#pages.length * PAGE_ENTRIES * 4;
  }

  /**
   * Appends a posting.
   *
   * @param term dense number of the term
   * @returns whether it is the first one of this slot in the list
   */
  append(term: number, slot: number, field: number, frequency: number): boolean {
    if (this.#first[term] === undefined) this.#start(term);
    else if (this.#left[term] === 0) this.#extend(term);
    const address = this.#next[term]!;
    const page = this.#pages[address >>> PAGE_BITS]!;
    page[address & (PAGE_ENTRIES - 1)] =
      (slot << SLOT_SHIFT) | (field << FIELD_SHIFT) | Math.min(frequency, MAX_FREQUENCY);
    this.#next[term] = address + 1;
    this.#left[term]!--;
    this.#count[term]!++;
    const isNewSlot = this.#lastSlot[term] !== slot;
    this.#lastSlot[term] = slot;
    return isNewSlot;
  }

  /** The list of a term, run by run, in the order in which it was added. */
  *runs(term: number): Generator<PostingRun> {
    let block = this.#first[term];
    let left = this.#count[term] ?? 0;
    let entries = FIRST_BLOCK_ENTRIES;
    while (block !== undefined && left > 0) {
      const page = this.#pages[block >>> PAGE_BITS]!;
      const head = block & (PAGE_ENTRIES - 1);
      const length = Math.min(left, entries - 1);
      yield { page, start: head + 1, end: head + 1 + length };
      left -= length;
      block = page[head]!;
      entries = Math.min(entries * 2, LAST_BLOCK_ENTRIES);
    }
  }

  #start(term: number): void {
    const block = this.#allocate(FIRST_BLOCK_ENTRIES);
    this.#first[term] = block;
    this.#next[term] = block + 1;
    this.#left[term] = FIRST_BLOCK_ENTRIES - 1;
    this.#blockEntries[term] = FIRST_BLOCK_ENTRIES;
    this.#count[term] = 0;
    this.#lastSlot[term] = -1;
  }

  #extend(term: number): void {
    const entries = this.#blockEntries[term]!;
    const full = this.#next[term]! - entries;
    const grown = Math.min(entries * 2, LAST_BLOCK_ENTRIES);
    const block = this.#allocate(grown);
    this.#pages[full >>> PAGE_BITS]![full & (PAGE_ENTRIES - 1)] = block;
    this.#next[term] = block + 1;
    this.#left[term] = grown - 1;
    this.#blockEntries[term] = grown;
  }

  #allocate(entries: number): number {
    if (this.#free + entries > PAGE_ENTRIES) {
      this.#pages.push(new Uint32Array(PAGE_ENTRIES));
      this.#free = 0;
    }
    const address = (this.#pages.length - 1) * PAGE_ENTRIES + this.#free;
    this.#free += entries;
    return address;
  }
}
