import { nextTurn } from '../next-turn.ts';
import {
  numbersSection,
  readNumbers,
  type Section,
  type SectionSource,
} from '../snapshot/sections.ts';

/**
 * A posting says that a term stands in one field of one document, and how often. It is packed into
 * 32 bits: slot (24 bits), field (2 bits), frequency (6 bits, saturating).
 */
const SLOT_SHIFT = 8;
const FIELD_SHIFT = 6;
export const MAX_FREQUENCY = 63;

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

/**
 * What is known of a list: the addresses of its first block, of its next free entry and of the end
 * of the last block, and how many postings it has; all 0 for a list that is empty.
 */
const HEAD_ENTRIES = 4;
const [FIRST, NEXT, END, COUNT] = [0, 1, 2, 3];

/** Postings that are moved in one turn of the event loop, some milliseconds. */
const POSTINGS_A_TURN = 30_000;

/** Postings that wait to be written, at most: those of a thousand papers. */
const MAX_WAITING = 2 ** 17;
const NO_SLOT = -1;

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
  /** The heads of all terms' lists, side by side. */
  #heads = new Uint32Array(0);
  /** Per term the slot of the posting that was appended last. */
  #lastSlots = new Int32Array(0);

  /** Postings that are to be written yet, and the term of each. */
  #waiting = 0;
  #waitingTerms = new Uint32Array(1024);
  #waitingPostings = new Uint32Array(1024);
  /** Scratch space of `#settle`: the terms among them, and all of them by term. */
  #distinct = new Uint32Array(1024);
  #sorted = new Uint32Array(1024);
  /** Per term where its postings end in `#sorted`; all zero between calls. */
  #ends = new Uint32Array(0);

  /** Bytes taken by the pages. */
  get bytes(): number {
    return this.#pages.length * PAGE_ENTRIES * 4;
  }

  /**
   * Appends a posting. It waits with many others until somebody reads: sorted by term, they are
   * written in a third of the time that it takes to go to another place of memory for each.
   *
   * @param term dense number of the term
   * @returns whether it is the first one of this slot in the list
   */
  append(term: number, slot: number, field: number, frequency: number): boolean {
    if (this.#waiting === this.#waitingTerms.length) this.#makeRoom();
    if (term >= this.#lastSlots.length) this.#reserve(term);
    this.#waitingTerms[this.#waiting] = term;
    this.#waitingPostings[this.#waiting++] =
      (slot << SLOT_SHIFT) | (field << FIELD_SHIFT) | Math.min(frequency, MAX_FREQUENCY);
    const isNewSlot = this.#lastSlots[term] !== slot;
    this.#lastSlots[term] = slot;
    return isNewSlot;
  }

  /** Postings in the list of a term. */
  count(term: number): number {
    this.#settle();
    return this.#heads[term * HEAD_ENTRIES + COUNT] ?? 0;
  }

  /** The list of a term, run by run, in the order in which it was added. */
  *runs(term: number): Generator<PostingRun> {
    let left = this.count(term);
    let block = this.#heads[term * HEAD_ENTRIES + FIRST]!;
    let entries = FIRST_BLOCK_ENTRIES;
    while (left > 0) {
      const page = this.#pages[block >>> PAGE_BITS]!;
      const link = block & (PAGE_ENTRIES - 1);
      const length = Math.min(left, entries - 1);
      yield { page, start: link + 1, end: link + 1 + length };
      left -= length;
      block = page[link]!;
      entries = Math.min(entries * 2, LAST_BLOCK_ENTRIES);
    }
  }

  /**
   * The slots in which a field holds a term, in the order in which they were added.
   *
   * @param within only these, which rise; the list must rise as well then
   */
  slotsIn(term: number, field: number, within?: Int32Array): Int32Array {
    const slots = new Int32Array(Math.min(this.count(term), within?.length ?? MAX_SLOTS));
    let count = 0;
    let next = 0;
    for (const { page, start, end } of this.runs(term)) {
      if (within !== undefined) {
        if (next === within.length) break;
        // None of a run is wanted that ends before the next one that is.
        if (postingSlot(page[end - 1]!) < within[next]!) continue;
      }
      for (let i = start; i < end; i++) {
        const posting = page[i]!;
        if (postingField(posting) !== field) continue;
        const slot = postingSlot(posting);
        if (within !== undefined) {
          while (within[next]! < slot) next++;
          if (within[next] !== slot) continue;
        }
        slots[count++] = slot;
      }
    }
    return slots.subarray(0, count);
  }

  /**
   * The same lists with new slots; postings of those that are -1 in `newSlots` are left out. It takes
   * many turns of the event loop, during which nothing may be appended.
   */
  async compacted(newSlots: Int32Array): Promise<PostingLists> {
    const lists = new PostingLists();
    const terms = this.#heads.length / HEAD_ENTRIES;
    let moved = 0;
    for (let term = 0; term < terms; term++) {
      for (const { page, start, end } of this.runs(term)) {
        for (let i = start; i < end; i++) {
          const posting = page[i]!;
          const slot = newSlots[postingSlot(posting)]!;
          if (slot < 0) continue;
          lists.append(term, slot, postingField(posting), postingFrequency(posting));
        }
        moved += end - start;
        if (moved < POSTINGS_A_TURN) continue;
        moved = 0;
        await nextTurn();
      }
    }
    return lists;
  }

  /** All lists, for `restore`. */
  *sections(): Iterable<Section> {
    this.#settle();
    yield { name: 'posting pages', chunks: this.#pages };
    yield numbersSection('posting pages, first free entry', Uint32Array.of(this.#free));
    yield numbersSection('heads of posting lists', this.#heads);
  }

  /** Takes the lists of a snapshot; only for lists that are empty yet. */
  async restore(source: SectionSource): Promise<void> {
    for await (const chunk of source.chunks('posting pages')) {
      const page = new Uint32Array(PAGE_ENTRIES);
      new Uint8Array(page.buffer).set(chunk);
      this.#pages.push(page);
    }
    [this.#free = PAGE_ENTRIES] = await readNumbers(
      source,
      'posting pages, first free entry',
      Uint32Array,
    );
    this.#heads = await readNumbers(source, 'heads of posting lists', Uint32Array);
  }

  /** Makes room for others to wait, and for more of them as long as they may be more. */
  #makeRoom(): void {
    this.#settle();
    const waiting = this.#waitingTerms.length * 2;
    if (waiting > MAX_WAITING) return;
    this.#waitingTerms = new Uint32Array(waiting);
    this.#waitingPostings = new Uint32Array(waiting);
    this.#distinct = new Uint32Array(waiting);
    this.#sorted = new Uint32Array(waiting);
  }

  /** Writes the postings that wait to their lists. */
  #settle(): void {
    const count = this.#waiting;
    if (count === 0) return;
    this.#waiting = 0;
    const terms = this.#waitingTerms;
    const ends = this.#ends;
    let distinct = 0;
    for (let i = 0; i < count; i++) {
      const term = terms[i]!;
      if (ends[term]!++ === 0) this.#distinct[distinct++] = term;
    }
    let end = 0;
    for (let i = 0; i < distinct; i++) {
      const term = this.#distinct[i]!;
      const start = end;
      end += ends[term]!;
      ends[term] = start;
    }
    for (let i = 0; i < count; i++) {
      this.#sorted[ends[terms[i]!]!++] = this.#waitingPostings[i]!;
    }
    let start = 0;
    for (let i = 0; i < distinct; i++) {
      const term = this.#distinct[i]!;
      this.#write(term, start, ends[term]!);
      start = ends[term]!;
      ends[term] = 0;
    }
  }

  /** Appends sorted postings to the list of their term. */
  #write(term: number, from: number, to: number): void {
    const heads = this.#heads;
    const head = term * HEAD_ENTRIES;
    if (heads[head + COUNT] === 0) this.#start(head);
    for (let next = from; next < to; ) {
      if (heads[head + NEXT] === heads[head + END]) this.#extend(head);
      const address = heads[head + NEXT]!;
      const length = Math.min(to - next, heads[head + END]! - address);
      const page = this.#pages[address >>> PAGE_BITS]!;
      const place = address & (PAGE_ENTRIES - 1);
      for (let i = 0; i < length; i++) page[place + i] = this.#sorted[next + i]!;
      heads[head + NEXT] = address + length;
      heads[head + COUNT]! += length;
      next += length;
    }
  }

  #reserve(term: number): void {
    const terms = Math.ceil((term + 1) * 1.5);
    const lastSlots = new Int32Array(terms).fill(NO_SLOT);
    lastSlots.set(this.#lastSlots);
    this.#lastSlots = lastSlots;
    const ends = new Uint32Array(terms);
    ends.set(this.#ends);
    this.#ends = ends;
    if (terms * HEAD_ENTRIES <= this.#heads.length) return;
    const heads = new Uint32Array(terms * HEAD_ENTRIES);
    heads.set(this.#heads);
    this.#heads = heads;
  }

  #start(head: number): void {
    const block = this.#allocate(FIRST_BLOCK_ENTRIES);
    this.#heads[head + FIRST] = block;
    this.#heads[head + NEXT] = block + 1;
    this.#heads[head + END] = block + FIRST_BLOCK_ENTRIES;
  }

  /** Begins another block, and links the full one to it. */
  #extend(head: number): void {
    let full = FIRST_BLOCK_ENTRIES;
    for (let held = full - 1; held < this.#heads[head + COUNT]!; held += full - 1) {
      full = Math.min(full * 2, LAST_BLOCK_ENTRIES);
    }
    const entries = Math.min(full * 2, LAST_BLOCK_ENTRIES);
    const block = this.#allocate(entries);
    const link = this.#heads[head + END]! - full;
    this.#pages[link >>> PAGE_BITS]![link & (PAGE_ENTRIES - 1)] = block;
    this.#heads[head + NEXT] = block + 1;
    this.#heads[head + END] = block + entries;
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
