import { type Kernel, loadKernel, reserveBytes } from '../load-kernel.ts';
import {
  numbersSection,
  readNumbers,
  type Section,
  type SectionSource,
} from '../snapshot/sections.ts';
import type { Candidates } from './document-ranker.ts';
import { TopCandidates } from './top-candidates.ts';

interface DotProductsKernel extends Kernel {
  dotProducts(
    query: number,
    rows: number,
    scales: number,
    out: number,
    fours: number,
    count: number,
    dims: number,
    least: number,
  ): number;
}

const createKernel = loadKernel<DotProductsKernel>(new URL('dot-products.wasm', import.meta.url));

/** The kernel takes sixteen numbers at a time: rows are padded with zeros to a multiple. */
const LANES = 16;
/** And so many rows at once. */
const ROWS_AT_ONCE = 4;
const INT8_MAX = 127;
const ROUNDING_OFFSET = 128;
const INT16_MAX = 32_767;
const INT32_MAX = 2 ** 31 - 1;

/** By what share of itself the memory grows, at least, when rows are added one by one. */
const SPARE_SHARE = 0.25;

/** Rows that are scored before their results are looked at; the results stay in the cache. */
const BLOCK_ROWS = 4_096;

/** The kernel takes scores as 32-bit floats: it must not pass over what equals the least by more. */
const KERNEL_TOLERANCE = 1e-5;

/** Rows that follow each other, from slot `first` on. */
interface Block {
  readonly first: number;
  readonly rows: number;
}

/**
 * The embeddings of all documents as one block of 8-bit numbers, a row a slot, scanned by a SIMD
 * kernel: exact search over all rows, no approximate index to build or to tune.
 *
 * A row keeps its embedding at unit length as `round(x · 127 / max|x|)` with one scale; what that
 * costs in ranking cannot be measured on the judged questions.
 */
export class EmbeddingMatrix {
  /** Numbers in an embedding. */
  readonly dimensions: number;
  readonly #stride: number;
  readonly #kernel: DotProductsKernel;
  readonly #queryAddress = 0;
  readonly #scalesAddress: number;
  readonly #outAddress: number;
  readonly #foursAddress: number;
  readonly #rowsAddress: number;
  /** Per slot; 0 for a slot without an embedding. */
  #scales = new Float32Array(1024);
  /** Slots that were ever set: rows below this number are scanned. */
  #rows = 0;

  constructor(dimensions: number) {
    this.dimensions = dimensions;
    this.#stride = Math.ceil(dimensions / LANES) * LANES;
    this.#kernel = createKernel();
    this.#scalesAddress = this.#stride * 2;
    this.#outAddress = this.#scalesAddress + BLOCK_ROWS * 4;
    this.#foursAddress = this.#outAddress + BLOCK_ROWS * 4;
    this.#rowsAddress = this.#foursAddress + BLOCK_ROWS;
    this.#reserve(1024);
  }

  /**
   * Sets the embedding of a slot; an embedding of zeros is one that no query comes near.
   *
   * @throws Error when the embedding has another number of dimensions
   */
  set(slot: number, embedding: ArrayLike<number>): void {
    if (embedding.length !== this.dimensions) {
      throw new Error(
        `An embedding has ${embedding.length} dimensions, the index ${this.dimensions}.`,
      );
    }
    this.#reserve(slot + 1);
    const { largest, length } = measure(embedding);
    const row = this.#row(slot);
    row.fill(0);
    this.#rows = Math.max(this.#rows, slot + 1);
    this.#scales[slot] = length === 0 ? 0 : largest / INT8_MAX / length;
    if (length === 0) return;
    const scale = INT8_MAX / largest;
    // Cutting off is rounding for what was made positive, and quicker than `Math.round`.
    for (let i = 0; i < embedding.length; i++) {
      row[i] = ((embedding[i]! * scale + ROUNDING_OFFSET + 0.5) | 0) - ROUNDING_OFFSET;
    }
  }

  remove(slot: number): void {
    this.#scales[slot] = 0;
  }

  /** The embedding of a slot at unit length, or `undefined` when it has none. */
  get(slot: number): Float32Array | undefined {
    const scale = this.#scales[slot];
    if (!scale) return undefined;
    return Float32Array.from(this.#row(slot).subarray(0, this.dimensions), (x) => x * scale);
  }

  /**
   * The nearest slots by cosine similarity.
   *
   * @param query of any length; zeros find nothing
   * @param minSimilarity cosine, from -1 to 1, below which a slot is not found
   */
  search(
    query: ArrayLike<number>,
    limit: number,
    minSimilarity: number,
    accept: ((slot: number) => boolean) | undefined,
    compareTies: (slotA: number, slotB: number) => number,
  ): Candidates['ranked'] {
    const queryScale = this.#writeQuery(query);
    if (queryScale === 0) return [];
    const top = new TopCandidates(limit, compareTies);
    const scales = this.#scales;
    for (const block of this.#blocks()) {
      let least = Math.max(minSimilarity, top.threshold);
      const { products, fours } = this.#multiply(block, least / queryScale);
      for (const four of fours) {
        for (let row = four; row < four + ROWS_AT_ONCE; row++) {
          const slot = block.first + row;
          const similarity = products[row]! * scales[slot]! * queryScale;
          if (similarity < least || scales[slot] === 0) continue;
          if (accept !== undefined && !accept(slot)) continue;
          top.offer(slot, similarity);
          least = Math.max(minSimilarity, top.threshold);
        }
      }
    }
    return top.ranked();
  }

  /** The cosine of each slot, from the first to the last that was ever set; 0 for an empty one. */
  similarities(query: ArrayLike<number>): Float32Array {
    const queryScale = this.#writeQuery(query);
    const similarities = new Float32Array(this.#rows);
    if (queryScale === 0) return similarities;
    for (const block of this.#blocks()) {
      const { products } = this.#multiply(block, Number.POSITIVE_INFINITY);
      for (let row = 0; row < block.rows; row++) {
        const slot = block.first + row;
        similarities[slot] = products[row]! * this.#scales[slot]! * queryScale;
      }
    }
    return similarities;
  }

  /** A matrix of its own with these rows, in this order; an undefined slot gives an empty row. */
  select(slots: readonly (number | undefined)[]): EmbeddingMatrix {
    const selected = new EmbeddingMatrix(this.dimensions);
    selected.#reserve(slots.length);
    selected.#rows = slots.length;
    for (const [row, slot] of slots.entries()) {
      if (slot === undefined || !this.#scales[slot]) continue;
      selected.#row(row).set(this.#row(slot));
      selected.#scales[row] = this.#scales[slot];
    }
    return selected;
  }

  /** Moves live rows to their new slots, which rise with the old ones and are dense. */
  compact(newSlots: Int32Array, live: number): void {
    for (let slot = 0; slot < this.#rows; slot++) {
      const target = newSlots[slot]!;
      if (target < 0 || target === slot) continue;
      this.#row(target).set(this.#row(slot));
      this.#scales[target] = this.#scales[slot]!;
    }
    this.#scales.fill(0, live);
    this.#rows = live;
  }

  /** All rows, for `restore`. */
  *sections(): Iterable<Section> {
    const { buffer } = this.#kernel.memory;
    const rows = new Int8Array(buffer, this.#rowsAddress, this.#rows * this.#stride);
    yield numbersSection('embeddings', rows);
    yield numbersSection('scales of embeddings', this.#scales.subarray(0, this.#rows));
  }

  /** Takes the rows of a matrix of as many dimensions; only for one that is empty yet. */
  async restore(source: SectionSource): Promise<void> {
    const scales = await readNumbers(source, 'scales of embeddings', Float32Array);
    this.#reserve(scales.length);
    this.#scales.set(scales);
    let address = this.#rowsAddress;
    for await (const chunk of source.chunks('embeddings')) {
      new Uint8Array(this.#kernel.memory.buffer, address).set(chunk);
      address += chunk.length;
    }
    this.#rows = scales.length;
  }

  *#blocks(): Generator<Block> {
    for (let first = 0; first < this.#rows; first += BLOCK_ROWS) {
      yield { first, rows: Math.min(BLOCK_ROWS, this.#rows - first) };
    }
  }

  /**
   * The products of a block's rows with the query that was written last, and the first rows of those
   * fours in which a product times its scale may be `least` or more; both until the next call.
   */
  #multiply({ first, rows }: Block, least: number): { products: Int32Array; fours: Int32Array } {
    const { buffer } = this.#kernel.memory;
    const count = Math.ceil(rows / ROWS_AT_ONCE) * ROWS_AT_ONCE;
    new Float32Array(buffer, this.#scalesAddress, count).set(
      this.#scales.subarray(first, first + count),
    );
    const found = this.#kernel.dotProducts(
      this.#queryAddress,
      this.#rowsAddress + first * this.#stride,
      this.#scalesAddress,
      this.#outAddress,
      this.#foursAddress,
      count,
      this.#stride,
      least - Math.abs(least) * KERNEL_TOLERANCE,
    );
    return {
      products: new Int32Array(buffer, this.#outAddress, count),
      fours: new Int32Array(buffer, this.#foursAddress, found),
    };
  }

  /** Writes the query as 16-bit numbers, small enough that no sum overflows; returns its scale. */
  #writeQuery(query: ArrayLike<number>): number {
    const { largest, length } = measure(query);
    const target = new Int16Array(this.#kernel.memory.buffer, this.#queryAddress, this.#stride);
    target.fill(0);
    if (length === 0) return 0;
    const limit = Math.min(INT16_MAX, Math.floor(INT32_MAX / (INT8_MAX * this.#stride)));
    for (let i = 0; i < query.length; i++) target[i] = Math.round((query[i]! * limit) / largest);
    return largest / limit / length;
  }

  #row(slot: number): Int8Array {
    const { buffer } = this.#kernel.memory;
    return new Int8Array(buffer, this.#rowsAddress + slot * this.#stride, this.#stride);
  }

  #reserve(wanted: number): void {
    const rows = Math.ceil(wanted / ROWS_AT_ONCE) * ROWS_AT_ONCE;
    reserveBytes(this.#kernel, this.#rowsAddress + rows * this.#stride, SPARE_SHARE);
    if (rows > this.#scales.length) {
      const grown = new Float32Array(Math.max(rows, Math.ceil((this.#scales.length * 3) / 8) * 4));
      grown.set(this.#scales);
      this.#scales = grown;
    }
  }
}

function measure(numbers: ArrayLike<number>): { largest: number; length: number } {
  let largest = 0;
  let squares = 0;
  for (let i = 0; i < numbers.length; i++) {
    const x = numbers[i]!;
    const size = x < 0 ? -x : x;
    if (size > largest) largest = size;
    squares += x * x;
  }
  return { largest, length: Math.sqrt(squares) };
}
