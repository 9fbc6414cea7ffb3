import { open, readFile, writeFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { readSnapshot } from '../../../src/search/snapshot/read-snapshot.ts';
import {
  numbersSection,
  readNumbers,
  type Section,
  SnapshotRefusal,
} from '../../../src/search/snapshot/sections.ts';
import { writeSnapshot } from '../../../src/search/snapshot/write-snapshot.ts';
import { useTemporaryFolder } from '../../corpus/temporary-folder.ts';

const inFolder = useTemporaryFolder();

const about = { fingerprint: { embedder: 'hashed-words' }, papers: 'of today' };
const halves = Float64Array.of(0.5, -1.25);

async function write(sections: Iterable<Section>): Promise<Buffer> {
  const handle = await open(inFolder('s'), 'w');
  await writeSnapshot(handle, about, sections);
  await handle.close();
  return readFile(inFolder('s'));
}

/** Reads all of a file, as an index does. */
async function readAll(): Promise<{ halves: Float64Array; texts: string[] }> {
  const handle = await open(inFolder('s'), 'r');
  try {
    const { sections } = await readSnapshot(handle);
    const texts: string[] = [];
    for await (const chunk of sections.chunks('texts')) texts.push(chunk.toString());
    return { halves: await readNumbers(sections, 'halves', Float64Array), texts };
  } finally {
    await handle.close();
  }
}

/** What is wrong with a file, or `undefined`. */
async function refusal(bytes: Uint8Array): Promise<string | undefined> {
  await writeFile(inFolder('s'), bytes);
  try {
    await readAll();
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(SnapshotRefusal);
    return (error as Error).message;
  }
}

describe('a snapshot in a file', () => {
  let whole: Buffer;
  beforeEach(async () => {
    whole = await write([
      numbersSection('halves', halves),
      { name: 'texts', chunks: [Buffer.from('one'), Buffer.from('two'), Buffer.alloc(0)] },
    ]);
  });

  it('gives back its sections, chunk by chunk, and what it is about', async () => {
    const handle = await open(inFolder('s'), 'r');
    const { contents } = await readSnapshot(handle);
    await handle.close();

    expect(contents).toMatchObject(about);
    expect(await readAll()).toEqual({ halves, texts: ['one', 'two', ''] });
  });

  it('is refused when it is cut off, wherever that is', async () => {
    for (let bytes = 0; bytes < whole.length; bytes++) {
      const why = await refusal(whole.subarray(0, bytes));
      expect(why, `${bytes} bytes`).toBe(
        bytes < 8 ? 'it is no snapshot of an index' : 'it is cut off',
      );
    }
  });

  it('is refused when a single bit is another one, wherever that is', async () => {
    for (let at = 0; at < whole.length; at++) {
      const damaged = Buffer.from(whole);
      damaged[at]! ^= 1 << (at % 8);
      expect(await refusal(damaged), `byte ${at}`).toBeDefined();
    }
  });

  it('names the section that is damaged', async () => {
    const damaged = Buffer.from(whole);
    damaged[whole.indexOf('two')]! ^= 1;

    expect(await refusal(damaged)).toBe('its section “texts” is damaged');
  });

  it.each([
    { what: 'an empty file', bytes: Buffer.alloc(0), why: 'it is no snapshot of an index' },
    {
      what: 'a file of another kind',
      bytes: Buffer.from('{"id": "2305.10314"}\n'.repeat(9)),
      why: 'it is no snapshot of an index',
    },
    {
      what: 'one of another format',
      bytes: Buffer.from(`PCIS\x09\0\0\0${'later'.repeat(9)}`, 'latin1'),
      why: 'its format is 9, and 1 is read here',
    },
  ])('is told from $what', async ({ bytes, why }) => {
    expect(await refusal(bytes)).toBe(why);
  });

  it('is refused when something was added to it', async () => {
    expect(await refusal(Buffer.concat([whole, Buffer.from('\n')]))).toBe('it is cut off');
  });

  it('lacks no section in silence', async () => {
    const shorter = await write([numbersSection('halves', halves)]);

    expect(await refusal(shorter)).toBe('it has no section “texts”');
  });
});

it('divides long arrays into chunks of at most four megabytes', async () => {
  const numbers = Uint32Array.from({ length: 2.5 * 2 ** 20 }, (_, i) => i * 1_000);
  await write([numbersSection('numbers', numbers.subarray(1))]);

  const handle = await open(inFolder('s'), 'r');
  const { contents, sections } = await readSnapshot(handle);
  const read = await readNumbers(sections, 'numbers', Uint32Array);
  await handle.close();

  expect(contents.sections[0]!.chunks).toHaveLength(3);
  expect(Buffer.compare(new Uint8Array(read.buffer), new Uint8Array(numbers.buffer, 4))).toBe(0);
});
