import {
  numbersSection,
  readNumbers,
  type Section,
  type SectionSource,
} from '../snapshot/sections.ts';
import { withRoom } from '../with-room.ts';
import type { WordSequence } from '../word-reader.ts';
import { moveSlots } from './compaction.ts';

/** Bytes of one page of memory, unless a document takes more: 1 MiB. */
const PAGE_BITS = 20;
const PAGE_BYTES = 1 << PAGE_BITS;
/** Pages that addresses of 32 bits reach: 4 GiB. */
const MAX_PAGES = 2 ** (32 - PAGE_BITS);

/** A code of 32 bits takes up to five bytes of seven bits. */
const MAX_CODE_BYTES = 5;
const CODE_BITS = 7;
const MORE_FOLLOWS = 1 << CODE_BITS;
const CODE_MASK = MORE_FOLLOWS - 1;

/** Ends a field. No other code has a byte of zeros, so that the end is found without decoding. */
const END = 0;
/** What follows is the whole of a hyphenated word, of which the parts went before. */
const WHOLE = 1;
/** The code of the word of number 0. */
const FIRST_WORD = 2;

/**
 * The words of each document, field by field, in the order of its text: what posting lists cannot
 * tell, without reading the text again.
 *
 * Numbers of words, which are the smaller the earlier a word was met, are written as LEB128, most of
 * them in one byte or two, on pages that never move.
 */
export class ForwardIndex {
  readonly #fields: number;
  readonly #pages: Uint8Array[] = [];
  /** Where the next document begins on the last page. */
  #free = PAGE_BYTES;
  /** Per slot the page of its document, and where on that it begins. */
  #starts = new Uint32Array(1024);
  /** What was read last. */
  #numbers = new Int32Array(1 << 9);

  /** @param fields that every document has */
  constructor(fields: number) {
    this.#fields = fields;
  }

  /** Adds a document, in a slot that had none. */
  add(slot: number, fields: readonly WordSequence[]): void {
    this.#starts = withRoom(this.#starts, slot + 1);
    const codes = fields.reduce(
      (sum, { numbers, wholes }) => sum + numbers.length + wholes.length + 1,
      0,
    );
    this.#startPageUnless(codes * MAX_CODE_BYTES);
    const page = this.#pages.at(-1)!;
    let at = this.#free;
    this.#starts[slot] = this.#addressOf(at);
    for (const { numbers, wholes } of fields) {
      for (let i = 0, whole = 0; i < numbers.length; i++) {
        if (wholes[whole] === i) {
          page[at++] = WHOLE;
          whole++;
        }
        let code = numbers[i]! + FIRST_WORD;
        for (; code >= MORE_FOLLOWS; code >>>= CODE_BITS) {
          page[at++] = MORE_FOLLOWS | (code & CODE_MASK);
        }
        page[at++] = code;
      }
      page[at++] = END;
    }
    this.#free = at;
  }

  /** The words of a document’s fields, of the first ones or of all; overwritten by the next call. */
  read(slot: number, fields = this.#fields): readonly Int32Array[] {
    return this.#decode(slot, fields, { hasWholes: true });
  }

  /** Whether some words stand one after the other in one of the first fields of a document. */
  holdsPhrase(slot: number, words: readonly number[], fields: number): boolean {
    return this.#decode(slot, fields, { hasWholes: false }).some((text) => holds(text, words));
  }

  /**
   * The same documents in new slots; those whose slot is -1 in `newSlots` are left out. It takes
   * many turns of the event loop, during which nothing may be added.
   */
  async compacted(newSlots: Int32Array): Promise<ForwardIndex> {
    const compacted = new ForwardIndex(this.#fields);
    await moveSlots(newSlots, (slot, newSlot) => compacted.#copy(newSlot, this.#bytesOf(slot)));
    return compacted;
  }

  /** All documents, for `restore`. */
  *sections(): Iterable<Section> {
    yield { name: 'pages of the forward index', chunks: this.#pages };
    yield numbersSection('forward index, first free byte', Uint32Array.of(this.#free));
    yield numbersSection('starts in the forward index', this.#starts);
  }

  /** Takes the documents of a snapshot; only while there are none yet. */
  async restore(source: SectionSource): Promise<void> {
    for await (const chunk of source.chunks('pages of the forward index')) {
      this.#pages.push(new Uint8Array(chunk));
    }
    [this.#free = PAGE_BYTES] = await readNumbers(
      source,
      'forward index, first free byte',
      Uint32Array,
    );
    this.#starts = await readNumbers(source, 'starts in the forward index', Uint32Array);
  }

  #decode(slot: number, fields: number, { hasWholes }: { hasWholes: boolean }): Int32Array[] {
    const { page, start } = this.#placeOf(slot);
    const decoded: Int32Array[] = [];
    let numbers = this.#numbers;
    let count = 0;
    let at = start;
    for (let field = 0; field < fields; field++) {
      const first = count;
      let isWanted = true;
      for (let byte = page[at++]!; byte !== END; byte = page[at++]!) {
        if (byte === WHOLE) {
          isWanted = hasWholes;
          continue;
        }
        let code = byte & CODE_MASK;
        for (let shift = CODE_BITS; byte >= MORE_FOLLOWS; shift += CODE_BITS) {
          byte = page[at++]!;
          code |= (byte & CODE_MASK) << shift;
        }
        if (isWanted) {
          if (count === numbers.length) numbers = withRoom(numbers, count + 1);
          numbers[count++] = code - FIRST_WORD;
        }
        isWanted = true;
      }
      decoded.push(numbers.subarray(first, count));
    }
    this.#numbers = numbers;
    return decoded;
  }

  #placeOf(slot: number): { page: Uint8Array; start: number } {
    const address = this.#starts[slot]!;
    return { page: this.#pages[address >>> PAGE_BITS]!, start: address & (PAGE_BYTES - 1) };
  }

  #bytesOf(slot: number): Uint8Array {
    const { page, start } = this.#placeOf(slot);
    let end = start;
    for (let field = 0; field < this.#fields; field++) end = page.indexOf(END, end) + 1;
    return page.subarray(start, end);
  }

  #copy(slot: number, bytes: Uint8Array): void {
    this.#starts = withRoom(this.#starts, slot + 1);
    this.#startPageUnless(bytes.length);
    this.#starts[slot] = this.#addressOf(this.#free);
    this.#pages.at(-1)!.set(bytes, this.#free);
    this.#free += bytes.length;
  }

  /** Begins another page unless so many bytes fit on the last one; a longer document has its own. */
  #startPageUnless(bytes: number): void {
    if (this.#free + bytes <= PAGE_BYTES) return;
    if (this.#pages.length === MAX_PAGES) {
      throw new Error(`The index is full: its texts take ${MAX_PAGES} MiB.`);
    }
    this.#pages.push(new Uint8Array(Math.max(bytes, PAGE_BYTES)));
    this.#free = 0;
  }

  /** Of a byte on the last page. */
  #addressOf(at: number): number {
    return ((this.#pages.length - 1) << PAGE_BITS) | at;
  }
}

function holds(text: Int32Array, words: readonly number[]): boolean {
  const [first] = words;
  const last = text.length - words.length;
  for (let at = 0; at <= last; at++) {
    if (text[at] !== first) continue;
    let same = 1;
    while (same < words.length && text[at + same] === words[same]) same++;
    if (same === words.length) return true;
  }
  return false;
}
