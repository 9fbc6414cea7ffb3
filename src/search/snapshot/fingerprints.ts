import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { endianness } from 'node:os';
import { join, relative } from 'node:path';
import { errorCode, fileProblem } from '../../corpus/file-problem.ts';
import type { Embedder } from '../embedding/embedder.ts';
import type { Fingerprint } from './snapshot-layout.ts';

/** What shapes an index besides its papers. */
export interface IndexMakers {
  readonly embedder: Embedder;
  /** The folder that the paths below start from. */
  readonly root: string;
  /** Files and folders with the code that makes an index; what does not exist is passed over. */
  readonly code: readonly string[];
}

/**
 * What an index is made by. The code counts as it stands on the disk, so that nobody has to think
 * of raising a number when a change of theirs ranks papers differently; the Unicode version, since
 * it decides what a word is.
 */
export async function fingerprintMakers({
  embedder,
  root,
  code,
}: IndexMakers): Promise<Fingerprint> {
  const hash = createHash('sha256');
  for (const path of code) await hashTree(hash, root, join(root, path));
  return {
    'byte order': endianness(),
    'version of Unicode': process.versions.unicode ?? '',
    embedder: `${embedder.name}, ${embedder.dimensions} numbers`,
    'version of the code': shorten(hash),
  };
}

/**
 * Changes with the content of a file, whatever its name and date; `undefined` for what can be read
 * only once, such as a pipe.
 *
 * @throws UserError when the file cannot be read
 */
export async function fingerprintFile(file: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    if (!(await stat(file)).isFile()) return undefined;
    for await (const chunk of createReadStream(file, { highWaterMark: 2 ** 20 })) {
      hash.update(chunk);
    }
  } catch (error) {
    throw fileProblem('read', file, error);
  }
  return shorten(hash);
}

async function hashTree(hash: Hash, root: string, path: string): Promise<void> {
  let names: string[];
  try {
    names = await readdir(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    if (errorCode(error) !== 'ENOTDIR') throw error;
    const content = await readFile(path);
    hash.update(`${relative(root, path)}\0${content.length}\0`).update(content);
    return;
  }
  for (const name of names.sort()) await hashTree(hash, root, join(path, name));
}

/** 64 bits: enough to tell versions apart, and short enough for a line of the log. */
function shorten(hash: Hash): string {
  return hash.digest('hex').slice(0, 16);
}
