import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import loadWabt from 'wabt';

const SOURCE = new URL('dot-products.wat', import.meta.url);
const TARGET = new URL('dot-products.wasm', import.meta.url);

/** The WebAssembly binary of `dot-products.wat`; a test holds it against the committed one. */
export async function assembleDotProducts(): Promise<Uint8Array> {
  const wabt = await loadWabt();
  const assembly = wabt.parseWat('dot-products.wat', await readFile(SOURCE, 'utf8'), {
    simd: true,
  });
  return assembly.toBinary({}).buffer;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await writeFile(TARGET, await assembleDotProducts());
}
