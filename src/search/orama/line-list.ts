import {
  numbersSection,
  readNumbers,
  type Section,
  type SectionSource,
} from '../snapshot/sections.ts';
import { type Compactable, moveSlots } from './compaction.ts';

/** Stands before every line, and in none. */
const LINE_START = '\n';

/**
 * A line for every slot, such as its title, one after another as one long text, so that a line or a
 * part of it is found by the system's own search for bytes: ten megabytes in milliseconds, while
 * somebody types.
 */
export class LineList implements Compactable {
  readonly #name: string;
  #bytes = Buffer.alloc(1 << 12);
  /** Where each slot's line begins; the one after the last says where that ends. */
  #starts = new Uint32Array(1 << 10);
  #slots = 0;

  /** @param name of what the lines are, in a snapshot */
  constructor(name: string) {
    this.#name = name;
  }

  /** Adds the line of the next slot, without a line break: slots come in order. */
  add(line: string): void {
    const text = LINE_START + line;
    const start = this.#starts[this.#slots]!;
    this.#reserve(start + Buffer.byteLength(text), this.#slots + 2);
    this.#starts[++this.#slots] = start + this.#bytes.write(text, start);
  }

  /** The slots with just this line. */
  *equalTo(line: string): Iterable<number> {
    const text = LINE_START + line;
    const length = Buffer.byteLength(text);
    for (const slot of this.#slotsWith(text)) {
      if (this.#starts[slot + 1]! - this.#starts[slot]! === length) yield slot;
    }
  }

  /** The slots whose line begins so. */
  startingWith(start: string): Iterable<number> {
    return this.#slotsWith(LINE_START + start);
  }

  /** The slots whose line holds all of some texts, of which there is at least one. */
  *holding(texts: readonly string[]): Iterable<number> {
    const [longest = '', ...others] = [...texts].sort((a, b) => b.length - a.length);
    for (const slot of this.#slotsWith(longest)) {
      const line = this.#bytes.subarray(this.#starts[slot], this.#starts[slot + 1]);
      if (others.every((text) => line.includes(text))) yield slot;
    }
  }

  async prepareCompaction(newSlots: Int32Array): Promise<() => void> {
    const bytes = Buffer.alloc(this.#bytes.length);
    const starts = new Uint32Array(this.#starts.length);
    let slots = 0;
    await moveSlots(newSlots, (slot) => {
      const [start, next] = [this.#starts[slot]!, this.#starts[slot + 1]!];
      const end = starts[slots]!;
      this.#bytes.copy(bytes, end, start, next);
      starts[++slots] = end + next - start;
    });
    return () => {
      this.#bytes = bytes;
      this.#starts = starts;
      this.#slots = slots;
    };
  }

  /** All lines, for `restore`. */
  *sections(): Iterable<Section> {
    const end = this.#starts[this.#slots]!;
    yield numbersSection(this.#name, this.#bytes.subarray(0, end));
    yield numbersSection(`starts of ${this.#name}`, this.#starts.subarray(0, this.#slots + 1));
  }

  /** Takes the lines of a snapshot; only while there are none yet. */
  async restore(source: SectionSource): Promise<void> {
    this.#bytes = Buffer.from((await readNumbers(source, this.#name, Uint8Array)).buffer);
    this.#starts = await readNumbers(source, `starts of ${this.#name}`, Uint32Array);
    this.#slots = this.#starts.length - 1;
  }

  /** Slots in whose line a text stands, each once, in order. */
  *#slotsWith(text: string): Iterable<number> {
    const wanted = Buffer.from(text);
    const end = this.#starts[this.#slots]!;
    let slot = 0;
    for (let at = 0; ; at = this.#starts[slot]!) {
      at = this.#bytes.indexOf(wanted, at);
      // Behind the last line is room for more, all zeros.
      if (at < 0 || at + wanted.length > end) return;
      slot = this.#slotAt(at, slot);
      yield slot++;
    }
  }

  /** The slot whose line an address lies in, by halving. */
  #slotAt(address: number, from: number): number {
    let low = from;
    let high = this.#slots - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= address) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #reserve(bytes: number, starts: number): void {
    if (bytes > this.#bytes.length) {
      const grown = Buffer.alloc(Math.ceil(bytes * 1.5));
      this.#bytes.copy(grown);
      this.#bytes = grown;
    }
    if (starts > this.#starts.length) {
      const grown = new Uint32Array(Math.ceil(starts * 1.5));
      grown.set(this.#starts);
      this.#starts = grown;
    }
  }
}
