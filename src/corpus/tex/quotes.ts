import type { Span } from './tex-source.ts';

/** A quotation is seldom longer; what looks like its end further on is the end of another. */
const MAX_QUOTED_CHARS = 600;

const DOUBLE_OPENING = /``(?!`)/y;
const SINGLE_OPENING = /`(?=[\p{L}\p{N}\\{$(])/uy;

/** A quotation mark that was found, how long it is in TeX, and where its partner stands. */
export interface OpeningQuote {
  readonly mark: '“' | '‘';
  readonly length: number;
  /** The place and length of the closing mark; absent when a double quotation is never closed. */
  readonly closing?: Span;
}

/**
 * The TeX quotation that opens at a backquote, or `undefined` when the backquote is something else,
 * such as Markdown's mark of code.
 *
 * A double quotation may be closed by `''` or by `"`, as many authors write.
 */
export function openingQuoteAt(text: string, at: number, end: number): OpeningQuote | undefined {
  const before = text[at - 1] ?? ' ';
  if (before === '`') return undefined;
  if (matchesAt(DOUBLE_OPENING, text, at)) return doubleQuote(text, at, end);
  const isSingle = matchesAt(SINGLE_OPENING, text, at) && !/[\p{L}\p{N}]/u.test(before);
  return isSingle ? singleQuote(text, at, end) : undefined;
}

function doubleQuote(text: string, at: number, end: number): OpeningQuote | undefined {
  const start = at + 2;
  const quoted = text.slice(start, Math.min(end, start + MAX_QUOTED_CHARS));
  const closing = /(?<=.)(?:''|(?<!\\)")|``/s.exec(quoted);
  if (closing?.[0] === '``') {
    // ``code`` in Markdown ends where a word ends; another TeX quotation begins where one begins.
    const isCode =
      /^``(?:\W|$)/.test(quoted.slice(closing.index)) && /\S$/.test(quoted.slice(0, closing.index));
    return isCode ? undefined : { mark: '“', length: 2 };
  }
  if (closing === null) return { mark: '“', length: 2 };
  return { mark: '“', length: 2, closing: spanOf(start + closing.index, closing[0].length) };
}

function singleQuote(text: string, at: number, end: number): OpeningQuote | undefined {
  const start = at + 1;
  const quoted = text.slice(start, Math.min(end, start + MAX_QUOTED_CHARS));
  const closing = /(?<=\S)'(?![\p{L}'])|`/u.exec(quoted);
  if (closing === null || closing[0] === '`') return undefined;
  return { mark: '‘', length: 1, closing: spanOf(start + closing.index, 1) };
}

function spanOf(start: number, length: number): Span {
  return { start, end: start + length };
}

function matchesAt(sticky: RegExp, text: string, at: number): boolean {
  sticky.lastIndex = at;
  return sticky.test(text);
}
