import type { Claim, GroundedAnswer, Quote } from '../../answer/answer.ts';
import type { Paper } from '../../corpus/paper.ts';
import { texToUnicode } from '../../corpus/tex-to-unicode.ts';
import { countChars } from '../limits.ts';
import { escapeLine, escapeText, linkTarget, toLine } from '../text.ts';
import { truncateToFit } from '../truncate.ts';

/** More than five are not read. */
const MAX_QUOTES = 5;

const MAX_CLAIM_CHARS = 360;
/** How much of the room claims may take; the quotes are what can be relied on. */
const CLAIM_SHARE = 0.55;
const MAX_MARKS = 3;

/** A longer address is not linked from every number, only from the list of papers. */
const MAX_MARK_URL_CHARS = 80;

/** Below this a quote says nothing; it is left out and its number still leads to the paper. */
const MIN_QUOTE_CHARS = 40;

/** Quotes that stand together: those of one paper, or those that support one claim. */
interface Passage {
  /** The claim with its numbers; empty where quotes speak for themselves. */
  readonly claim: string;
  readonly quotes: readonly Quote[];
}

/**
 * The quotes of an answer as block quotes, each with its number, which leads to the paper; those
 * that support a claim stand under it.
 *
 * Claims have fixed room; quotes share what is left, and what one does not use goes to the next.
 */
export function formatQuotes(answer: GroundedAnswer, room: number): string {
  const { papers, claims = [] } = answer;
  const passages = claims.length > 0 ? byClaim(claims, papers, room) : byPaper(answer.quotes);
  const all = passages.flatMap(({ quotes }) => quotes);
  const around = passages.reduce((sum, { claim }) => sum + countChars(claim) + '\n\n'.length, 0);
  let left = room - around;
  let open = all.length;

  const shown = passages.map(({ claim, quotes }) => {
    const lines = quotes.map((quote) => {
      const line = formatQuote(quote, papers, Math.floor(left / open));
      left -= countChars(line) + '\n'.length;
      open -= 1;
      return line;
    });
    return [claim, ...lines].filter(Boolean).join('\n');
  });
  return shown.filter(Boolean).join('\n\n');
}

function byPaper(quotes: readonly Quote[]): Passage[] {
  const passages = new Map<number, Quote[]>();
  for (const quote of quotes.slice(0, MAX_QUOTES)) {
    const known = passages.get(quote.citation);
    if (known === undefined) passages.set(quote.citation, [quote]);
    else known.push(quote);
  }
  return [...passages.values()].map((together) => ({ claim: '', quotes: together }));
}

function byClaim(claims: readonly Claim[], papers: readonly Paper[], room: number): Passage[] {
  const shown: Quote[] = [];
  const marked = claims.slice(0, MAX_QUOTES).map(({ text, quotes }) => ({
    text,
    quotes,
    marks: marksOf(quotes, papers),
  }));
  const marksChars = marked.reduce((sum, { marks }) => sum + countChars(marks), 0);
  const share = Math.floor(((room - marksChars) * CLAIM_SHARE) / marked.length);
  return marked.map(({ text, quotes, marks }) => {
    const fresh = quotes
      .filter(({ text: words }) => !shown.some((quote) => quote.text === words))
      .slice(0, MAX_QUOTES - shown.length);
    shown.push(...fresh);
    const claim = escapeLine(text, Math.min(MAX_CLAIM_CHARS, share));
    return { claim: `${claim} ${marks}`, quotes: fresh };
  });
}

function marksOf(quotes: readonly Quote[], papers: readonly Paper[]): string {
  const numbers = [...new Set(quotes.map(({ citation }) => citation))];
  return numbers
    .slice(0, MAX_MARKS)
    .map((citation) => citationMark(citation, papers))
    .join('');
}

function formatQuote({ text, citation }: Quote, papers: readonly Paper[], room: number): string {
  const mark = citationMark(citation, papers);
  const wordsRoom = room - countChars(mark) - '> '.length - ' \n'.length;
  if (wordsRoom < MIN_QUOTE_CHARS) return '';
  const words = toLine(texToUnicode(text));
  return `> ${truncateToFit(words, wordsRoom, escapeText, 'sentence')} ${mark}`;
}

/**
 * `[1]`, leading to the paper where it has an address. Balanced brackets within a masked link are
 * shown as they are, and an address in angle brackets gets no preview.
 */
function citationMark(citation: number, papers: readonly Paper[]): string {
  const target = linkTarget(papers[citation - 1]?.links.abstract);
  return target === undefined || countChars(target) > MAX_MARK_URL_CHARS
    ? `\\[${citation}\\]`
    : `[[${citation}]](<${target}>)`;
}
