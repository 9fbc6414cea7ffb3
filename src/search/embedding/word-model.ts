import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { crc32 } from 'node:zlib';

/**
 * Layout of a model file, all numbers little-endian:
 * `PCWM`, version, dimensions, words (4 × 4 bytes), length of the word list in bytes (4),
 * the words in UTF-8 separated by newlines, padded with newlines to a multiple of 4,
 * one float32 a word (its weight times the scale of its row), and one row of int8 a word.
 */
const MAGIC = 'PCWM';
const VERSION = 1;
const HEADER_BYTES = 20;

/** Embeddings of single words, and how much each counts in the embedding of a text. */
export interface WordModel {
  /** Changes with the content: name of the file and a checksum. */
  readonly name: string;
  readonly dimensions: number;
  /** Row of each word, in the order of the rows. */
  readonly rows: ReadonlyMap<string, number>;
  /** Per row: weight of the word times the scale of its 8-bit numbers. */
  readonly factors: Float32Array;
  readonly numbers: Int8Array;
}

/** Reads a model file. @throws Error that names the file when it is not a whole model */
export async function readWordModel(path: string): Promise<WordModel> {
  const file = await readFile(path);
  const refuse = (why: string): never => {
    throw new Error(`${path} is no model that this version reads: ${why}.`);
  };
  if (file.length < HEADER_BYTES || file.toString('latin1', 0, 4) !== MAGIC) {
    refuse('it does not begin with PCWM');
  }
  const version = file.readUInt32LE(4);
  if (version !== VERSION) refuse(`its version is ${version}, not ${VERSION}`);
  const dimensions = file.readUInt32LE(8);
  const count = file.readUInt32LE(12);
  const wordBytes = file.readUInt32LE(16);
  const expected = HEADER_BYTES + wordBytes + count * 4 + count * dimensions;
  if (file.length !== expected) refuse(`it has ${file.length} bytes, not ${expected}`);

  const words = file
    .toString('utf8', HEADER_BYTES, HEADER_BYTES + wordBytes)
    .trimEnd()
    .split('\n');
  if (words.length !== count) refuse(`it names ${words.length} words, not ${count}`);
  const rows = new Map(words.map((word, row) => [word, row]));
  if (rows.size !== count) refuse('it names a word twice');
  // A copy starts at an aligned address, which a file buffer need not do.
  const numbers = new Uint8Array(file.subarray(HEADER_BYTES + wordBytes)).buffer;
  return {
    name: `${basename(path)}:${crc32(file).toString(16).padStart(8, '0')}`,
    dimensions,
    rows,
    factors: new Float32Array(numbers, 0, count),
    numbers: new Int8Array(numbers, count * 4),
  };
}
