import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { errorCode, fileProblem } from './file-problem.ts';
import { type Line, readLines } from './read-lines.ts';

const CHUNK_BYTES = 256 * 1024;

/**
 * The lines of a file, unpacked if its name ends in `.gz`. A packed file that is cut off or damaged
 * ends in a line with that problem; a file that cannot be opened is a `UserError`.
 */
export async function* readFileLines(file: string): AsyncGenerator<Line> {
  let number = 0;
  try {
    for await (const line of readLines(openFile(file))) {
      number = line.number;
      yield line;
    }
  } catch (error) {
    const problem = damage(error);
    if (problem === undefined) throw fileProblem('read', file, error);
    yield { number: number + 1, problem };
  }
}

function openFile(file: string): AsyncIterable<Buffer> {
  const bytes = createReadStream(file, { highWaterMark: CHUNK_BYTES });
  if (!file.endsWith('.gz')) return bytes;
  const unpacked = createGunzip({ chunkSize: CHUNK_BYTES });
  // Errors of either stream surface where the unpacked one is read.
  pipeline(bytes, unpacked, () => undefined);
  return unpacked;
}

function damage(error: unknown): string | undefined {
  const code = errorCode(error);
  if (code === 'Z_BUF_ERROR') return 'the compressed file is cut off here';
  return code?.startsWith('Z_') ? 'the compressed file is damaged, or is no gzip file' : undefined;
}
