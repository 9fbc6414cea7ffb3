import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { Section } from './sections.ts';
import {
  HEAD_BYTES,
  HEAD_MAGIC,
  TAIL_BYTES,
  TAIL_MAGIC,
  type TableOfContents,
  VERSION,
} from './snapshot-layout.ts';

/** Writes a snapshot to an empty file, chunk by chunk: no more than one is made at a time. */
export async function writeSnapshot(
  handle: FileHandle,
  about: Omit<TableOfContents, 'sections'>,
  sections: Iterable<Section>,
): Promise<void> {
  const contents: TableOfContents = { ...about, sections: [] };
  const head = Buffer.alloc(HEAD_BYTES);
  head.write(HEAD_MAGIC, 'latin1');
  head.writeUInt32LE(VERSION, 4);
  await handle.writeFile(head);

  for (const { name, chunks } of sections) {
    const written: [number, number][] = [];
    for (const { buffer, byteOffset, byteLength } of chunks) {
      const bytes = new Uint8Array(buffer, byteOffset, byteLength);
      written.push([bytes.length, crc32(bytes)]);
      await handle.writeFile(bytes);
    }
    contents.sections.push({ name, chunks: written });
  }

  const table = Buffer.from(JSON.stringify(contents));
  const tail = Buffer.alloc(TAIL_BYTES);
  tail.writeUInt32LE(table.length, 0);
  tail.writeUInt32LE(crc32(table), 4);
  tail.write(TAIL_MAGIC, 8, 'latin1');
  await handle.writeFile(table);
  await handle.writeFile(tail);
}
