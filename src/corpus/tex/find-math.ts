import type { Span, TexCursor } from './tex-source.ts';

/** Formulas are short; a longer distance between two signs means that they are no pair. */
const MAX_MATH_CHARS = 3_000;

const CLOSINGS: Readonly<Record<string, string>> = { '\\(': '\\)', '\\[': '\\]', $$: '$$' };
const MATH_ENVIRONMENT =
  /\\begin\{((?:equation|align|gather|multline|eqnarray|math|displaymath|split)\*?)\}/y;

const TEX_SIGN = /[\\^_{}=<>|]/;
const TWO_WORDS = /\p{L}{2,}\s+\p{L}{2,}/u;

/**
 * Reads a formula that begins here, `$…$`, `$$…$$`, `\(…\)`, `\[…\]` or an environment, and returns
 * what stands inside; `undefined`, reading nothing, when none begins here.
 *
 * A dollar is often a dollar: “costs $5 and $10”, “$5-$10”, “less than $0.1 million”.
 */
export function takeMath(cursor: TexCursor): Span | undefined {
  return takeDelimited(cursor) ?? takeEnvironment(cursor) ?? takeDollars(cursor);
}

function takeDelimited(cursor: TexCursor): Span | undefined {
  const opening = cursor.ahead(2);
  const closing = CLOSINGS[opening];
  return closing === undefined ? undefined : takeUntil(cursor, opening.length, closing);
}

function takeEnvironment(cursor: TexCursor): Span | undefined {
  MATH_ENVIRONMENT.lastIndex = cursor.at;
  const match = MATH_ENVIRONMENT.exec(cursor.source.text);
  return match === null ? undefined : takeUntil(cursor, match[0].length, `\\end{${match[1]}}`);
}

function takeUntil(cursor: TexCursor, openingChars: number, closing: string): Span | undefined {
  const start = cursor.at + openingChars;
  const limit = Math.min(cursor.end, start + MAX_MATH_CHARS);
  const distance = cursor.source.text.slice(start, limit).indexOf(closing);
  if (distance < 0) return undefined;
  cursor.at = start + distance + closing.length;
  return { start, end: start + distance };
}

function takeDollars(cursor: TexCursor): Span | undefined {
  const { text } = cursor.source;
  if (cursor.next !== '$') return undefined;
  const start = cursor.at + 1;
  const end = nextDollar(text, start, Math.min(cursor.end, start + MAX_MATH_CHARS));
  if (end === undefined) return undefined;

  const inside = text.slice(start, end);
  const isTight =
    /^[^\s,;:)]/.test(inside) && !/\s$/.test(inside) && !/\d/.test(text[end + 1] ?? '');
  const isPadded =
    /^\s.*\s$/s.test(inside) && TEX_SIGN.test(inside) && /[\s([]/.test(text[cursor.at - 1] ?? ' ');
  const isProse = !TEX_SIGN.test(inside) && TWO_WORDS.test(inside);
  if (isProse || !(isTight || isPadded)) return undefined;
  cursor.at = end + 1;
  return { start, end };
}

function nextDollar(text: string, start: number, limit: number): number | undefined {
  for (let at = start; at < limit; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '$') return at;
  }
  return undefined;
}
