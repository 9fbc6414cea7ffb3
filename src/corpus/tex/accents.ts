import { combining } from 'unicode2latex';

/** Where the table of `unicode2latex` has another mark, or none. */
const OWN_MARKS: Readonly<Record<string, string>> = {
  b: '\u0331',
  bar: '\u0304',
  dddot: '\u20db',
  hat: '\u0302',
  overline: '\u0304',
  t: '\u0361',
  vec: '\u20d7',
  overrightarrow: '\u20d7',
  widehat: '\u0302',
};

const ONE_LETTER = /^[\p{L}\p{N}∇∂ℓ]\p{M}*$/u;

/** The combining mark of an accent command, such as `'` or `hat`, or `undefined`. */
export function accentMark(command: string): string | undefined {
  if (Object.hasOwn(OWN_MARKS, command)) return OWN_MARKS[command];
  const table: Readonly<Record<string, string>> = combining.tounicode;
  return Object.hasOwn(table, command) ? table[command] : undefined;
}

/** The letter with the mark on it, or `undefined` when `letter` is not one single letter. */
export function accented(letter: string, mark: string): string | undefined {
  if (!ONE_LETTER.test(letter)) return undefined;
  const dotted = letter.replace('ı', 'i').replace('ȷ', 'j');
  return (dotted + mark).normalize('NFC');
}

/**
 * Whether a letter with an accent is one that European languages write. `\"u` is an accent, but the
 * `\"h` of `\"hello\"` is a quotation mark that something escaped.
 */
export function isCommonAccentedLetter(letter: string): boolean {
  return letter.length === 1 && letter.charCodeAt(0) <= 0x24f;
}
