import { readFileSync } from 'node:fs';

/** The part of Node's WebAssembly that is used here; its types come only with those of browsers. */
declare const WebAssembly: {
  readonly Module: new (binary: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

const WASM_PAGE_BYTES = 65_536;

/** What every kernel has: a memory of its own, which is read and written from outside. */
export interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
}

/**
 * Compiles a kernel: a function in WebAssembly that does the same to many numbers.
 *
 * @param binary file with the `.wasm` that `assemble-kernels.ts` wrote
 * @returns makes an instance; its exports are those of the `.wat` beside the file
 */
export function loadKernel<K extends Kernel>(binary: URL): () => K {
  const module = new WebAssembly.Module(readFileSync(binary));
  return () => new WebAssembly.Instance(module).exports as K;
}

/**
 * Makes room in a kernel's memory. Views of the memory that were made before are empty afterwards.
 *
 * @param spareShare of what it holds already, to be added at least whenever it grows
 */
export function reserveBytes({ memory }: Kernel, bytes: number, spareShare = 0): void {
  const missing = bytes - memory.buffer.byteLength;
  if (missing <= 0) return;
  const extra = Math.max(missing, memory.buffer.byteLength * spareShare);
  memory.grow(Math.ceil(extra / WASM_PAGE_BYTES));
}
