import {
  numbersSection,
  readNumbers,
  type Section,
  type SectionSource,
} from '../snapshot/sections.ts';
import { type Compactable, moveSlots } from './compaction.ts';

/** How a field counts in BM25F. */
export interface FieldWeight {
  /** Weight of an occurrence in this field. */
  readonly boost: number;
  /** Length normalisation: 0 = none, 1 = full. */
  readonly b: number;
}

const MAX_LENGTH = 65_535;

/** How many terms each field of each document has, and what that makes of an occurrence in it. */
export class FieldLengths implements Compactable {
  readonly #fields: readonly FieldWeight[];
  readonly #totals: number[];
  /** The lengths of a slot's fields stand side by side. */
  #lengths: Uint16Array;
  #longest = 0;
  #norms: Float64Array | undefined;

  constructor(fields: readonly FieldWeight[]) {
    this.#fields = fields;
    this.#totals = fields.map(() => 0);
    this.#lengths = new Uint16Array(0);
  }

  /** How many fields a document has. */
  get fields(): number {
    return this.#fields.length;
  }

  /** Of a slot's field at `slot * fields + field`. */
  get lengths(): Uint16Array {
    return this.#lengths;
  }

  /** Makes room for slots below this number. */
  reserve(slots: number): void {
    const grown = new Uint16Array(slots * this.#fields.length);
    grown.set(this.#lengths);
    this.#lengths = grown;
  }

  set(slot: number, field: number, length: number): void {
    const at = slot * this.#fields.length + field;
    const stored = Math.min(length, MAX_LENGTH);
    this.#totals[field]! += stored - this.#lengths[at]!;
    this.#lengths[at] = stored;
    this.#longest = Math.max(this.#longest, stored);
    this.#norms = undefined;
  }

  /**
   * What one occurrence in a field of some length is worth, boost over normalised length, at
   * `length * fields + field`. Average lengths change with every document, and with them all norms:
   * there are far fewer lengths than documents.
   */
  norms(documents: number): Float64Array {
    const count = this.#fields.length;
    this.#norms ??= new Float64Array((this.#longest + 1) * count).map((_, i) => {
      const field = i % count;
      const { boost, b } = this.#fields[field]!;
      const total = this.#totals[field]!;
      const slope = total === 0 ? 0 : (b * documents) / total;
      return boost / (1 - b + slope * Math.floor(i / count));
    });
    return this.#norms;
  }

  async prepareCompaction(newSlots: Int32Array): Promise<() => void> {
    const count = this.#fields.length;
    const moved = new Uint16Array(this.#lengths.length);
    await moveSlots(newSlots, (slot, newSlot) => {
      moved.set(this.#lengths.subarray(slot * count, (slot + 1) * count), newSlot * count);
    });
    return () => {
      this.#lengths = moved;
    };
  }

  /** All lengths, for `restore`. */
  *sections(): Iterable<Section> {
    yield numbersSection('lengths of fields', this.#lengths);
    yield numbersSection('total lengths of fields', Float64Array.from(this.#totals));
  }

  /** Takes the lengths of a snapshot; only while there are none yet. */
  async restore(source: SectionSource): Promise<void> {
    this.#lengths = await readNumbers(source, 'lengths of fields', Uint16Array);
    const totals = await readNumbers(source, 'total lengths of fields', Float64Array);
    for (const [field, total] of totals.entries()) this.#totals[field] = total;
    this.#longest = this.#lengths.reduce((longest, each) => Math.max(longest, each), 0);
  }
}
