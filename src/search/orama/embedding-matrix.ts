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
  multiplyHeads(
    query: number,
    scales: number,
    rests: number,
    halves: number,
    out: number,
    list: number,
    count: number,
    dims: number,
    rest: number,
    least: number,
  ): number;
  addTails(
    query: number,
    scales: number,
    halves: number,
    out: number,
    list: number,
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
const INT16_BYTES = 2;
const INT_BYTES = 4;
const FLOAT_BYTES = 4;

/** By what share of itself the memory grows, at least, when rows are added one by one. */
const SPARE_SHARE = 0.25;

/**
 * How much of a row is its head. The more, the more is read of every row, and the fewer tails are:
 * of 150,000 papers a tenth when heads are half of the rows, a thirtieth with this much.
 */
const HEAD_SHARE = 5 / 8;

/**
 * One block in so many is searched first, to know from which cosine on rows may be among the best:
 * without that, three times as many tails would be read.
 */
const SAMPLED_EVERY = 20;

/** Rows that lie together, and are scored before their results are looked at. */
const BLOCK_ROWS = 1_024;

/** The kernel works with 32-bit floats: it must not pass over a cosine that is no lower by more. */
const KERNEL_TOLERANCE = 1e-5;

/** Of a query that was written as whole numbers. */
interface WrittenQuery {
  /** What makes a product with it, times the scale of the row, a cosine. */
  readonly scale: number;
  /** Length of its tail, in the numbers that were written. */
  readonly rest: number;
}

/**
 * The embeddings of all documents as 8-bit numbers, a row a slot, scanned by a SIMD kernel: exact
 * search over all rows, no approximate index to build or to tune.
 *
 * A row keeps its embedding at unit length as `round(x · 127 / max|x|)` with one scale; what that
 * costs in ranking cannot be measured on the judged questions.
 *
 * The head of a row and its tail are kept apart. The tail is read only when what the head gave
 * leaves it a chance: it can add no more than its length times that of the query's (Cauchy–Schwarz),
 * and adds little in embeddings that begin with the numbers that differ most, as a principal
 * component analysis orders them.
 */
export class EmbeddingMatrix {
  /** Numbers in an embedding. */
  readonly dimensions: number;
  /** Numbers in the head of a row, and in its tail; the kernel takes neither without any. */
  readonly #head: number;
  readonly #tail: number;
  readonly #kernel: DotProductsKernel;
  readonly #queryAddress = 0;
  readonly #outAddress: number;
  readonly #listAddress: number;
  /**
   * Of the first block; each has the scales of its rows, which are 0 for a slot without an embedding,
   * the lengths of their tails, all heads and all tails.
   */
  readonly #blocksAddress: number;
  readonly #blockBytes: number;
  /** The kernel's memory. */
  #numbers = new Int8Array(0);
  #ints = new Int32Array(0);
  #floats = new Float32Array(0);
  /** Slots that were ever set: rows below this number are scanned. */
  #rows = 0;

  constructor(dimensions: number) {
    this.dimensions = dimensions;
    const parts = Math.max(2, Math.ceil(dimensions / LANES));
    const headParts = Math.min(parts - 1, Math.ceil(parts * HEAD_SHARE));
    this.#head = headParts * LANES;
    this.#tail = (parts - headParts) * LANES;
    const stride = this.#head + this.#tail;
    this.#kernel = createKernel();
    this.#outAddress = stride * INT16_BYTES;
    this.#listAddress = this.#outAddress + BLOCK_ROWS * INT_BYTES;
    this.#blocksAddress = this.#listAddress + BLOCK_ROWS * INT_BYTES;
    this.#blockBytes = BLOCK_ROWS * (2 * FLOAT_BYTES + stride);
    this.#reserve(1);
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
    this.#rows = Math.max(this.#rows, slot + 1);
    const { largest, length } = measure(embedding);
    this.#clear(slot);
    if (length === 0) return;
    const { scale, rest, head, tail } = this.#addressesOf(slot);
    const toInt8 = INT8_MAX / largest;
    let squares = 0;
    for (let i = 0; i < embedding.length; i++) {
      // Cutting off is rounding for what was made positive, and quicker than `Math.round`.
      const x = ((embedding[i]! * toInt8 + ROUNDING_OFFSET + 0.5) | 0) - ROUNDING_OFFSET;
      if (i < this.#head) this.#numbers[head + i] = x;
      else {
        this.#numbers[tail + i - this.#head] = x;
        squares += x * x;
      }
    }
    this.#floats[scale] = 1 / toInt8 / length;
    this.#floats[rest] = Math.sqrt(squares) / toInt8 / length;
  }

  remove(slot: number): void {
    this.#clear(slot);
  }

  /** The embedding of a slot at unit length, or `undefined` when it has none. */
  get(slot: number): Float32Array | undefined {
    if (slot >= this.#rows) return undefined;
    const { scale: scaleAddress, head, tail } = this.#addressesOf(slot);
    const scale = this.#floats[scaleAddress]!;
    if (scale === 0) return undefined;
    return Float32Array.from({ length: this.dimensions }, (_, i) => {
      const address = i < this.#head ? head + i : tail + i - this.#head;
      return this.#numbers[address]! * scale;
    });
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
    const written = this.#writeQuery(query);
    if (written.scale === 0) return [];
    const scan = (capacity: number, floor: number, step = 1): TopCandidates => {
      const top = new TopCandidates(capacity, compareTies);
      this.#scan(written, floor, step, (slot, similarity) => {
        if (accept === undefined || accept(slot)) top.offer(slot, similarity);
        return top.threshold;
      });
      return top;
    };
    if (this.#rows >= 2 * SAMPLED_EVERY * BLOCK_ROWS) {
      // Twice as many as it takes if the best are spread evenly.
      const sampled = scan(Math.ceil((2 * limit) / SAMPLED_EVERY), minSimilarity, SAMPLED_EVERY);
      const floor = Math.max(minSimilarity, sampled.threshold);
      const top = scan(limit, floor);
      if (top.isFull || floor === minSimilarity) return top.ranked();
    }
    return scan(limit, minSimilarity).ranked();
  }

  /** The cosine of each slot, from the first to the last that was ever set; 0 for an empty one. */
  similarities(query: ArrayLike<number>): Float32Array {
    const written = this.#writeQuery(query);
    const similarities = new Float32Array(this.#rows);
    if (written.scale === 0) return similarities;
    this.#scan(written, Number.NEGATIVE_INFINITY, 1, (slot, similarity) => {
      similarities[slot] = similarity;
      return Number.NEGATIVE_INFINITY;
    });
    return similarities;
  }

  /** A matrix of its own with these rows, in this order; an undefined slot gives an empty row. */
  select(slots: readonly (number | undefined)[]): EmbeddingMatrix {
    const selected = new EmbeddingMatrix(this.dimensions);
    selected.#reserve(slots.length);
    selected.#rows = slots.length;
    for (const [row, slot] of slots.entries()) {
      if (slot !== undefined && slot < this.#rows) selected.#copy(this, slot, row);
    }
    return selected;
  }

  /** Moves live rows to their new slots, which rise with the old ones and are dense. */
  compact(newSlots: Int32Array, live: number): void {
    for (let slot = 0; slot < this.#rows; slot++) {
      const target = newSlots[slot]!;
      if (target >= 0 && target !== slot) this.#copy(this, slot, target);
    }
    for (let slot = live; slot < this.#rows; slot++) this.#clear(slot);
    this.#rows = live;
  }

  /** All rows, for `restore`. */
  *sections(): Iterable<Section> {
    const bytes = Math.ceil(this.#rows / BLOCK_ROWS) * this.#blockBytes;
    const start = this.#blocksAddress;
    yield numbersSection('embeddings', this.#numbers.subarray(start, start + bytes));
    yield numbersSection('rows of embeddings', Uint32Array.of(this.#rows));
  }

  /** Takes the rows of a matrix of as many dimensions; only for one that is empty yet. */
  async restore(source: SectionSource): Promise<void> {
    const [rows = 0] = await readNumbers(source, 'rows of embeddings', Uint32Array);
    this.#reserve(rows);
    let address = this.#blocksAddress;
    for await (const chunk of source.chunks('embeddings')) {
      this.#numbers.set(chunk, address);
      address += chunk.length;
    }
    this.#rows = rows;
  }

  /**
   * Hands on each slot that has an embedding, with its cosine, of every `step`th block.
   *
   * @param floor cosine below which none is handed on
   * @param offer returns below which it wants none from now on
   */
  #scan(
    { scale, rest }: WrittenQuery,
    floor: number,
    step: number,
    offer: (slot: number, similarity: number) => number,
  ): void {
    const ints = this.#ints;
    const floats = this.#floats;
    const list = this.#listAddress / INT_BYTES;
    const products = this.#outAddress / INT_BYTES;
    let least = floor;
    for (let block = 0; block * BLOCK_ROWS < this.#rows; block += step) {
      const near = this.#multiply(block, rest, (least - KERNEL_TOLERANCE) / scale);
      const scales = this.#addressesOf(block * BLOCK_ROWS).scale;
      for (let i = 0; i < near; i++) {
        const row = ints[list + i]!;
        const rowScale = floats[scales + row]!;
        const similarity = ints[products + row]! * rowScale * scale;
        if (similarity < least || rowScale === 0) continue;
        least = Math.max(floor, offer(block * BLOCK_ROWS + row, similarity));
      }
    }
  }

  /**
   * Multiplies the rows of a block with the query that was written last, and lists those whose
   * products, times their scales, may be `least` or more.
   *
   * @param rest length of the tail of the query
   * @returns how many these are
   */
  #multiply(block: number, rest: number, least: number): number {
    const left = Math.min(BLOCK_ROWS, this.#rows - block * BLOCK_ROWS);
    const count = Math.ceil(left / ROWS_AT_ONCE) * ROWS_AT_ONCE;
    const { scale, rest: firstRest, head, tail } = this.#addressesOf(block * BLOCK_ROWS);
    const [query, out, list] = [this.#queryAddress, this.#outAddress, this.#listAddress];
    const [scales, rests] = [scale * FLOAT_BYTES, firstRest * FLOAT_BYTES];
    const { multiplyHeads, addTails } = this.#kernel;
    const dims = this.#head;
    const open = multiplyHeads(query, scales, rests, head, out, list, count, dims, rest, least);
    const tailOfQuery = query + dims * INT16_BYTES;
    return addTails(tailOfQuery, scales, tail, out, list, open, this.#tail, least);
  }

  /**
   * Writes the query as 16-bit numbers, small enough that no sum overflows.
   *
   * @returns a scale of 0 for a query of zeros
   */
  #writeQuery(query: ArrayLike<number>): WrittenQuery {
    const { largest, length } = measure(query);
    if (length === 0) return { scale: 0, rest: 0 };
    const stride = this.#head + this.#tail;
    const target = new Int16Array(this.#kernel.memory.buffer, this.#queryAddress, stride).fill(0);
    const limit = Math.min(INT16_MAX, Math.floor(INT32_MAX / (INT8_MAX * stride)));
    for (let i = 0; i < query.length; i++) target[i] = Math.round((query[i]! * limit) / largest);
    const rest = measure(target.subarray(this.#head)).length;
    return { scale: largest / limit / length, rest };
  }

  /** Where everything of a row lies: `scale` and `rest` in `#floats`, the others in `#numbers`. */
  #addressesOf(slot: number) {
    const row = slot % BLOCK_ROWS;
    const block = this.#blocksAddress + Math.floor(slot / BLOCK_ROWS) * this.#blockBytes;
    const heads = block + 2 * BLOCK_ROWS * FLOAT_BYTES;
    const tails = heads + BLOCK_ROWS * this.#head;
    const scale = block / FLOAT_BYTES + row;
    return {
      scale,
      rest: scale + BLOCK_ROWS,
      head: heads + row * this.#head,
      tail: tails + row * this.#tail,
    };
  }

  #copy(from: EmbeddingMatrix, slot: number, target: number): void {
    const source = from.#addressesOf(slot);
    const own = this.#addressesOf(target);
    this.#floats[own.scale] = from.#floats[source.scale]!;
    this.#floats[own.rest] = from.#floats[source.rest]!;
    const numbers = from.#numbers;
    this.#numbers.set(numbers.subarray(source.head, source.head + this.#head), own.head);
    this.#numbers.set(numbers.subarray(source.tail, source.tail + this.#tail), own.tail);
  }

  #clear(slot: number): void {
    const { scale, rest, head, tail } = this.#addressesOf(slot);
    this.#floats[scale] = 0;
    this.#floats[rest] = 0;
    this.#numbers.fill(0, head, head + this.#head);
    this.#numbers.fill(0, tail, tail + this.#tail);
  }

  #reserve(rows: number): void {
    const bytes = Math.ceil(rows / BLOCK_ROWS) * this.#blockBytes;
    reserveBytes(this.#kernel, this.#blocksAddress + bytes, SPARE_SHARE);
    const { buffer } = this.#kernel.memory;
    if (this.#numbers.buffer === buffer) return;
    this.#numbers = new Int8Array(buffer);
    this.#ints = new Int32Array(buffer);
    this.#floats = new Float32Array(buffer);
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
