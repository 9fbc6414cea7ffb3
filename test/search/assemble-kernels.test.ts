import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { expect, it } from 'vitest';
import { assembleKernel, binaryOf, KERNEL_SOURCES } from '../../src/search/assemble-kernels.ts';

it.each(KERNEL_SOURCES.map((source) => [basename(source.pathname), source] as const))(
  'commits %s as it is assembled from its source',
  async (_, source) => {
    const committed = await readFile(binaryOf(source));

    expect(Buffer.from(await assembleKernel(source))).toEqual(committed);
  },
);
