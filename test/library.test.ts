import { readdir } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { readSettings } from '../src/config.ts';
import { openLibrary } from '../src/library.ts';
import { useTemporaryFolder } from './corpus/temporary-folder.ts';

const inFolder = useTemporaryFolder();

it('opens the seed corpus without leaving a file', async () => {
  const settings = readSettings({ DATA_DIR: inFolder('data') });

  const { index, saved } = await openLibrary(settings, { corpusFile: settings.corpusFile });
  await saved;

  expect(index.size).toBe(84);
  expect(await readdir(inFolder(''))).toEqual([]);
});
