import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { assembleDotProducts } from '../../../src/search/orama/assemble-dot-products.ts';

it('is committed as it is assembled from its source', async () => {
  const committed = await readFile(
    new URL('../../../src/search/orama/dot-products.wasm', import.meta.url),
  );

  expect(Buffer.from(await assembleDotProducts())).toEqual(committed);
});
