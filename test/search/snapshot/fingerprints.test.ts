import { mkdir, rename, writeFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { fingerprintFile, fingerprintMakers } from '../../../src/search/snapshot/fingerprints.ts';
import { useTemporaryFolder } from '../../corpus/temporary-folder.ts';
import { hashingEmbedder } from '../hashing-embedder.ts';

const inFolder = useTemporaryFolder();

describe('fingerprintMakers', () => {
  beforeEach(async () => {
    await mkdir(inFolder('src/search'), { recursive: true });
    await writeFile(inFolder('src/words.ts'), 'split');
    await writeFile(inFolder('src/search/terms.ts'), 'stem');
  });

  const take = (embedder = hashingEmbedder) =>
    fingerprintMakers({ embedder, root: inFolder(''), code: ['src', 'package-lock.json'] });

  it('is the same as long as nothing changes', async () => {
    expect(await take()).toEqual(await take());
  });

  it.each([
    { what: 'a file changes', change: () => writeFile(inFolder('src/search/terms.ts'), 'root') },
    { what: 'a file is added', change: () => writeFile(inFolder('src/added.ts'), '') },
    { what: 'a package changes', change: () => writeFile(inFolder('package-lock.json'), '{}') },
    {
      what: 'a file has another name',
      change: () => rename(inFolder('src/words.ts'), inFolder('src/terms.ts')),
    },
  ])('tells another version of the code when $what', async ({ change }) => {
    const before = await take();

    await change();

    const { 'version of the code': code, ...others } = await take();
    expect(code).not.toBe(before['version of the code']);
    expect(before).toMatchObject(others);
  });

  it('tells another embedder, or one of other dimensions', async () => {
    const { embedder } = await take();

    expect((await take({ ...hashingEmbedder, name: 'other' })).embedder).not.toBe(embedder);
    expect((await take({ ...hashingEmbedder, dimensions: 64 })).embedder).not.toBe(embedder);
  });
});

describe('fingerprintFile', () => {
  it('goes by the content of a file', async () => {
    await writeFile(inFolder('a'), 'one');
    await writeFile(inFolder('b'), 'one');
    await writeFile(inFolder('c'), 'two');

    expect(await fingerprintFile(inFolder('b'))).toBe(await fingerprintFile(inFolder('a')));
    expect(await fingerprintFile(inFolder('c'))).not.toBe(await fingerprintFile(inFolder('a')));
  });

  it('has none for what is no file, and so could be read only once', async () => {
    expect(await fingerprintFile('/dev/null')).toBeUndefined();
  });

  it('names a file that is not there', async () => {
    await expect(fingerprintFile(inFolder('none'))).rejects.toThrow(
      /^Cannot read .*none: there is no such file or folder\.$/,
    );
  });
});
