import { type Kernel, loadKernel, reserveBytes } from '../load-kernel.ts';
import type { WordModel } from './word-model.ts';

interface WordSumsKernel extends Kernel {
  addRows(
    indexes: number,
    factors: number,
    count: number,
    rows: number,
    out: number,
    dims: number,
  ): void;
  dotProducts(
    row: number,
    indexes: number,
    count: number,
    rows: number,
    out: number,
    dims: number,
  ): void;
}

const createKernel = loadKernel<WordSumsKernel>(new URL('word-sums.wasm', import.meta.url));

/** The kernel takes sixteen numbers at a time: rows are padded with zeros to a multiple. */
const LANES = 16;

/** Words that are added up in one call; a longer text takes several. */
const MAX_WORDS = 1_024;

/** What is worked out of the embeddings of words, each known by its row in the model. */
export interface WordSums {
  /** The weighted sum of some words' embeddings, of any length; overwritten by the next call. */
  sum(rows: Int32Array): Float32Array;
  /** Cosines of one word's embedding with those of others; overwritten by the next call. */
  similarities(row: number, others: Int32Array): Float32Array;
}

/**
 * Adds up and compares the embeddings of words in WebAssembly, a dozen times as fast as JavaScript
 * does, for a copy of the model's numbers lies in its memory.
 */
export function createWordSums({
  dimensions,
  factors,
  numbers,
}: Pick<WordModel, 'dimensions' | 'factors' | 'numbers'>): WordSums {
  const stride = Math.ceil(dimensions / LANES) * LANES;
  const indexesAddress = 0;
  const productsAddress = indexesAddress + MAX_WORDS * 4;
  const outAddress = productsAddress + MAX_WORDS * 4;
  const factorsAddress = outAddress + stride * 4;
  const rowsAddress = Math.ceil((factorsAddress + MAX_WORDS * 4) / LANES) * LANES;

  const kernel = createKernel();
  reserveBytes(kernel, rowsAddress + factors.length * stride);
  const { buffer } = kernel.memory;
  const padded = new Int8Array(buffer, rowsAddress, factors.length * stride);
  for (let row = 0; row < factors.length; row++) {
    padded.set(numbers.subarray(row * dimensions, (row + 1) * dimensions), row * stride);
  }
  const indexes = new Int32Array(buffer, indexesAddress, MAX_WORDS);
  const factorsOfIndexes = new Float32Array(buffer, factorsAddress, MAX_WORDS);
  /** By row how often it is in the sum, all zero between calls: a text repeats a third of its words. */
  const occurrences = new Uint32Array(factors.length);
  const products = new Int32Array(buffer, productsAddress, MAX_WORDS);
  const sum = new Float32Array(buffer, outAddress, stride);
  const unpadded = sum.subarray(0, dimensions);

  const addressOf = (row: number): number => rowsAddress + row * stride;
  /** What the rows have to be multiplied by to be of unit length. */
  const scales = Float32Array.from(factors, (_, row) => {
    indexes[0] = row;
    kernel.dotProducts(addressOf(row), indexesAddress, 1, rowsAddress, productsAddress, stride);
    return products[0] === 0 ? 0 : 1 / Math.sqrt(products[0]!);
  });
  let similarities = new Float32Array(MAX_WORDS);

  return {
    sum(rows) {
      sum.fill(0);
      for (let first = 0; first < rows.length; first += MAX_WORDS) {
        const end = Math.min(rows.length, first + MAX_WORDS);
        for (let i = first; i < end; i++) occurrences[rows[i]!]!++;
        let distinct = 0;
        for (let i = first; i < end; i++) {
          const row = rows[i]!;
          const count = occurrences[row]!;
          if (count === 0) continue;
          occurrences[row] = 0;
          indexes[distinct] = row;
          factorsOfIndexes[distinct++] = factors[row]! * count;
        }
        kernel.addRows(indexesAddress, factorsAddress, distinct, rowsAddress, outAddress, stride);
      }
      return unpadded;
    },

    similarities(row, others) {
      if (others.length > similarities.length) similarities = new Float32Array(others.length * 2);
      for (let first = 0; first < others.length; first += MAX_WORDS) {
        const part = others.subarray(first, first + MAX_WORDS);
        indexes.set(part);
        kernel.dotProducts(
          addressOf(row),
          indexesAddress,
          part.length,
          rowsAddress,
          productsAddress,
          stride,
        );
        for (let i = 0; i < part.length; i++) {
          similarities[first + i] = products[i]! * scales[row]! * scales[part[i]!]!;
        }
      }
      return similarities.subarray(0, others.length);
    },
  };
}
