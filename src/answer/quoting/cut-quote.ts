/** Five quotes of this length fill a message; the longest sentences of abstracts are shorter. */
export const MAX_QUOTE_CHARS = 600;

/**
 * The part of an abstract from `start` to `end`, character for character; when that is too long,
 * its beginning, up to the end of a word.
 */
export function cutQuote(abstract: string, start: number, end: number): string {
  const whole = abstract.slice(start, end);
  if (whole.length <= MAX_QUOTE_CHARS) return whole;
  const cut = whole.slice(0, MAX_QUOTE_CHARS + 1).replace(/\s+\S*$/u, '');
  if (cut.length <= MAX_QUOTE_CHARS) return cut;
  // A text without a space: no character is cut in two.
  return whole.slice(0, MAX_QUOTE_CHARS).replace(/[\uD800-\uDBFF]$/, '');
}
