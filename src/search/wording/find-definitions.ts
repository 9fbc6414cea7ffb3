import { isStopWord } from '../terms.ts';

/** A short form with the long form that stands beside it in a text, both as they are written. */
export interface Definition {
  readonly short: string;
  readonly long: string;
}

/** Longest text in brackets that is looked at, and longest one before them. */
const MAX_LONG_CHARS = 120;

/** A capital letter at least, two to ten letters and digits and what joins them, no space. */
const SHORT_FORM = /^(?=.*\p{Lu})[\p{L}\p{N}][\p{L}\p{N}.\-/+]{1,9}$/u;

const SENTENCE_BREAKS = '.;:!?()[]';
const WORD_BREAK = /[\s\-\u2010-\u2015/]+/u;

/**
 * The acronyms that a text explains: “long form (SHORT)” and “SHORT (long form)”.
 *
 * Source: Schwartz and Hearst, “A Simple Algorithm for Identifying Abbreviation Definitions in
 * Biomedical Text” (2003): the letters of the short form are looked for in the words before it,
 * from the last to the first, and the first must begin a word. Before that, each letter is looked
 * for at the beginning of a word, lest “self-supervised learning (SSL)” lose its “self”.
 */
export function findDefinitions(text: string): Definition[] {
  const found: Definition[] = [];
  for (let open = text.indexOf('('); open >= 0; open = text.indexOf('(', open + 1)) {
    const close = text.indexOf(')', open);
    if (close < 0) break;
    if (close - open > MAX_LONG_CHARS) continue;
    const definition = readBrackets(text.slice(open + 1, close), textBefore(text, open));
    if (definition !== undefined) found.push(definition);
  }
  return found;
}

function textBefore(text: string, end: number): string {
  return text.slice(Math.max(0, end - MAX_LONG_CHARS), end).trimEnd();
}

function readBrackets(inside: string, before: string): Definition | undefined {
  const [first = ''] = inside.split(/[,;]/, 1);
  const short = first.trim();
  if (SHORT_FORM.test(short)) {
    const long = findLongForm(short, lastWords(before, short));
    return long === undefined ? undefined : { short, long };
  }
  const word = lastWord(before);
  if (!short.includes(' ') || !SHORT_FORM.test(word)) return undefined;
  return findLongForm(word, short) === short ? { short: word, long: short } : undefined;
}

/** What stands behind the last space; a pattern would look at every word before it. */
function lastWord(text: string): string {
  let start = text.length;
  while (start > 0 && text[start - 1]!.trim() !== '') start--;
  return text.slice(start);
}

/** The words of the same sentence that a long form may be made of. */
function lastWords(before: string, short: string): string {
  let left = mostWords(short);
  let start = before.length;
  while (start > 0) {
    const character = before[start - 1]!;
    const isWordEnd = start === before.length || before[start] === ' ';
    if (isWordEnd && SENTENCE_BREAKS.includes(character)) break;
    if (character === ' ' && --left === 0) break;
    start--;
  }
  return before.slice(start).trimStart();
}

/** As Schwartz and Hearst have it. */
function mostWords(short: string): number {
  return Math.min(short.length + 5, short.length * 2);
}

/** The end of a text that a short form stands for, or `undefined`. */
function findLongForm(short: string, text: string): string | undefined {
  const wanted = withoutPlural(short).toLowerCase();
  const letters = [...wanted].filter((letter) => isInWord(letter, 0));
  const start = startByInitials(letters, text) ?? startByLetters(letters, text);
  if (start === undefined) return undefined;
  const long = text.slice(start);
  const words = long.split(WORD_BREAK);
  const isLong = words.length > 1 && long.length > short.length + 2;
  return isLong && words.length <= mostWords(short) && !words.includes(short) ? long : undefined;
}

function withoutPlural(short: string): string {
  return /\p{Lu}s$/u.test(short) ? short.slice(0, -1) : short;
}

/** Where the words begin whose first letters are these; stop words may stand between them. */
function startByInitials(letters: readonly string[], text: string): number | undefined {
  let left = letters.length;
  let end = text.length;
  while (left > 0 && end > 0) {
    let start = end;
    while (start > 0 && isInWord(text, start - 1)) start--;
    const word = text.slice(start, end).toLowerCase();
    if (word !== '') {
      if (word[0] === letters[left - 1]) left--;
      else if (!isStopWord(word)) return undefined;
      if (left === 0) return start;
    }
    end = start - 1;
  }
  return undefined;
}

function startByLetters(letters: readonly string[], text: string): number | undefined {
  const lowerCase = text.toLowerCase();
  let at = text.length;
  for (let i = letters.length - 1; i >= 0; i--) {
    do at = at <= 0 ? -1 : lowerCase.lastIndexOf(letters[i]!, at - 1);
    while (i === 0 && at > 0 && isInWord(text, at - 1));
    if (at < 0) return undefined;
  }
  return at;
}

/** Whether a letter or digit stands somewhere: a regular expression for each would take too long. */
function isInWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code >= 0x80) return code < 0x2000 || code > 0x206f;
  return (code >= 0x30 && code <= 0x39) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a);
}
