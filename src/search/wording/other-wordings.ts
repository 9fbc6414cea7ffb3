import { isStopWord, stem } from '../terms.ts';
import { splitSequence, splitWords } from '../words.ts';
import type { Acronyms } from './acronyms.ts';
import type { TermStatistics } from './query-reading.ts';

/** Other words for a part of a query. */
export interface OtherWording {
  /** Folded words. */
  readonly text: string;
  /** The words of the part, folded. */
  readonly typed: readonly string[];
}

/** Longest wording that is looked up as the long form of an acronym. */
const MAX_LONG_WORDS = 8;

/**
 * An ordinary word that spells an acronym (`cat`, `pet`) is one only where this share of the
 * documents that hold it explain it; one in capitals is taken at its word.
 */
const MIN_EXPLAINED_SHARE = 0.05;

/** Shortest part of a word that is written with a hyphen elsewhere. */
const MIN_PART_CHARS = 3;

/** In a single paper, the parts may stand by chance. */
const MIN_HYPHENATED_PAPERS = 2;

/** What more papers write as one word is common in its other spacings, too, and takes long to count. */
const MAX_SPACED_PAPERS = 1_000;

/** Long forms of the acronyms in a query, and acronyms for the long forms in it. */
export function acronymsIn(
  query: string,
  acronyms: Acronyms,
  statistics: TermStatistics,
): OtherWording[] {
  const found: OtherWording[] = [];
  const isAcronym = (term: string, papers: number) =>
    papers >= statistics.documentFrequency(term) * MIN_EXPLAINED_SHARE;
  for (const word of new Set(splitWords(query))) {
    const term = stem(word);
    const long = isStopWord(word) ? undefined : acronyms.longForm(term);
    if (long === undefined) continue;
    const isInCapitals = query.includes(word.toUpperCase());
    if (isInCapitals || isAcronym(term, long.papers)) {
      found.push({ text: long.text, typed: [word] });
    }
  }
  const words = splitSequence(query).filter((word) => !isStopWord(word));
  for (let start = 0; start < words.length; start++) {
    for (let end = start + 1; end <= Math.min(words.length, start + MAX_LONG_WORDS); end++) {
      const typed = words.slice(start, end);
      const short = acronyms.shortForm(typed.map(stem));
      if (short && isAcronym(short.text, short.papers)) found.push({ text: short.text, typed });
    }
  }
  return found;
}

/**
 * One word where the query has two and the corpus writes one (`code t5` for CodeT5), and two where
 * it has one and the corpus has a hyphen (`selfrewarding` for “self-rewarding”).
 */
export function spacingsIn(query: string, statistics: TermStatistics): OtherWording[] {
  const words = splitSequence(query);
  const found: OtherWording[] = [];
  for (const [i, word] of words.entries()) {
    const next = words[i + 1];
    if (isStopWord(word)) continue;
    if (next !== undefined && !isStopWord(next)) {
      const typed = [word, next];
      if (isWrittenAsOne(typed, statistics)) found.push({ text: typed.join(''), typed });
    }
    const parts = hyphenatedParts(word, statistics);
    if (parts !== undefined) found.push({ text: parts.join(' '), typed: [word] });
  }
  return found;
}

/** Whether papers that hold the one word mostly lack a part of it, which a hyphen would leave. */
function isWrittenAsOne(parts: readonly string[], statistics: TermStatistics): boolean {
  const joined = stem(parts.join(''));
  const documents = statistics.documentFrequency(joined);
  if (documents === 0 || documents > MAX_SPACED_PAPERS) return false;
  const [rarer] = byRarity(parts.map(stem), statistics);
  return statistics.countWithAll([joined, rarer!]) * 2 < documents;
}

/** The parts that stand in every paper that holds the word: it is hyphenated in all of them. */
function hyphenatedParts(word: string, statistics: TermStatistics): readonly string[] | undefined {
  const whole = stem(word);
  const documents = statistics.documentFrequency(whole);
  if (documents < MIN_HYPHENATED_PAPERS || documents > MAX_SPACED_PAPERS) return undefined;
  for (let at = MIN_PART_CHARS; at <= word.length - MIN_PART_CHARS; at++) {
    const parts = [word.slice(0, at), word.slice(at)];
    const terms = byRarity(parts.map(stem), statistics);
    if (statistics.documentFrequency(terms[0]!) < documents || parts.some(isStopWord)) continue;
    if (terms.every((term) => statistics.countWithAll([whole, term]) === documents)) return parts;
  }
  return undefined;
}

function byRarity(terms: readonly string[], statistics: TermStatistics): string[] {
  const { documentFrequency } = statistics;
  return terms.toSorted((a, b) => documentFrequency(a) - documentFrequency(b));
}
