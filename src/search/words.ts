/** Matches a word of plain ASCII text: letters and digits, joined by hyphens, decimal points, apostrophes. */
const ASCII_WORD = /[a-z0-9]+(?:['-][a-z0-9]+|\.[0-9]+)*/g;

/** The same for any script; marks are gone by then (see `fold`). */
const UNICODE_WORD = /[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+|\.\p{N}+)*/gu;

/** Typographic quotes, hyphens, dashes and the minus sign. */
const TYPOGRAPHIC = /[\u2018\u2019\u201c\u201d\u2010-\u2015\u2212]/g;
const SINGLE_QUOTES = new Set(['\u2018', '\u2019']);
const DOUBLE_QUOTES = new Set(['\u201c', '\u201d']);

/** Whether a text is ASCII throughout: most abstracts are, and then need no Unicode rules. */
export function isAscii(text: string): boolean {
  // Any other character takes more bytes than units; a pattern takes four times as long.
  return Buffer.byteLength(text) === text.length;
}

/** Longest word that is kept whole: beyond it are URLs, hashes and base64, which nobody searches. */
export const MAX_WORD_CHARS = 40;

/**
 * Lower case, compatibility forms unified (ﬁ → fi, ２ → 2, 𝖠 → a), accents dropped (Schrödinger →
 * schrodinger), typographic quotes and hyphens made plain, so that what people type on a phone
 * meets what authors wrote.
 */
export function fold(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  // Often nothing else is not ASCII, and unifying forms takes ten times as long.
  const plain = plainPunctuation(text);
  if (isAscii(plain)) return plain.toLowerCase();
  return plainPunctuation(
    plain
      .normalize('NFKD')
      .toLowerCase()
      .replace(/\p{M}+/gu, ''),
  );
}

function plainPunctuation(text: string): string {
  return text.replace(TYPOGRAPHIC, (sign) =>
    SINGLE_QUOTES.has(sign) ? "'" : DOUBLE_QUOTES.has(sign) ? '"' : '-',
  );
}

/**
 * The words of a text, in order, folded but not stemmed.
 *
 * A hyphenated word gives its parts and then the whole without hyphens (`self-play` → `self`,
 * `play`, `selfplay`), so that every way of writing it meets the others. A possessive ending is
 * dropped; decimal numbers stay whole.
 */
export function splitWords(text: string): string[] {
  return splitParts(fold(text)).flatMap(({ parts, whole }) =>
    whole === undefined ? parts : [...parts, whole],
  );
}

/** A word with its hyphens taken out. */
export interface WordParts {
  /** Just one for a word without hyphens. */
  readonly parts: readonly string[];
  /** `undefined` for a word without hyphens, and for one that is too long. */
  readonly whole?: string | undefined;
}

/** The words of a text that is folded already, hyphenated ones part by part. */
export function splitParts(folded: string): WordParts[] {
  return matchWords(folded).map((raw) => {
    const parts = partsOf(raw);
    const whole = parts.join('');
    const isWhole = parts.length > 1 && whole.length <= MAX_WORD_CHARS;
    return {
      parts: parts.map((part) => part.slice(0, MAX_WORD_CHARS)),
      ...(isWhole && { whole }),
    };
  });
}

/**
 * The words of a text as they follow one another, folded: the parts of a hyphenated word without
 * the whole, so that a phrase can be looked for word by word.
 */
export function splitSequence(text: string): string[] {
  return matchWords(fold(text)).flatMap(partsOf);
}

function matchWords(folded: string): string[] {
  return folded.match(isAscii(folded) ? ASCII_WORD : UNICODE_WORD) ?? [];
}

function partsOf(raw: string): string[] {
  return dropApostrophes(raw)
    .split('-')
    .filter((part) => part !== '');
}

function dropApostrophes(raw: string): string {
  return raw.includes("'") ? raw.replace(/'s\b/g, '').replaceAll("'", '') : raw;
}
