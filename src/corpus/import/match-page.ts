import type { Paragraph } from './read-page.ts';
import { titleKey } from './title-key.ts';

/** A paper as the page shows it. */
export interface PageEntry {
  readonly title: string;
  readonly abstract: string;
  /** Where its title stands. */
  readonly line: number;
}

/** A page, as far as it was understood. */
export interface MatchedPage {
  readonly entries: readonly PageEntry[];
  /** Every title of the links file that was seen, in the order of the page. */
  readonly titles: readonly Paragraph[];
  /** In the order of the page. */
  readonly problems: readonly PageProblem[];
}

/** What is wrong at one line of the page. */
interface PageProblem {
  readonly line: number;
  readonly message: string;
}

const DATE_OR_COUNT =
  /^(?:(?:[A-Z][a-z]{2,8},? )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:,? \d{4})?|\d{1,2} [A-Z][a-z]{2,8}\.?(?: \d{4})?|\d{4}-\d\d-\d\d|[\d.,]+ ?[kKmM]?|[-–—·•|*_]+)$/;
const SENTENCE_END = /[.?!…]["'”’)\]]*$/;
const IMPRINT = /©|\(c\)|rights reserved/i;

const FURNITURE_CHARS = 60;
/** Buttons and labels come with every paper; a text that is seen so often belongs to none. */
const FURNITURE_REPEATS = 3;
/** Longer titles, and shorter abstracts before the first title, are not expected. */
const TITLE_CHARS = 300;
const SHOWN_CHARS = 100;

/**
 * Finds the papers of a page: a title, which the links file knows, and the one paragraph after it.
 *
 * Furniture is what comes before the first title, what comes after the last abstract, and between
 * papers dates, counts and labels that come again and again. Anything else between two titles is
 * named as a problem rather than guessed at: a text without a title, a paper that the links file
 * lacks, an abstract in two pieces.
 */
export function matchPage(paragraphs: readonly Paragraph[]): MatchedPage {
  const entries: PageEntry[] = [];
  const problems: PageProblem[] = [];
  const isFurniture = furnitureOf(paragraphs);
  const places = paragraphs.flatMap(({ isTitle }, at) => (isTitle ? [at] : []));

  problems.push(...problemsBefore(paragraphs.slice(0, places[0] ?? paragraphs.length)));
  for (const [index, at] of places.entries()) {
    const title = paragraphs[at]!;
    const next = places[index + 1];
    const isLast = next === undefined;
    const texts = paragraphs.slice(at + 1, next).filter((paragraph) => !isFurniture(paragraph));
    const [abstract, ...rest] = texts;
    if (abstract !== undefined && isAbstract(abstract, !isLast && rest.length === 0)) {
      entries.push({ title: title.text, abstract: abstract.text, line: title.line });
      problems.push(...problemsAfter(rest, isLast));
    } else {
      problems.push({ line: title.line, message: `the abstract of ${shown(title)} is missing` });
      problems.push(...problemsAfter(texts, isLast));
    }
  }
  const titles = paragraphs.filter(({ isTitle }) => isTitle);
  problems.push(...repeatedTitles(titles), ...repeatedAbstracts(entries));
  return { entries, titles, problems: problems.sort((a, b) => a.line - b.line) };
}

function furnitureOf(paragraphs: readonly Paragraph[]): (paragraph: Paragraph) => boolean {
  const counts = new Map<string, number>();
  for (const { text } of paragraphs) counts.set(text, (counts.get(text) ?? 0) + 1);
  return ({ text }) =>
    DATE_OR_COUNT.test(text) ||
    (text.length < FURNITURE_CHARS &&
      !SENTENCE_END.test(text) &&
      (counts.get(text) ?? 0) >= FURNITURE_REPEATS);
}

/** Before the end of the page any few words do; there, what follows may be the page's footer. */
function isAbstract({ text }: Paragraph, isOnlyText: boolean): boolean {
  return isSentences(text) || (isOnlyText && /\S\s+\S/.test(text));
}

function isSentences(text: string): boolean {
  return text.length > TITLE_CHARS || SENTENCE_END.test(text);
}

/** The page's own sentences are short; a long text before the first title is a paper's. */
function problemsBefore(head: readonly Paragraph[]): PageProblem[] {
  return head.flatMap((paragraph, at) => {
    if (paragraph.text.length <= TITLE_CHARS) return [];
    const before = head[at - 1];
    const isUntitled = before === undefined || DATE_OR_COUNT.test(before.text);
    return [isUntitled ? untitled(paragraph) : unlisted(before)];
  });
}

/** What stands after an abstract: nothing, or in the end the page's footer. */
function problemsAfter(rest: readonly Paragraph[], isFooter: boolean): PageProblem[] {
  const problems: PageProblem[] = [];
  for (let at = 0; at < rest.length; at++) {
    const paragraph = rest[at]!;
    const next = rest[at + 1];
    const isLong = paragraph.text.length > TITLE_CHARS;
    if (IMPRINT.test(paragraph.text) && !isLong) continue;
    if (!isLong && next !== undefined && isSentences(next.text) && !IMPRINT.test(next.text)) {
      problems.push(unlisted(paragraph));
      at++;
    } else if (isLong || (!isFooter && isSentences(paragraph.text))) {
      problems.push(untitled(paragraph));
    } else if (!isFooter) {
      const message = `${shown(paragraph)} is neither an abstract nor a title of the links file`;
      problems.push({ line: paragraph.line, message });
    }
  }
  return problems;
}

function repeatedTitles(titles: readonly Paragraph[]): PageProblem[] {
  const firstLines = new Map<string, number>();
  return titles.flatMap((title) => {
    const first = firstLines.get(titleKey(title.text));
    firstLines.set(titleKey(title.text), first ?? title.line);
    if (first === undefined) return [];
    return [
      { line: title.line, message: `${shown(title)} is repeated; it stands on line ${first}` },
    ];
  });
}

function repeatedAbstracts(entries: readonly PageEntry[]): PageProblem[] {
  const firstEntries = new Map<string, PageEntry>();
  return entries.flatMap((entry) => {
    const first = firstEntries.get(entry.abstract);
    firstEntries.set(entry.abstract, first ?? entry);
    if (first === undefined || titleKey(first.title) === titleKey(entry.title)) return [];
    const message = `the abstract of “${entry.title}” is that of “${first.title}” on line ${first.line}`;
    return [{ line: entry.line, message }];
  });
}

function unlisted(title: Paragraph): PageProblem {
  return { line: title.line, message: `${shown(title)} is not in the links file` };
}

function untitled(text: Paragraph): PageProblem {
  return { line: text.line, message: `this text has no title: ${shown(text)}` };
}

function shown({ text }: Paragraph): string {
  const characters = Array.from(text);
  const cut = characters.slice(0, SHOWN_CHARS).join('');
  return characters.length > SHOWN_CHARS ? `“${cut}…”` : `“${cut}”`;
}
