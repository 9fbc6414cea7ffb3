import { readdir, utimes, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { clearOldSnapshots, snapshotName } from '../../../src/search/snapshot/snapshot-folder.ts';
import { useTemporaryFolder } from '../../corpus/temporary-folder.ts';

const inFolder = useTemporaryFolder();
const NOW = Date.UTC(2026, 0, 15, 12);

async function writeAt(name: string, hoursAgo: number): Promise<void> {
  await writeFile(inFolder(name), name);
  const seconds = NOW / 1_000 - hoursAgo * 3_600;
  await utimes(inFolder(name), seconds, seconds);
}

it('gives every corpus a snapshot of its own', () => {
  expect(snapshotName('/a/papers.jsonl')).not.toBe(snapshotName('/b/papers.jsonl'));
  expect(snapshotName('/a/papers.jsonl')).toBe(snapshotName('/a/papers.jsonl'));
});

it('keeps the three snapshots that were written last', async () => {
  const names = ['a', 'b', 'c', 'd', 'e'].map(snapshotName);
  for (const [i, name] of names.entries()) await writeAt(name, i * 24);

  await clearOldSnapshots(inFolder(names[0]!), NOW);

  expect((await readdir(inFolder(''))).sort()).toEqual(names.slice(0, 3).sort());
});

it('removes what a crash left half written, not what is being written', async () => {
  const name = snapshotName('a');
  await writeAt(name, 0);
  await writeAt(`${name}.left.tmp`, 2);
  await writeAt(`${name}.busy.tmp`, 0.5);

  await clearOldSnapshots(inFolder(name), NOW);

  expect((await readdir(inFolder(''))).sort()).toEqual([name, `${name}.busy.tmp`]);
});

it('leaves all other files alone', async () => {
  const others = ['embeddings-0123456789abcdef.bin', 'history', 'index.snapshot', 'notes.tmp'];
  for (const name of others) await writeAt(name, 1_000);

  await clearOldSnapshots(inFolder(snapshotName('a')), NOW);

  expect((await readdir(inFolder(''))).sort()).toEqual(others);
});
