import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { replaceFile } from '../../src/corpus/replace-file.ts';
import { UserError } from '../../src/user-error.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const inFolder = useTemporaryFolder();

describe('replaceFile', () => {
  beforeEach(() => writeFile(inFolder('a'), 'old'));

  it('puts a text in the place of the old one', async () => {
    await replaceFile(inFolder('a'), 'new');

    expect(await readFile(inFolder('a'), 'utf8')).toBe('new');
    expect(await readdir(inFolder(''))).toEqual(['a']);
  });

  it('leaves the old file whole until all of the new one is written', async () => {
    const seen: string[] = [];

    await replaceFile(inFolder('a'), async (handle) => {
      await handle.writeFile('ne');
      seen.push(await readFile(inFolder('a'), 'utf8'));
      await handle.writeFile('w');
    });

    expect(seen).toEqual(['old']);
    expect(await readFile(inFolder('a'), 'utf8')).toBe('new');
  });

  it('leaves the old file, and no other, when writing fails', async () => {
    const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });

    const writing = replaceFile(inFolder('a'), async (handle) => {
      await handle.writeFile('ne');
      throw full;
    });

    await expect(writing).rejects.toThrow(
      new UserError(`Cannot write ${inFolder('a')}: the disk is full.`),
    );
    expect(await readFile(inFolder('a'), 'utf8')).toBe('old');
    expect(await readdir(inFolder(''))).toEqual(['a']);
  });

  it('keeps a link, and replaces what it leads to', async () => {
    await symlink(inFolder('a'), inFolder('link'));

    await replaceFile(inFolder('link'), 'new');

    expect(await readFile(inFolder('a'), 'utf8')).toBe('new');
    expect((await readdir(inFolder(''))).sort()).toEqual(['a', 'link']);
  });
});
