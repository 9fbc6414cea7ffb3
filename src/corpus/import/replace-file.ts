import { open, realpath, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileProblem } from '../file-problem.ts';

/**
 * Writes a whole file or nothing: the text goes to a temporary file beside it, reaches the disk, and
 * takes the old file's place in one step. Whoever reads meanwhile sees the old text or the new.
 */
export async function replaceFile(file: string, text: string): Promise<void> {
  const target = await realpath(file).catch(() => file);
  const temporary = `${target}.${process.pid}.tmp`;
  try {
    await writeThrough(temporary, text);
    await rename(temporary, target);
    await flushFolder(dirname(target));
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw fileProblem('write', file, error);
  }
}

async function writeThrough(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the new name last through a crash too, where the system can do that. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
