import type { SentenceRange } from './sentences.ts';

/** A longer piece is no formula; in writing without spaces, it is a whole sentence. */
const MAX_PIECE_CHARS = 80;

/** Signs that stand between the two sides of a formula, with spaces or without. */
const JOINT = /[\p{Sm}·*/^_∝…]/u;
/** A sign with its limits, such as `∑ᵢ₌₁ⁿ`, is nothing without what follows. */
const ENDS_OPEN = new RegExp(`(?:${JOINT.source}|[$€£]|^[∑∏∫∬∮√∂∇∀∃].*)$`, 'u');
const BEGINS_OPEN = new RegExp(`^(?:${JOINT.source}|%)`, 'u');

/** `12 000`, with a space for a comma. */
const ENDS_IN_DIGIT = /(?:^|[^\p{L}\p{N}])\p{N}{1,3}$/u;
const THREE_DIGITS = /^\p{N}{3}(?!\p{N})/u;

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/**
 * The pieces of a range between which it may be cut: words with the signs at them, and what belongs
 * together in spite of its spaces, such as `O(n log n)`, `p < 0.05`, `x² + y² = z²` and `12 000`.
 * A piece that is too long for that falls apart at words as Unicode counts them, then at characters.
 */
export function splitPieces(text: string, range: SentenceRange): SentenceRange[] {
  const words = [...text.slice(range.start, range.end).matchAll(/\S+/gu)];
  const pieces: SentenceRange[] = [];
  for (let w = 0; w < words.length; ) {
    const last = lastOfPiece(words, w);
    const start = range.start + words[w]!.index;
    const end = range.start + words[last]!.index + words[last]![0].length;
    pieces.push(...withinReason(text, { start, end }));
    w = last + 1;
  }
  return pieces;
}

/** The word with which all that begins in one is complete; that one itself when nothing ends it soon. */
function lastOfPiece(words: readonly RegExpExecArray[], first: number): number {
  const { index: start } = words[first]!;
  let open = 0;
  for (let w = first; w < words.length; w++) {
    const { index, 0: word } = words[w]!;
    if (index + word.length - start > MAX_PIECE_CHARS) break;
    open = openBrackets(word, open);
    const next = words[w + 1]?.[0];
    if (next === undefined || (open === 0 && !belongTogether(word, next))) return w;
  }
  return first;
}

function belongTogether(word: string, next: string): boolean {
  if (ENDS_OPEN.test(word) || BEGINS_OPEN.test(next)) return true;
  return ENDS_IN_DIGIT.test(word) && THREE_DIGITS.test(next);
}

function openBrackets(word: string, before: number): number {
  let open = before;
  for (const sign of word) {
    if ('([{'.includes(sign)) open++;
    else if (')]}'.includes(sign)) open = Math.max(0, open - 1);
  }
  return open;
}

function withinReason(text: string, piece: SentenceRange): SentenceRange[] {
  if (isShort(piece)) return [piece];
  const words = segmenter.segment(text.slice(piece.start, piece.end));
  return Array.from(words, ({ index, segment }) => {
    const word = { start: piece.start + index, end: piece.start + index + segment.length };
    // What no script calls a word is not writing: only its characters stay whole.
    return isShort(word) ? [word] : charactersOf(segment, word.start);
  }).flat();
}

function isShort({ start, end }: SentenceRange): boolean {
  return end - start <= MAX_PIECE_CHARS;
}

function charactersOf(word: string, start: number): SentenceRange[] {
  let end = start;
  return Array.from(word, (character) => {
    end += character.length;
    return { start: end - character.length, end };
  });
}
