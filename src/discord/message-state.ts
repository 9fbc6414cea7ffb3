import type { SearchFilters } from '../search/paper-index.ts';
import { countChars } from './limits.ts';

/** What a message must remember for its buttons to work, whoever presses them and whenever. */
export interface MessageState {
  /** The paper that the message is about, or the first of a page. */
  readonly paperId?: string;
  /** All the papers that an answer cites, when there are several; the first is `paperId`. */
  readonly paperIds?: readonly string[];
  /** What was searched for; for a random paper, its topic; for an answer, the question. */
  readonly query?: string;
  readonly filters?: SearchFilters;
  /** How many papers stand before the page that is shown. */
  readonly offset?: number;
  /** Under what the rest is kept elsewhere, such as the id of a subscription; then it is all there is. */
  readonly key?: string;
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

/** Every other state has a `|` in it. */
const KEY = /^#(\w{1,32})$/;

/** The state as one short text. The query comes last, and so needs no escaping. */
export function encodeState(state: MessageState): string {
  if (state.key !== undefined) return `#${state.key}`;
  const { paperId, paperIds, query, filters = {}, offset } = state;
  const { year, category, author } = filters;
  // No id that a message can remember has a space in it.
  const papers = paperIds?.join(' ') ?? paperId;
  const fields = [papers, offset, year, category, author].map((field) =>
    field === undefined ? '' : String(field).replace(/[%|]/g, encodeURIComponent),
  );
  return [...fields, query ?? ''].join('|');
}

/** The state that `encodeState` wrote, or `undefined` for a text that it can't have written. */
export function decodeState(text: string): MessageState | undefined {
  const key = KEY.exec(text)?.[1];
  if (key !== undefined) return { key };
  const [papers, offset, year, category, author, ...query] = text.split('|');
  if (query.length === 0 || !isCount(offset) || !isCount(year)) return undefined;
  const filters = {
    ...(year && { year: Number(year) }),
    ...(category && { category: unescapeField(category) }),
    ...(author && { author: unescapeField(author) }),
  };
  const wanted = query.join('|');
  const paperIds = unescapeField(papers ?? '').split(' ');
  return {
    ...(paperIds[0] && { paperId: paperIds[0] }),
    ...(paperIds.length > 1 && { paperIds }),
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
  return countChars(paperId) <= stateLimits.paperIdChars && !/[%|\s]/.test(paperId);
}
