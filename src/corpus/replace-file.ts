import { randomUUID } from 'node:crypto';
import { type FileHandle, open, realpath, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileProblem } from './file-problem.ts';

/** The text of a file, or what writes its bytes one after another. */
export type FileContent = string | ((handle: FileHandle) => Promise<void>);

/**
 * Writes a whole file or nothing: the content goes to a temporary file beside it
 * (`FILE.….tmp`), reaches the disk, and takes the old file's place in one step. Whoever reads
 * meanwhile sees the old file or the new, and of two who write at once the last one wins.
 *
 * @throws UserError that says what the file system refused; any error of the content's own as it is
 */
export async function replaceFile(file: string, content: FileContent): Promise<void> {
  const target = await realpath(file).catch(() => file);
  const temporary = `${target}.${randomUUID()}.tmp`;
  try {
    await writeThrough(temporary, content);
    await rename(temporary, target);
    await flushFolder(dirname(target));
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw fileProblem('write', file, error);
  }
}

async function writeThrough(file: string, content: FileContent): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    if (typeof content === 'string') await handle.writeFile(content);
    else await content(handle);
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
