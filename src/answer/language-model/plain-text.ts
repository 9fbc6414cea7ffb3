/**
 * Characters that nobody sees and that reorder, break or smuggle text: controls, halves of
 * characters, bidirectional marks, zero-width characters, and the tags of Unicode's plane 14.
 */
const DISRUPTIVE =
  /[\p{Cc}\p{Cs}\p{Co}\p{Bidi_Control}\u200b\u2060-\u2064\ufeff\u{e0000}-\u{e007f}]/gu;

const MASKED_LINK = /!?\[([^[\]]*)\]\([^()\s]*\)/g;
/** Mentions, custom emoji, time stamps and addresses of Discord, and HTML; not “p < 0.05”. */
const TAG = /<[^\s<>=][^<>]*>/g;
/** More than what RFC 3986 calls a scheme: `_https://` is a link to a reader, too. */
const ADDRESS = /(?:[\w+.-]{0,40}:\/\/|\bwww\.)\S*/gi;
/** The numbers of papers in a prompt mean nothing to whoever reads the answer. */
const CITATION = /\s*\[\d+(?:\s*[,;–-]\s*\d+)*\]/g;
const EMPHASIS = /\*{2,}|_{2,}|~{2,}|\|{2,}|`+/g;
const LINE_OPENER = /^\s*(?:#{1,6}|>+|[-*•]|\d+[.)])\s+/;

/**
 * A model's sentence as one line of plain text: no links, tags, emphasis or citation numbers.
 *
 * It still has to be escaped where it is shown; this only keeps what nobody is meant to read, or
 * to click on, out of it.
 */
export function toPlainText(text: string): string {
  let plain = text.replace(/\s+/g, ' ').replace(DISRUPTIVE, '');
  // What is taken out may have hidden more of it: `<<b>@everyone>`.
  for (let before = ''; before !== plain; ) {
    before = plain;
    plain = plain
      .replace(MASKED_LINK, '$1')
      .replace(TAG, '')
      .replace(ADDRESS, '')
      .replace(CITATION, '')
      .replace(EMPHASIS, '')
      .replace(LINE_OPENER, '');
  }
  return plain
    .replace(/\s+/g, ' ')
    .replace(/ (?=[.,;:!?](?:\s|$))/g, '')
    .trim();
}
