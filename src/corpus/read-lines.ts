import { isUtf8 } from 'node:buffer';

/** A longer line is no record of a paper, but a file of another kind. */
const MAX_LINE_BYTES = 4 * 1024 * 1024;

const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = '\uFEFF';

/** A line of a text, without its end. */
export interface Line {
  /** From 1. */
  readonly number: number;
  /** `undefined` when the line cannot be read, for the reason in `problem`. */
  readonly text?: string;
  readonly problem?: string;
}

/**
 * Splits a stream of bytes into lines of UTF-8, holding no more than one line at a time.
 *
 * A byte order mark at the start and the `\r` of `\r\n` are taken off. UTF-16 is recognised, and
 * reading stops there.
 */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let number = 0;
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  const takeLine = (last: Buffer): Line => {
    number++;
    const isTooLong = pendingBytes + last.length > MAX_LINE_BYTES;
    const bytes = pending.length === 0 ? last : Buffer.concat([...pending, last]);
    pending = [];
    pendingBytes = 0;
    return isTooLong ? { number, problem: 'line is longer than 4 MiB' } : decode(bytes, number);
  };

  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      const line = takeLine(bytes.subarray(start, end));
      yield line;
      if (line.problem === UTF_16) return;
      start = end + 1;
    }
    const rest = bytes.subarray(start);
    pendingBytes += rest.length;
    if (rest.length > 0 && pendingBytes <= MAX_LINE_BYTES) pending.push(rest);
  }
  if (pendingBytes > 0) yield takeLine(Buffer.alloc(0));
}

const UTF_16 = 'is UTF-16; save the file as UTF-8';

function decode(bytes: Buffer, number: number): Line {
  if (number === 1 && isUtf16(bytes)) return { number, problem: UTF_16 };
  if (!isUtf8(bytes)) return { number, problem: 'is not valid UTF-8' };
  const text = bytes.toString('utf8').replace(/\r$/, '');
  return { number, text: number === 1 && text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text };
}

/** UTF-16 begins with a mark of its own, or else its ASCII characters have a zero byte each. */
function isUtf16(bytes: Buffer): boolean {
  const mark = bytes.subarray(0, 2).toString('latin1');
  return mark === '\xff\xfe' || mark === '\xfe\xff' || bytes.subarray(0, 4).includes(0);
}
