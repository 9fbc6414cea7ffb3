import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import loadWabt from 'wabt';

/** Sources of the WebAssembly kernels; beside each lies the binary that is committed. */
export const KERNEL_SOURCES: readonly URL[] = [
  new URL('embedding/word-sums.wat', import.meta.url),
  new URL('orama/dot-products.wat', import.meta.url),
];

/** Where the binary of a kernel lies. */
export function binaryOf(source: URL): URL {
  return new URL(source.href.replace(/\.wat$/, '.wasm'));
}

/** The WebAssembly binary of a kernel; a test holds it against the committed one. */
export async function assembleKernel(source: URL): Promise<Uint8Array> {
  const wabt = await loadWabt();
  const assembly = wabt.parseWat(source.href, await readFile(source, 'utf8'), { simd: true });
  return assembly.toBinary({}).buffer;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const source of KERNEL_SOURCES)
    await writeFile(binaryOf(source), await assembleKernel(source));
}
