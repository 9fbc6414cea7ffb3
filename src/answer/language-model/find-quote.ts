import { splitSentences } from '../../search/sentences.ts';

/** Fewer words, or fewer characters, stand in many an abstract and support nothing. */
const MIN_QUOTE_WORDS = 4;
const MIN_QUOTE_CHARS = 20;

/** Longest quote: two long sentences. The whole abstract would support any claim. */
const MAX_QUOTE_CHARS = 500;

/** What writers and models set differently without changing a word: runs of one of three kinds. */
const INTERCHANGEABLE = /(\s+)|(["'`´\p{Pi}\p{Pf}‚„′″]+)|([\p{Pd}−]+)/gu;

const WORD_BEFORE = /[\p{L}\p{M}\p{N}]$/u;
const WORD_AFTER = /^[\p{L}\p{M}\p{N}]/u;

/** Half-open range of UTF-16 units in a stored abstract. */
interface TextRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The words of an abstract that somebody claims to quote, as they stand in it, filled up to whole
 * sentences: half a sentence may lack its “not”.
 *
 * Only white space, quotation marks and dashes may differ, and no word may be cut: “able to learn”
 * is no quote from “unable to learn”.
 *
 * @returns a part of `abstract`; `undefined` when the words do not stand there, or are too few to
 *   support anything, or too many to show
 */
export function findQuote(abstract: string, claimed: string): string | undefined {
  const wanted = evenOut(claimed).text.trim();
  if (wanted.length < MIN_QUOTE_CHARS || countWords(wanted) < MIN_QUOTE_WORDS) return undefined;
  const range = findWords(abstract, wanted);
  if (range === undefined || range.end - range.start > MAX_QUOTE_CHARS) return undefined;
  const sentences = coverSentences(abstract, range);
  const { start, end } = sentences.end - sentences.start <= MAX_QUOTE_CHARS ? sentences : range;
  return abstract.slice(start, end);
}

function findWords(abstract: string, wanted: string): TextRange | undefined {
  const { text, starts, ends } = evenOut(abstract);
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    if (!isInsideWord(text, at) && !isInsideWord(text, end)) {
      return { start: starts[at]!, end: ends[end - 1]! };
    }
  }
  return undefined;
}

function coverSentences(abstract: string, { start, end }: TextRange): TextRange {
  const touched = splitSentences(abstract).filter((one) => one.start < end && one.end > start);
  return {
    start: Math.min(start, ...touched.map((sentence) => sentence.start)),
    end: Math.max(end, ...touched.map((sentence) => sentence.end)),
  };
}

/** A text with one kind of white space, quotation mark and dash, and where each unit stood. */
function evenOut(original: string) {
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  let at = 0;
  const copyUntil = (end: number) => {
    text += original.slice(at, end);
    for (; at < end; at++) {
      starts.push(at);
      ends.push(at + 1);
    }
  };
  for (const { 0: run, 1: space, 2: quotationMarks, index } of original.matchAll(INTERCHANGEABLE)) {
    copyUntil(index);
    text += space ? ' ' : quotationMarks ? '"' : '-';
    starts.push(index);
    at += run.length;
    ends.push(at);
  }
  copyUntil(original.length);
  return { text, starts, ends };
}

function isInsideWord(text: string, at: number): boolean {
  return WORD_BEFORE.test(text.slice(0, at)) && WORD_AFTER.test(text.slice(at, at + 2));
}

function countWords(text: string): number {
  return text.split(' ').filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
