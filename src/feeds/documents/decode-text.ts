import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { SourceError } from '../source-error.ts';

/** How far into a document its XML declaration may stand; comments before it are a mistake. */
const DECLARATION_BYTES = 1024;

/**
 * A stray byte, such as a letter that somebody cut in half, spoils a word; more than one in so many
 * characters, and the text is in another encoding than UTF-8.
 */
const CHARS_PER_STRAY_BYTE = 1_000;

const BYTE_ORDER_MARKS: readonly (readonly [encoding: string, bytes: readonly number[]])[] = [
  ['utf-32', [0xff, 0xfe, 0, 0]],
  ['utf-32', [0, 0, 0xfe, 0xff]],
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
  // No mark, but a “<” shows it as well.
  ['utf-32', [0x3c, 0, 0, 0]],
  ['utf-32', [0, 0, 0, 0x3c]],
  ['utf-16le', [0x3c, 0]],
  ['utf-16be', [0, 0x3c]],
];

/** Encodings of several bytes a letter; what is in one of these may look like UTF-8 by chance. */
const MULTI_BYTE = /^(?:gb|big5|euc-|shift_jis|iso-2022|utf-16)/;

/** What Windows-1252 puts where ISO-8859-1 and Unicode have control characters: U+0080 to U+009F. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/**
 * The text of a document from the web.
 *
 * A byte order mark counts most, then the encoding that the server names, then the one that the
 * document names. Servers name ISO-8859-1 for want of knowing better: what is valid UTF-8 is read as
 * that, for no text of a single-byte encoding is so by chance.
 *
 * @throws SourceError when the bytes are in no encoding that is named or known
 */
export function decodeText(bytes: Uint8Array, contentType: string | undefined): string {
  // Quotation marks of Windows-1252 get into texts of every encoding, and Node 20 decodes that one
  // as if it were ISO-8859-1.
  return decode(bytes, contentType).replace(
    /[\x80-\x9f]/g,
    (control) => WINDOWS_1252[control.charCodeAt(0) - 0x80] ?? control,
  );
}

function decode(bytes: Uint8Array, contentType: string | undefined): string {
  const marked = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, i) => bytes[i] === byte));
  if (marked?.[0] === 'utf-32') {
    throw new SourceError('it is in UTF-32, which is not used on the web');
  }
  if (marked !== undefined) return new TextDecoder(marked[0]).decode(bytes);

  const label = labelIn(contentType ?? '') ?? declaredLabel(bytes);
  const decoder = label === undefined ? undefined : decoderFor(label);
  const isMultiByte = decoder !== undefined && MULTI_BYTE.test(decoder.encoding);
  if (isUtf8(bytes) && !isMultiByte) return new TextDecoder().decode(bytes);
  if (decoder !== undefined && decoder.encoding !== 'utf-8') return decoder.decode(bytes);

  const text = new TextDecoder().decode(bytes);
  const strayBytes = text.split('\uFFFD').length - 1;
  if (strayBytes * CHARS_PER_STRAY_BYTE <= text.length) return text;
  throw new SourceError(
    label === undefined
      ? 'it is not in UTF-8, and does not say in which encoding it is'
      : `it is not in the encoding that it names, “${label.slice(0, 40)}”`,
  );
}

function labelIn(contentType: string): string | undefined {
  return /;\s*charset\s*=\s*["']?([^\s"';]+)/i.exec(contentType)?.[1];
}

function declaredLabel(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, DECLARATION_BYTES)).toString('latin1');
  return /<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([^"']{1,40})["']/.exec(head)?.[1];
}

function decoderFor(label: string): TextDecoder | undefined {
  try {
    return new TextDecoder(label);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
