import type { SearchFilters } from '../search/paper-index.ts';
import { extendQuery } from '../search/query/extend-query.ts';
import { parseQuery } from '../search/query/parse-query.ts';
import { UserError } from '../user-error.ts';
import { findCategory } from './arxiv-categories.ts';
import { readableCount } from './cards/counts.ts';
import type { CommandOptions } from './command.ts';
import { countChars } from './limits.ts';
import { stateLimits } from './message-state.ts';
import { quote, toLine } from './text.ts';

/** Emoji that hold letters or digits: `:name:` of a server, and keycaps such as 1️⃣. */
const WORDY_EMOJI = /<a?:\w+:\d+>|[0-9#*]\ufe0f?\u20e3/g;

const CATEGORY = /^[a-z-]+(\.[a-z-]+)?$/i;

/**
 * What to search for, checked, with the options that the query language can say in itself: so a
 * message needs to remember one text. Throws a `UserError` that says what to try instead.
 */
export function readQuery(options: CommandOptions): string {
  const query = toLine(options.getString('query', true));
  if (query === '') {
    throw new UserError(
      'What shall I look for? Give me a few words: `/paper search aligning models without RL`.',
    );
  }
  checkLength(query, 'query', stateLimits.queryChars);
  checkWords(query);
  const year = readYear(options);
  const extended = extendQuery(query, {
    exclude: toLine(options.getString('exclude') ?? ''),
    title: toLine(options.getString('title') ?? ''),
    ...(typeof year === 'string' && { years: year }),
  });
  checkLength(extended, 'query with its options', stateLimits.queryChars);
  return extended;
}

/** The topic of a random paper, or `undefined` when any paper will do. */
export function readTopic(options: CommandOptions): string | undefined {
  const topic = toLine(options.getString('topic') ?? '');
  if (topic === '') return undefined;
  checkLength(topic, 'topic', stateLimits.topicChars);
  checkWords(topic);
  return topic;
}

/** The filters that were set, checked. */
export function readFilters(options: CommandOptions): SearchFilters {
  const year = readYear(options);
  const category = toLine(options.getString('category') ?? '');
  const author = toLine((options.getString('author') ?? '').replace(/[|%]/g, ' '));
  if (author !== '') checkAuthor(author);
  return {
    ...(typeof year === 'number' && { year }),
    ...(category !== '' && { category: readCategory(category) }),
    ...(author !== '' && { author }),
  };
}

/** One year as a number, a range as the query language writes it. */
function readYear(options: CommandOptions): number | string | undefined {
  const typed = toLine(options.getString('year') ?? '').replace(/\s/gu, '');
  if (typed === '') return undefined;
  const { required } = parseQuery(`year:${typed}`).filters;
  const years = required.flat().find(({ kind }) => kind === 'years');
  if (years?.kind !== 'years') {
    throw new UserError(
      `I don’t know the year ${quote(typed)}. ` +
        'Give one, such as `2023`, or several: `2022..2024`, `2022..` or `..2020`.',
    );
  }
  const { from, to } = years;
  return from !== undefined && from === to ? from : `${from ?? ''}..${to ?? ''}`;
}

function checkLength(text: string, what: string, maxChars: number): void {
  const chars = countChars(text);
  if (chars <= maxChars) return;
  throw new UserError(
    `That ${what} has ${readableCount(chars)} characters and I take at most ${maxChars}. ` +
      'A sentence or a few words that name the idea find the most.',
  );
}

function checkWords(text: string): void {
  if (hasWord(text)) return;
  throw new UserError(
    `There is no word in ${quote(text)}. ` +
      'Say in a few words what the papers are about, for example “self-play without human data”.',
  );
}

function readCategory(category: string): string {
  const known = findCategory(category);
  if (known !== undefined) return known.code;
  if (CATEGORY.test(category) && countChars(category) <= stateLimits.categoryChars) return category;
  throw new UserError(
    `I don’t know the category ${quote(category)}. ` +
      'Pick one from the list, or give an arXiv category such as `cs.CL`, `stat.ML` or just `cs`.',
  );
}

function checkAuthor(author: string): void {
  if (countChars(author) <= stateLimits.authorChars && hasWord(author)) return;
  throw new UserError(
    `I can’t look for the author ${quote(author)}. ` +
      `Give one name, or a part of it, of at most ${stateLimits.authorChars} characters.`,
  );
}

function hasWord(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text.replace(WORDY_EMOJI, ''));
}
