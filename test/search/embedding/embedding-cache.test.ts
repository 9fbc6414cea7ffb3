import { createHash } from 'node:crypto';
import { appendFile, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import {
  type EmbeddingCache,
  openEmbeddingCache,
} from '../../../src/search/embedding/embedding-cache.ts';
import { UserError } from '../../../src/user-error.ts';
import { useTemporaryFolder } from '../../corpus/temporary-folder.ts';

const inFolder = useTemporaryFolder();

/** Header, and records of three numbers. */
const HEADER_BYTES = 12;
const RECORD_BYTES = 32 + 4 + 12;

async function startCache(texts: Record<string, number[]>): Promise<EmbeddingCache> {
  const cache = await openEmbeddingCache(inFolder('c.bin'));
  await cache.start(3);
  await cache.add(embeddingsOf(texts));
  return cache;
}

function embeddingsOf(texts: Record<string, number[]>): Map<string, Float32Array> {
  return new Map(
    Object.entries(texts).map(([text, numbers]) => [text, Float32Array.from(numbers)]),
  );
}

async function reopen() {
  const lines: string[] = [];
  const log = pino({ base: null }, { write: (line) => lines.push(JSON.parse(line).msg) });
  return { cache: await openEmbeddingCache(inFolder('c.bin'), log), lines };
}

const abc = { a: [1, 2, 3], b: [0.5, -0.5, 0], c: [4, 5, 6] };

describe('EmbeddingCache', () => {
  it('gives back what was put in, now and after it is opened again', async () => {
    const cache = await startCache(abc);
    const { cache: reopened, lines } = await reopen();

    expect(await cache.get(['b', 'unknown', 'a'])).toEqual(embeddingsOf({ b: abc.b, a: abc.a }));
    expect(await reopened.get(['a', 'b', 'c'])).toEqual(embeddingsOf(abc));
    expect(reopened.dimensions).toBe(3);
    expect(lines).toEqual([]);
  });

  it('is empty where there is no file', async () => {
    const { cache, lines } = await reopen();

    expect(cache.dimensions).toBeUndefined();
    expect(await cache.get(['a'])).toEqual(new Map());
    expect(lines).toEqual([]);
  });

  it('reads more records than it takes at a time', async () => {
    const many = Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`t${i}`, [i, 0, 1]]));
    await startCache(many);

    const { cache } = await reopen();

    expect(await cache.get(Object.keys(many))).toEqual(embeddingsOf(many));
  });

  it('holds no text, only hashes', async () => {
    await startCache({ 'a secret plan': [1, 2, 3] });

    const file = await readFile(inFolder('c.bin'));

    expect(file.includes('secret')).toBe(false);
    expect(file.indexOf(createHash('sha256').update('a secret plan').digest())).toBe(HEADER_BYTES);
  });

  it('takes additions at the same time, and loses none', async () => {
    const cache = await startCache({});

    await Promise.all(
      Object.entries(abc).map(([text, x]) => cache.add(embeddingsOf({ [text]: x }))),
    );

    const { cache: reopened } = await reopen();
    expect(await reopened.get(['a', 'b', 'c'])).toEqual(embeddingsOf(abc));
  });

  it('loses one record when a crash cut off the last, and fills its place', async () => {
    await startCache(abc);
    await truncate(inFolder('c.bin'), HEADER_BYTES + 2 * RECORD_BYTES + 40);

    const { cache, lines } = await reopen();

    expect(lines).toEqual(['Damaged embeddings are asked for again']);
    expect(await cache.get(['a', 'b', 'c'])).toEqual(embeddingsOf({ a: abc.a, b: abc.b }));
    await cache.add(embeddingsOf({ c: abc.c, d: [7, 8, 9] }));
    const mended = await reopen();
    expect(await mended.cache.get(['a', 'c', 'd'])).toEqual(
      embeddingsOf({ a: abc.a, c: abc.c, d: [7, 8, 9] }),
    );
    expect(mended.lines).toEqual([]);
    expect((await stat(inFolder('c.bin'))).size).toBe(HEADER_BYTES + 4 * RECORD_BYTES);
  });

  it.each([
    ['its hash', 5],
    ['its check sum', 33],
    ['a number', 45],
  ])('loses only the record in which %s was changed', async (_, offset) => {
    await startCache(abc);
    const bytes = await readFile(inFolder('c.bin'));
    bytes[HEADER_BYTES + RECORD_BYTES + offset]! ^= 1;
    await writeFile(inFolder('c.bin'), bytes);

    const { cache } = await reopen();

    expect(await cache.get(['a', 'b', 'c'])).toEqual(embeddingsOf({ a: abc.a, c: abc.c }));
  });

  it('passes over a tail of zeros, as a power cut leaves it', async () => {
    await startCache(abc);
    await appendFile(inFolder('c.bin'), Buffer.alloc(5 * RECORD_BYTES + 7));

    const { cache } = await reopen();

    expect(await cache.get(['a', 'b', 'c'])).toEqual(embeddingsOf(abc));
  });

  it('gives nobody the embedding of another text when two processes write one file', async () => {
    const one = await startCache({});
    const { cache: other } = await reopen();

    await one.add(embeddingsOf({ a: abc.a }));
    await other.add(embeddingsOf({ b: abc.b }));

    expect(await one.get(['a'])).toEqual(new Map());
    expect(await other.get(['b'])).toEqual(embeddingsOf({ b: abc.b }));
  });

  it.each([
    ['of another kind', Buffer.from('something else entirely')],
    ['of an older version', header('PCEC', 0, 3)],
    ['of no dimensions', header('PCEC', 1, 0)],
    ['of absurd dimensions', header('PCEC', 1, 2 ** 31)],
    ['that is too short', Buffer.from('PCEC')],
    ['that is empty', Buffer.alloc(0)],
  ])('begins anew over a file %s', async (_, bytes) => {
    await writeFile(inFolder('c.bin'), bytes);

    const { cache, lines } = await reopen();

    expect(cache.dimensions).toBeUndefined();
    expect(lines).toEqual(['No cache of this version: it is begun anew']);
    await cache.start(3);
    await cache.add(embeddingsOf(abc));
    expect(await (await reopen()).cache.get(['a', 'b', 'c'])).toEqual(embeddingsOf(abc));
  });

  it('names a file that cannot be read', async () => {
    const opened = openEmbeddingCache(inFolder(''));

    await expect(opened).rejects.toThrow(UserError);
    await expect(opened).rejects.toThrow('it is a folder');
  });
});

function header(magic: string, version: number, dimensions: number): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  bytes.write(magic, 'latin1');
  bytes.writeUInt32LE(version, 4);
  bytes.writeUInt32LE(dimensions, 8);
  return bytes;
}
