import type { PaperCondition, SearchFilters } from '../paper-index.ts';
import { readConditions } from './read-value.ts';
import { type QueryKey, type QueryPart, splitQuery } from './split-query.ts';

/** What a query means. */
export interface ParsedQuery {
  /**
   * The words to rank by: what was typed, without filters and exclusions; the words of phrases
   * are among them. Without any syntax it is the query itself.
   */
  readonly text: string;
  readonly filters: Required<Pick<SearchFilters, 'required' | 'excluded'>>;
  /** The phrases that papers must hold; each paper that does is then a match. */
  readonly phrases: readonly string[];
  /** Parts that look like syntax and make no sense, as they were typed; `text` holds them too. */
  readonly notUnderstood: readonly string[];
}

/** A paper has one of each, so that several values can only mean “one of these”. */
const SINGLE_VALUED: ReadonlySet<QueryKey> = new Set<QueryKey>(['year', 'category', 'id']);

/** What may follow the minus of an exclusion; anything else is a dash, an arrow or a formula. */
const WORD_START = /^[\p{L}\p{N}]/u;

/**
 * Reads the query language: `"exact phrase"`, `-word`, `-"phrase"`, and `author:`, `year:`,
 * `category:`, `title:`, `id:` with a value in quotation marks or without, each also with a minus
 * before it. Everything else is plain words, such as hyphenated words and other colons.
 *
 * Years, categories and ids widen (`year:2022 year:2024` finds both years); all else narrows.
 * A part that makes no sense is searched as plain words; nothing that is typed is an error.
 */
export function parseQuery(query: string): ParsedQuery {
  const words: string[] = [];
  const phrases: string[] = [];
  const notUnderstood: string[] = [];
  const required: (readonly PaperCondition[])[] = [];
  const excluded: PaperCondition[] = [];
  const alternatives = new Map<QueryKey, PaperCondition[]>();

  for (const part of splitQuery(query)) {
    if (!isSyntax(part)) {
      words.push(part.raw);
      continue;
    }
    const conditions = readConditions(part);
    if (conditions === undefined) {
      notUnderstood.push(part.raw);
      words.push(part.raw);
    } else if (part.isExcluded) {
      excluded.push(...conditions);
    } else if (part.key !== undefined && SINGLE_VALUED.has(part.key)) {
      const known = alternatives.get(part.key);
      if (known === undefined) alternatives.set(part.key, [...conditions]);
      else known.push(...conditions);
    } else {
      required.push(conditions);
      if (part.key === undefined) {
        words.push(part.value);
        phrases.push(part.value);
      }
    }
  }

  required.push(...alternatives.values());
  const isPlain = required.length === 0 && excluded.length === 0;
  return {
    text: isPlain ? query : words.join(' '),
    filters: { required, excluded },
    phrases,
    notUnderstood,
  };
}

/** A query that is nothing but words, whatever signs stand in it. */
export function plainQuery(text: string): ParsedQuery {
  return { text, filters: { required: [], excluded: [] }, phrases: [], notUnderstood: [] };
}

function isSyntax({ key, value, isExcluded, isQuoted, isOpen }: QueryPart): boolean {
  return key !== undefined || isQuoted || isOpen || (isExcluded && WORD_START.test(value));
}
