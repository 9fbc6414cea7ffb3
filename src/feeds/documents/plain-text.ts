import { compile } from 'html-to-text';

/** Beyond this nobody reads on in a card, nor does more text say better what an entry is about. */
const MAX_HTML_CHARS = 200_000;
const MAX_DEPTH = 100;

/**
 * Signs that a text is HTML: the end of an element that people write with, one that has no end, or
 * a character reference. `x < y`, `f<T>` and the token `<s>` are none.
 */
const HTML =
  /<\/(?:a|abbr|article|aside|b|blockquote|center|cite|code|dd|del|details|div|dl|dt|em|figcaption|figure|font|footer|h[1-6]|header|i|iframe|ins|kbd|li|main|mark|nav|ol|p|picture|pre|script|section|small|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|tfoot|th|thead|time|tr|tt|u|ul|var|video)\s*>|<(?:br|hr|img|p)(?:\s[^<>]*)?\/?>|&(?:[a-z]{2,8}\d?|#\d{1,7}|#x[\da-f]{1,6});/i;

const convert = compile({
  wordwrap: false,
  limits: { maxInputLength: MAX_HTML_CHARS, maxDepth: MAX_DEPTH, ellipsis: '…' },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    { selector: 'svg', format: 'skip' },
    { selector: 'figure', format: 'skip' },
    { selector: 'hr', format: 'skip' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
      selector,
      options: { uppercase: false },
    })),
    { selector: 'ul', options: { itemPrefix: '• ' } },
    { selector: 'blockquote', format: 'block' },
  ],
});

/**
 * A text of a source as plain text on one line: HTML is read if there is any, control characters
 * and line breaks become spaces.
 */
export function toPlainText(text: string): string {
  return toLine(HTML.test(text) ? convert(text) : text);
}

/** Everything on one line, with single spaces. */
export function toLine(text: string): string {
  return text.replace(/[\s\p{Cc}\u200b\u2060\ufeff]+/gu, ' ').trim();
}

const SENTENCE_END = /[.!?…。！？]["'”’)\]]*\s/g;

/** The opening of a text: as many whole sentences as fit, or cut at a word where none does. */
export function openingOf(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const head = text.slice(0, maxChars);
  let end = 0;
  for (const match of head.matchAll(SENTENCE_END)) end = match.index + match[0].trimEnd().length;
  if (end > maxChars / 2) return `${head.slice(0, end)} …`;
  return `${head.replace(/\s+\S*$/, '').replace(/\p{Surrogate}$/u, '')} …`;
}
