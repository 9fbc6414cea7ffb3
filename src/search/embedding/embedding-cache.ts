import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Logger } from 'pino';
import { errorCode, fileProblem } from '../../corpus/file-problem.ts';
import { MAX_DIMENSIONS } from './embeddings-reply.ts';
import type { KnownEmbeddings } from './recent-embeddings.ts';

/**
 * Layout of the file, all numbers little-endian: `PCEC`, version, dimensions (3 × 4 bytes), then
 * one record a text: SHA-256 of the text (32), CRC-32 of the rest of the record (4), the embedding
 * in float32.
 */
const MAGIC = 'PCEC';
const VERSION = 1;
const HEADER_BYTES = 12;
const KEY_BYTES = 32;
const EMBEDDING_OFFSET = KEY_BYTES + 4;

/** Records that are read at a time when the file is opened. */
const LOAD_RECORDS = 256;

/**
 * Embeddings of texts in a file, for one model on one server.
 *
 * Memory holds only where each record lies. A record vouches for itself: one that a crash cut off,
 * a bad disk changed, or another process wrote over is asked for again, and harms no other.
 */
export class EmbeddingCache implements KnownEmbeddings {
  readonly file: string;
  readonly #log: Logger | undefined;
  #dimensions: number | undefined;
  /** Per text's hash: where its record begins. */
  readonly #positions = new Map<string, number>();
  /** Where damaged records lie, whose places are filled first. */
  readonly #free: number[] = [];
  #end = HEADER_BYTES;

  /** Use `openEmbeddingCache`, which reads what the file holds. */
  constructor(file: string, log: Logger | undefined) {
    this.file = file;
    this.#log = log;
  }

  /** Numbers in an embedding; `undefined` before the first `start`. */
  get dimensions(): number | undefined {
    return this.#dimensions;
  }

  /** Finds the records of the file; one that is no cache of this version is left to `start`. */
  async load(handle: FileHandle): Promise<void> {
    const header = Buffer.alloc(HEADER_BYTES);
    const { bytesRead } = await handle.read(header, 0, HEADER_BYTES, 0);
    this.#dimensions = bytesRead === HEADER_BYTES ? readHeader(header) : undefined;
    if (this.#dimensions === undefined) {
      this.#log?.warn({ file: this.file }, 'No cache of this version: it is begun anew');
      return;
    }

    const recordBytes = this.#recordBytes;
    const chunk = Buffer.alloc(LOAD_RECORDS * recordBytes);
    for (let start = HEADER_BYTES; ; start += chunk.length) {
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, start);
      for (let at = 0; at < bytesRead; at += recordBytes) {
        const record = chunk.subarray(at, Math.min(at + recordBytes, bytesRead));
        if (this.#isIntact(record)) this.#positions.set(keyOf(record), start + at);
        else this.#free.push(start + at);
        this.#end = start + at + recordBytes;
      }
      if (bytesRead < chunk.length) break;
    }
    if (this.#free.length > 0) {
      const damaged = this.#free.length;
      this.#log?.warn({ file: this.file, damaged }, 'Damaged embeddings are asked for again');
    }
  }

  /** Begins the file, for embeddings of this many numbers. */
  async start(dimensions: number): Promise<void> {
    const header = Buffer.alloc(HEADER_BYTES);
    header.write(MAGIC, 'latin1');
    header.writeUInt32LE(VERSION, 4);
    header.writeUInt32LE(dimensions, 8);
    try {
      await mkdir(dirname(this.file), { recursive: true });
      await writeFile(this.file, header);
    } catch (error) {
      throw fileProblem('write', this.file, error);
    }
    this.#dimensions = dimensions;
  }

  async get(texts: readonly string[]): Promise<Map<string, Float32Array>> {
    const found = new Map<string, Float32Array>();
    const places = texts.flatMap((text) => {
      const key = hash(text).toString('base64url');
      const position = this.#positions.get(key);
      return position === undefined ? [] : [{ text, key, position }];
    });
    if (places.length === 0) return found;

    await this.#withFile('r', async (handle) => {
      for (const { text, key, position } of places) {
        const record = Buffer.alloc(this.#recordBytes);
        await handle.read(record, 0, record.length, position);
        if (this.#isIntact(record) && keyOf(record) === key) {
          found.set(text, toFloats(record.subarray(EMBEDDING_OFFSET)));
        } else {
          this.#positions.delete(key);
        }
      }
    });
    return found;
  }

  async add(embeddings: ReadonlyMap<string, Float32Array>): Promise<void> {
    await this.#withFile('r+', async (handle) => {
      for (const [text, embedding] of embeddings) {
        const record = toRecord(text, embedding);
        const position = this.#takePlace();
        await handle.write(record, 0, record.length, position);
        this.#positions.set(keyOf(record), position);
      }
    });
  }

  #takePlace(): number {
    const place = this.#free.pop() ?? this.#end;
    if (place === this.#end) this.#end += this.#recordBytes;
    return place;
  }

  get #recordBytes(): number {
    return EMBEDDING_OFFSET + (this.#dimensions ?? 0) * 4;
  }

  #isIntact(record: Buffer): boolean {
    return (
      record.length === this.#recordBytes && record.readUInt32LE(KEY_BYTES) === checksum(record)
    );
  }

  /** A file that cannot be used any more costs time, not the search. */
  async #withFile(flags: 'r' | 'r+', use: (handle: FileHandle) => Promise<void>): Promise<void> {
    try {
      const handle = await open(this.file, flags);
      try {
        await use(handle);
      } finally {
        await handle.close();
      }
    } catch (error) {
      this.#log?.warn({ err: error, file: this.file }, 'The cache of embeddings is not usable');
    }
  }
}

/**
 * Opens a cache, which may not exist yet.
 *
 * @throws UserError when the file is there and cannot be read
 */
export async function openEmbeddingCache(file: string, log?: Logger): Promise<EmbeddingCache> {
  const cache = new EmbeddingCache(file, log);
  try {
    const handle = await open(file, 'r');
    try {
      await cache.load(handle);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw fileProblem('read', file, error);
  }
  return cache;
}

/** The dimensions, or `undefined` when this is no header of ours. */
function readHeader(header: Buffer): number | undefined {
  if (header.toString('latin1', 0, 4) !== MAGIC || header.readUInt32LE(4) !== VERSION) {
    return undefined;
  }
  const dimensions = header.readUInt32LE(8);
  return dimensions > 0 && dimensions <= MAX_DIMENSIONS ? dimensions : undefined;
}

function toRecord(text: string, embedding: Float32Array): Buffer {
  const record = Buffer.alloc(EMBEDDING_OFFSET + embedding.byteLength);
  hash(text).copy(record);
  record.set(
    new Uint8Array(embedding.buffer, embedding.byteOffset, embedding.byteLength),
    EMBEDDING_OFFSET,
  );
  record.writeUInt32LE(checksum(record), KEY_BYTES);
  return record;
}

function keyOf(record: Buffer): string {
  return record.toString('base64url', 0, KEY_BYTES);
}

function checksum(record: Buffer): number {
  return crc32(record.subarray(EMBEDDING_OFFSET), crc32(record.subarray(0, KEY_BYTES)));
}

/** A copy starts at an aligned address, which a part of a record need not do. */
function toFloats(bytes: Buffer): Float32Array {
  return new Float32Array(new Uint8Array(bytes).buffer);
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
