import { truncateToFit } from './truncate.ts';

/**
 * Characters that reorder, hide or break what is around them: controls, lone surrogates, and the
 * bidirectional overrides with which a title could rewrite the rest of a card.
 */
const DISRUPTIVE = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\ufeff]/gu;

const LINE_BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * Characters that mean something to Discord wherever they stand. `<` opens mentions, custom
 * emoji, timestamps and links without a preview; `[` opens masked links.
 */
const ALWAYS_ESCAPED = /[\\*_`<[\]]|~{2,}|\|{2,}/g;

/** Constructs of which escaping one character is enough: pings, bare links, `:emoji:`. */
const ESCAPED_IN_CONTEXT = /@(?=everyone|here)|:(?=\/\/)|:(?=[\w+-]+:)/g;

/** What makes a heading, a quote, a subtext or a list item, at the start of a line only. */
const LINE_OPENER = /^(\s*)(#{1,3}(?=\s|$)|-#|[-+](?=\s|$)|>)/;
const NUMBERED_LINE = /^(\s*\d+)([.)])(?=\s|$)/;

/**
 * Text of other people as one line: white space collapsed, disruptive characters gone; an empty
 * string when nothing visible is left.
 */
export function toLine(text: string): string {
  const line = text.replace(/\s+/gu, ' ').replace(DISRUPTIVE, '').trim();
  return VISIBLE.test(line) ? line : '';
}

/**
 * Makes text of other people mean nothing to Discord: it is shown as it was written, without
 * markdown, mentions, links or lists.
 *
 * discord.js's `escapeMarkdown` leaves mentions, single-bracket links and everything inside an
 * address alone, and its result for a text differs from that of its parts; here every part of a
 * line can be escaped by itself, which bold matches in a snippet need. One line in, one line out.
 */
export function escapeText(text: string): string {
  return text
    .replace(LINE_BREAKS, ' ')
    .replace(DISRUPTIVE, '')
    .replace(ALWAYS_ESCAPED, (run) => run.replace(/./gs, '\\$&'))
    .replace(ESCAPED_IN_CONTEXT, '\\$&')
    .replace(LINE_OPENER, '$1\\$2')
    .replace(NUMBERED_LINE, '$1\\$2');
}

/** Other people's text as one escaped line of at most `maxChars`, for use inside our own text. */
export function escapeLine(text: string, maxChars: number): string {
  return truncateToFit(toLine(text), maxChars, escapeText);
}

/** Longest piece of somebody's own words that is worth repeating to them. */
const MAX_QUOTED_CHARS = 120;

/** Somebody's words in quotation marks, safe and short, for a sentence of ours. */
export function quote(text: string): string {
  return `“${escapeLine(text, MAX_QUOTED_CHARS)}”`;
}

/** Somebody's words as they were typed, in one safe line of code of at most `maxChars`. */
export function code(text: string, maxChars: number): string {
  const line = toLine(text);
  if (line === '') return '';
  return truncateToFit(line, maxChars, (cut) => `\`${cut.replaceAll('`', 'ˋ')}\``);
}

/**
 * A link behind a text, or the text alone when the address can't be linked.
 *
 * Inside a masked link Discord does not heed escaped brackets, and shows no link at all if the
 * text looks like an address; so brackets and `://` get look-alikes there.
 *
 * @param escapedText text that went through `escapeText`
 */
export function maskedLink(escapedText: string, url: string | undefined): string {
  const target = linkTarget(url);
  if (target === undefined || escapedText === '') return escapedText;
  const text = escapedText
    .replaceAll('\\[', '［')
    .replaceAll('\\]', '］')
    .replaceAll('\\://', '：//');
  return `[${text}](${target})`;
}

/** Longest address that is put into a text, so that one odd link can't eat a card's room. */
const MAX_MASKED_URL_CHARS = 200;

/** The address as it can stand in a masked link, or `undefined` when it can't be linked. */
export function linkTarget(url: string | undefined): string | undefined {
  const target = webAddress(url ?? '')
    ?.replaceAll('(', '%28')
    .replaceAll(')', '%29')
    .replaceAll('*', '%2A')
    .replaceAll('\\', '%5C');
  return target !== undefined && target.length <= MAX_MASKED_URL_CHARS ? target : undefined;
}

/** The address in its normal form, or `undefined` when it is not one of the web. */
export function webAddress(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed.href : undefined;
}
