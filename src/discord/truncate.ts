import { countChars } from './limits.ts';

const ELLIPSIS = '…';

/** How far back, as a share of the room, a cut may move to fall between two words. */
const WORD_BACKTRACK = 0.2;

/** The same for the end of a sentence, which reads better and is worth more room. */
const SENTENCE_BACKTRACK = 0.4;

/** Longer clusters are not writing (piled-up accents, endless joined emoji): they may be cut. */
const MAX_GRAPHEME_UNITS = 64;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Cuts a text to at most `maxChars` code points, `…` included, where a reader would cut it: after
 * a sentence if asked and one ends near, else between words, else between graphemes.
 *
 * @returns the text itself when it fits; an empty string when there is no room at all
 */
export function truncate(
  text: string,
  maxChars: number,
  border: 'word' | 'sentence' = 'word',
): string {
  if (countChars(text) <= maxChars) return text;
  if (maxChars < 1) return '';
  const end = graphemeBorder(text, unitsOf(text, maxChars - 1));
  const room = text.slice(0, end);
  if (border === 'sentence') {
    // One more character of room goes to the space between the full stop and the ellipsis.
    const sentenceEnd = lastSentenceEnd(text.slice(0, Math.max(0, end - 1)));
    if (sentenceEnd > end * (1 - SENTENCE_BACKTRACK)) {
      return `${text.slice(0, sentenceEnd)} ${ELLIPSIS}`;
    }
  }
  const wordEnd = /\s/.test(text.charAt(end)) ? end : room.search(/\s+\S*$/u);
  const cut = wordEnd > end * (1 - WORD_BACKTRACK) ? text.slice(0, wordEnd) : room;
  return `${cut.replace(/[\s,;:–—-]+$/u, '')}${ELLIPSIS}`;
}

/**
 * The longest cut of `text` whose rendering is at most `maxChars` long, for renderings that make a
 * text longer, such as escaping.
 */
export function truncateToFit(
  text: string,
  maxChars: number,
  render: (cut: string) => string,
  border: 'word' | 'sentence' = 'word',
): string {
  let room = Math.max(0, maxChars);
  for (;;) {
    const rendered = render(truncate(text, room, border));
    const excess = countChars(rendered) - maxChars;
    if (excess <= 0 || room === 0) return rendered;
    // Half, because escaping at most doubles a character; the loop repairs an underestimate.
    room = Math.max(0, Math.min(room, countChars(text)) - Math.ceil(excess / 2));
  }
}

/** The UTF-16 length of the first `chars` code points. */
function unitsOf(text: string, chars: number): number {
  let units = 0;
  for (let left = chars; left > 0 && units < text.length; left -= 1) {
    units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
  }
  return units;
}

function graphemeBorder(text: string, end: number): number {
  // A window is enough, and keeps the cost independent of how long the text is.
  const from = unitsBack(text, end, MAX_GRAPHEME_UNITS);
  const segment = graphemes
    .segment(text.slice(from, end + MAX_GRAPHEME_UNITS))
    .containing(end - from);
  const start = from + (segment?.index ?? end - from);
  return start > from || start === end || start === 0 ? start : end;
}

/** `units` before `end`, moved so that it does not fall inside a surrogate pair. */
function unitsBack(text: string, end: number, units: number): number {
  const at = Math.max(0, end - units);
  return /[\udc00-\udfff]/.test(text.charAt(at)) ? Math.max(0, at - 1) : at;
}

function lastSentenceEnd(text: string): number {
  let end = 0;
  for (const match of text.matchAll(/[.!?…]["”’)\]]*(?=\s)/gu)) {
    end = match.index + match[0].length;
  }
  return end;
}
