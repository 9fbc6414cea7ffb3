import { reserveBytes } from '../load-kernel.ts';
import {
  numbersSection,
  readNumbers,
  type Section,
  type SectionSource,
} from '../snapshot/sections.ts';
import { createDotProducts, type DotProductsKernel, LANES, ROWS_AT_ONCE } from './dot-products.ts';

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

/** Rows that lie together, and are scored before their results are looked at. */
export const BLOCK_ROWS = 1_024;

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
 * Embeddings as 8-bit numbers in the memory of a SIMD kernel, a row a slot.
 *
 * A row keeps its embedding at unit length as `round(x · 127 / max|x|)` with one scale; what that
 * costs in ranking cannot be measured on the judged questions.
 *
 * The head of a row and its tail are kept apart. The tail is read only when what the head gave
 * leaves it a chance: it can add no more than its length times that of the query's (Cauchy–Schwarz),
 * and adds little in embeddings that begin with the numbers that differ most, as a principal
 * component analysis orders them.
 */
export class EmbeddingRows {
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
  #count = 0;

  constructor(dimensions: number) {
    this.dimensions = dimensions;
    const parts = Math.max(2, Math.ceil(dimensions / LANES));
    const headParts = Math.min(parts - 1, Math.ceil(parts * HEAD_SHARE));
    this.#head = headParts * LANES;
    this.#tail = (parts - headParts) * LANES;
    const stride = this.#head + this.#tail;
    this.#kernel = createDotProducts();
    this.#outAddress = stride * INT16_BYTES;
    this.#listAddress = this.#outAddress + BLOCK_ROWS * INT_BYTES;
    this.#blocksAddress = this.#listAddress + BLOCK_ROWS * INT_BYTES;
    this.#blockBytes = BLOCK_ROWS * (2 * FLOAT_BYTES + stride);
    this.#reserve(1);
  }

  /** Slots that were ever set, from the first to the last. */
  get count(): number {
    return this.#count;
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
    if (slot >= this.#count) this.resize(slot + 1);
    const { largest, length } = measure(embedding);
    this.clear(slot);
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

  /** Empties a slot. */
  clear(slot: number): void {
    const { scale, rest, head, tail } = this.#addressesOf(slot);
    this.#floats[scale] = 0;
    this.#floats[rest] = 0;
    this.#numbers.fill(0, head, head + this.#head);
    this.#numbers.fill(0, tail, tail + this.#tail);
  }

  /** The embedding of a slot at unit length, or `undefined` when it has none. */
  get(slot: number): Float32Array | undefined {
    if (slot >= this.#count) return undefined;
    const { scale: scaleAddress, head, tail } = this.#addressesOf(slot);
    const scale = this.#floats[scaleAddress]!;
    if (scale === 0) return undefined;
    return Float32Array.from({ length: this.dimensions }, (_, i) => {
      const address = i < this.#head ? head + i : tail + i - this.#head;
      return this.#numbers[address]! * scale;
    });
  }

  /** Copies a row of other embeddings, or of these, of as many dimensions. */
  copy(from: EmbeddingRows, slot: number, target: number): void {
    const source = from.#addressesOf(slot);
    const own = this.#addressesOf(target);
    const numbers = from.#numbers;
    this.#floats[own.scale] = from.#floats[source.scale]!;
    this.#floats[own.rest] = from.#floats[source.rest]!;
    this.#numbers.set(numbers.subarray(source.head, source.head + this.#head), own.head);
    this.#numbers.set(numbers.subarray(source.tail, source.tail + this.#tail), own.tail);
  }

  /** Makes it so many rows; those that are new are empty, those too many are forgotten. */
  resize(count: number): void {
    this.#reserve(count);
    for (let slot = count; slot < this.#count; slot++) this.clear(slot);
    this.#count = count;
  }

  /** All rows, for `restore`. */
  *sections(): Iterable<Section> {
    const bytes = Math.ceil(this.#count / BLOCK_ROWS) * this.#blockBytes;
    const start = this.#blocksAddress;
    yield numbersSection('embeddings', this.#numbers.subarray(start, start + bytes));
    yield numbersSection('rows of embeddings', Uint32Array.of(this.#count));
  }

  /** Takes the rows of a matrix of as many dimensions; only for one that is empty yet. */
  async restore(source: SectionSource): Promise<void> {
    const [rows = 0] = await readNumbers(source, 'rows of embeddings', Uint32Array);
    this.resize(rows);
    let address = this.#blocksAddress;
    for await (const chunk of source.chunks('embeddings')) {
      this.#numbers.set(chunk, address);
      address += chunk.length;
    }
  }

  /**
   * Hands on each slot that has an embedding, with its cosine, of every `step`th block.
   *
   * @param query of any length; zeros find nothing
   * @param floor cosine below which none is handed on
   * @param offer returns below which it wants none from now on
   */
  scan(
    query: ArrayLike<number>,
    { floor, step = 1 }: { readonly floor: number; readonly step?: number },
    offer: (slot: number, similarity: number) => number,
  ): void {
    const { scale, rest } = this.#writeQuery(query);
    if (scale === 0) return;
    const ints = this.#ints;
    const floats = this.#floats;
    const list = this.#listAddress / INT_BYTES;
    const products = this.#outAddress / INT_BYTES;
    let least = floor;
    for (let block = 0; block * BLOCK_ROWS < this.#count; block += step) {
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
    const left = Math.min(BLOCK_ROWS, this.#count - block * BLOCK_ROWS);
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
