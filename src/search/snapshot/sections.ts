/** A named part of what a snapshot holds. */
export interface Section {
  readonly name: string;
  /** Typed arrays are written as they lie in memory. Each chunk is checked and read as a whole. */
  readonly chunks: Iterable<ArrayBufferView>;
}

/** The sections of a snapshot, to be read. */
export interface SectionSource {
  /** Bytes of all chunks of a section together. @throws SnapshotRefusal when there is no such one */
  byteLength(name: string): number;

  /**
   * The chunks of a section as they were written, each checked; one is only valid until the next
   * is asked for.
   *
   * @throws SnapshotRefusal when the section is missing, or a chunk is not as it was written
   */
  chunks(name: string): AsyncIterable<Buffer>;
}

/** Why a snapshot cannot be used; the message is a clause to stand after “because”. */
export class SnapshotRefusal extends Error {}

/** A longer array is written in several chunks: reading one holds up the event loop for some ms. */
const MAX_CHUNK_BYTES = 4 * 2 ** 20;

/** A section of numbers. */
export function numbersSection(name: string, numbers: ArrayBufferView): Section {
  return { name, chunks: splitBytes(numbers) };
}

function* splitBytes({ buffer, byteOffset, byteLength }: ArrayBufferView): Iterable<Uint8Array> {
  for (let at = 0; at < byteLength; at += MAX_CHUNK_BYTES) {
    yield new Uint8Array(buffer, byteOffset + at, Math.min(MAX_CHUNK_BYTES, byteLength - at));
  }
}

interface NumbersType<T> {
  readonly BYTES_PER_ELEMENT: number;
  new (length: number): T;
}

/** The numbers that `numbersSection` wrote, `type` being the type of array that they came in. */
export async function readNumbers<T extends ArrayBufferView>(
  source: SectionSource,
  name: string,
  type: NumbersType<T>,
): Promise<T> {
  const numbers = new type(source.byteLength(name) / type.BYTES_PER_ELEMENT);
  const bytes = new Uint8Array(numbers.buffer);
  let at = 0;
  for await (const chunk of source.chunks(name)) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return numbers;
}
