import { type Kernel, loadKernel } from '../load-kernel.ts';

/** See `dot-products.wat`. All numbers but `rest` and `least` are addresses and counts. */
export interface DotProductsKernel extends Kernel {
  multiplyHeads(
    query: number,
    scales: number,
    rests: number,
    heads: number,
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
    tails: number,
    out: number,
    list: number,
    count: number,
    dims: number,
    least: number,
  ): number;
}

/** Makes a kernel with a memory of its own. */
export const createDotProducts = loadKernel<DotProductsKernel>(
  new URL('dot-products.wasm', import.meta.url),
);

/** The kernel takes sixteen numbers at a time: rows are padded with zeros to a multiple. */
export const LANES = 16;
/** And so many rows at once. */
export const ROWS_AT_ONCE = 4;
