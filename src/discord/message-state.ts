import type { SearchFilters } from '../search/paper-index.ts';
import { countChars } from './limits.ts';

/** What a message must remember for its buttons to work, whoever presses them and whenever. */
export interface MessageState {
  /** The paper that the message is about, or the first of a page. */
  readonly paperId?: string;
  /** What was searched for; for a random paper, its topic. */
  readonly query?: string;
  readonly filters?: SearchFilters;
  /** How many papers stand before the page that is shown. */
  readonly offset?: number;
}

/**
 * Longest values that a message can remember: together they fill the custom ids of a search page
 * (see `custom-id.ts`), and a test holds them against each other.
 */
export const stateLimits = {
  queryChars: 300,
  /** A random card has two buttons to remember with, a search page five. */
  topicChars: 100,
  authorChars: 60,
  categoryChars: 20,
  paperIdChars: 50,
  offset: 99_999,
} as const;

/** The state as one short text. The query comes last, and so needs no escaping. */
export function encodeState({ paperId, query, filters = {}, offset }: MessageState): string {
  const { year, category, author } = filters;
  const fields = [paperId, offset, year, category, author].map((field) =>
    field === undefined ? '' : String(field).replace(/[%|]/g, encodeURIComponent),
  );
  return [...fields, query ?? ''].join('|');
}

/** The state that `encodeState` wrote, or `undefined` for a text that it can't have written. */
export function decodeState(text: string): MessageState | undefined {
  const [paperId, offset, year, category, author, ...query] = text.split('|');
  if (query.length === 0 || !isCount(offset) || !isCount(year)) return undefined;
  const filters = {
    ...(year && { year: Number(year) }),
    ...(category && { category: unescapeField(category) }),
    ...(author && { author: unescapeField(author) }),
  };
  const wanted = query.join('|');
  return {
    ...(paperId && { paperId: unescapeField(paperId) }),
    ...(wanted && { query: wanted }),
    ...(Object.keys(filters).length > 0 && { filters }),
    ...(offset && { offset: Number(offset) }),
  };
}

function isCount(field: string | undefined): boolean {
  return field !== undefined && /^\d{0,5}$/.test(field);
}

function unescapeField(field: string): string {
  return field.replaceAll('%7C', '|').replaceAll('%25', '%');
}

/** Whether a message can remember this paper; ids of other shapes than the usual may be longer. */
export function isRememberable(paperId: string): boolean {
  return countChars(paperId) <= stateLimits.paperIdChars && !/[%|]/.test(paperId);
}
