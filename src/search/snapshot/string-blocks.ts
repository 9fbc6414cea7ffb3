/**
 * Layout of a block, all numbers little-endian in 4 bytes: how many strings there are; for each,
 * twice its length in bytes, plus 1 if it is UTF-16; the strings, one after another.
 */
const NUMBER_BYTES = 4;

/** A block is closed when it holds as much or as many: making or parsing one takes milliseconds. */
const BLOCK_BYTES = 2 ** 19;
const BLOCK_STRINGS = 8_192;

/** UTF-8 has no way of writing half a pair, which a word that was cut short may end in. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Puts strings, of any content, into blocks of about half a megabyte. */
export function* encodeStrings(strings: Iterable<string>): Iterable<Buffer> {
  let sizes: number[] = [];
  let parts: Buffer[] = [];
  let bytes = 0;
  for (const string of strings) {
    const isWide = LONE_SURROGATE.test(string);
    const part = Buffer.from(string, isWide ? 'utf16le' : 'utf8');
    sizes.push(part.length * 2 + Number(isWide));
    parts.push(part);
    bytes += part.length;
    if (bytes < BLOCK_BYTES && parts.length < BLOCK_STRINGS) continue;
    yield encodeBlock(sizes, parts);
    sizes = [];
    parts = [];
    bytes = 0;
  }
  if (parts.length > 0) yield encodeBlock(sizes, parts);
}

function encodeBlock(sizes: readonly number[], parts: readonly Buffer[]): Buffer {
  const head = Buffer.allocUnsafe((1 + sizes.length) * NUMBER_BYTES);
  head.writeUInt32LE(sizes.length, 0);
  for (const [i, size] of sizes.entries()) head.writeUInt32LE(size, (1 + i) * NUMBER_BYTES);
  return Buffer.concat([head, ...parts]);
}

/** The strings of one block. */
export function decodeStrings(block: Buffer): string[] {
  const count = block.readUInt32LE(0);
  const strings: string[] = [];
  let start = (1 + count) * NUMBER_BYTES;
  for (let i = 1; i <= count; i++) {
    const size = block.readUInt32LE(i * NUMBER_BYTES);
    const end = start + (size >>> 1);
    strings.push(block.toString((size & 1) === 1 ? 'utf16le' : 'utf8', start, end));
    start = end;
  }
  return strings;
}
