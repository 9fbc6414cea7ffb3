import { type AuthorMention, readAuthors } from './read-authors.ts';
import { type ReadDates, readDates } from './read-dates.ts';
import { tellingWords } from './telling-words.ts';
import { WORKS } from './works.ts';

/**
 * What a question asks of the papers themselves, not of what they say: who wrote them, when they
 * came out. Read by form alone; see `readAuthors` for what the names are worth.
 */
export interface Narrowing extends Omit<ReadDates, 'rest'> {
  /** Where authors may be named, the likeliest first. */
  readonly mentions: readonly AuthorMention[];
  /** What is left to find where no author is named; empty when nothing is. */
  readonly subject: string;
  /** Whether the dates choose papers even where no author is named. */
  readonly hasDates: boolean;
  /** Whether it says that it asks for papers, and so goes on from no earlier question. */
  readonly standsAlone: boolean;
}

/** Words about papers that say nothing of their subject. */
const OF_WORKS = new Set(
  `author authored authors available held know many papers preprint preprints publish published
  publishes research released studies study work works working write writes written wrote year years`.split(
    /\s+/,
  ),
);
const NAMES_WORKS = new RegExp(String.raw`\b(?:${WORKS}|publish(?:ed)?|written|wrote)\b`, 'iu');

/** Reads what a question asks of authors and dates; `undefined` when it asks nothing of the kind. */
export function readNarrowing(text: string): Narrowing | undefined {
  const bare = text.trim().replace(/[\s?!.…]+$/u, '');
  const { years, isNewest, rest } = readDates(bare);
  const mentions = readAuthors(rest).map((each) => ({ ...each, rest: subjectOf(each.rest) }));
  const subject = subjectOf(rest);
  const namesWorks = NAMES_WORKS.test(bare);
  // “What happened in 2024 to …” asks for no papers of that year.
  const hasDates = isNewest || (years !== undefined && (namesWorks || subject === ''));
  if (!hasDates && mentions.length === 0) return undefined;
  return {
    ...(years && { years }),
    isNewest,
    mentions,
    subject,
    hasDates,
    standsAlone: namesWorks && (hasDates || mentions.some(({ isCertain }) => isCertain)),
  };
}

/** The text, or nothing where no word of it tells what papers are about. */
function subjectOf(text: string): string {
  return tellingWords(text).some(({ word }) => !OF_WORKS.has(word)) ? text : '';
}

/** Whether a question is answered by who wrote papers or when, whatever they are about. */
export function asksOfRecordAlone(text: string): boolean {
  const { standsAlone = false, subject, mentions = [] } = readNarrowing(text) ?? {};
  const namesNoSubject = mentions.some(({ isCertain, rest }) => isCertain && rest === '');
  return standsAlone && (subject === '' || namesNoSubject);
}
