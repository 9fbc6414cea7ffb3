import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { type SectionSource, SnapshotRefusal } from './sections.ts';
import {
  HEAD_BYTES,
  HEAD_MAGIC,
  TAIL_BYTES,
  TAIL_MAGIC,
  type TableOfContents,
  tableOfContents,
  VERSION,
} from './snapshot-layout.ts';

/** A snapshot whose frame is whole; its chunks are checked as they are read. */
export interface OpenSnapshot {
  readonly contents: TableOfContents;
  readonly sections: SectionSource;
}

/** Where a chunk lies. */
interface Chunk {
  readonly position: number;
  readonly bytes: number;
  readonly checksum: number;
}

/** @throws SnapshotRefusal when the file is no whole snapshot of this version */
export async function readSnapshot(handle: FileHandle): Promise<OpenSnapshot> {
  const contents = await readContents(handle);
  const chunksOf = new Map<string, Chunk[]>();
  let position = HEAD_BYTES;
  for (const { name, chunks } of contents.sections) {
    chunksOf.set(
      name,
      chunks.map(([bytes, checksum]) => {
        position += bytes;
        return { position: position - bytes, bytes, checksum };
      }),
    );
  }

  function find(name: string): readonly Chunk[] {
    const chunks = chunksOf.get(name);
    if (chunks === undefined) throw new SnapshotRefusal(`it has no section “${name}”`);
    return chunks;
  }

  return {
    contents,
    sections: {
      byteLength: (name) => find(name).reduce((sum, { bytes }) => sum + bytes, 0),
      async *chunks(name) {
        const chunks = find(name);
        const space = Buffer.allocUnsafe(Math.max(0, ...chunks.map(({ bytes }) => bytes)));
        for (const { position, bytes, checksum } of chunks) {
          const chunk = space.subarray(0, bytes);
          await readWhole(handle, chunk, position);
          if (crc32(chunk) !== checksum) {
            throw new SnapshotRefusal(`its section “${name}” is damaged`);
          }
          yield chunk;
        }
      },
    },
  };
}

async function readContents(handle: FileHandle): Promise<TableOfContents> {
  const { size } = await handle.stat();
  const head = Buffer.alloc(HEAD_BYTES);
  if (size < HEAD_BYTES) throw new SnapshotRefusal('it is no snapshot of an index');
  await readWhole(handle, head, 0);
  if (head.toString('latin1', 0, 4) !== HEAD_MAGIC) {
    throw new SnapshotRefusal('it is no snapshot of an index');
  }
  const version = head.readUInt32LE(4);
  if (version !== VERSION) {
    throw new SnapshotRefusal(`its format is ${version}, and ${VERSION} is read here`);
  }

  if (size < HEAD_BYTES + TAIL_BYTES) throw new SnapshotRefusal('it is cut off');
  const tail = Buffer.alloc(TAIL_BYTES);
  await readWhole(handle, tail, size - TAIL_BYTES);
  const tableBytes = tail.readUInt32LE(0);
  const position = size - TAIL_BYTES - tableBytes;
  if (tail.toString('latin1', 8) !== TAIL_MAGIC || position < HEAD_BYTES) {
    throw new SnapshotRefusal('it is cut off');
  }
  const table = Buffer.alloc(tableBytes);
  await readWhole(handle, table, position);
  if (crc32(table) !== tail.readUInt32LE(4)) throw new SnapshotRefusal('its contents are damaged');
  return tableOfContents.parse(JSON.parse(table.toString()));
}

async function readWhole(handle: FileHandle, target: Buffer, position: number): Promise<void> {
  for (let at = 0; at < target.length; ) {
    const { bytesRead } = await handle.read(target, at, target.length - at, position + at);
    if (bytesRead === 0) throw new SnapshotRefusal('it is cut off');
    at += bytesRead;
  }
}
