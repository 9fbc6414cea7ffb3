/** What can stand before a colon. */
export type QueryKey = 'author' | 'year' | 'category' | 'title' | 'id';

/**
 * A piece of a query, up to the next white space that is neither in quotation marks nor behind the
 * colon of a key, where phones put one.
 */
export interface QueryPart {
  /** The piece as it was typed. */
  readonly raw: string;
  readonly isExcluded: boolean;
  readonly key: QueryKey | undefined;
  /** What is left of the piece without minus, key and quotation marks. */
  readonly value: string;
  readonly isQuoted: boolean;
  /** Whether a quotation mark is opened and never closed. */
  readonly isOpen: boolean;
}

/** Quotation marks as keyboards and phones write them, whichever way round. */
const QUOTE = '["\\u201c\\u201d\\u201e\\u00ab\\u00bb\\uff02]';
const UNQUOTED = QUOTE.replace('[', '[^');

/** The space behind a colon is none when what follows has a colon of its own. */
const KEY = '(author|year|category|title|id):(?:\\s+(?=[^\\s:]+(?:\\s|$)))?';

const PART = new RegExp(`\\s*((-?)(?:${KEY})?(?:${QUOTE}(${UNQUOTED}*)${QUOTE}|(\\S*)))`, 'iuy');

const OPENING_QUOTE = new RegExp(`^${QUOTE}`, 'u');

/** Splits a query at white space and quotation marks; a mark inside a word is part of the word. */
export function splitQuery(query: string): QueryPart[] {
  const parts: QueryPart[] = [];
  const end = query.trimEnd().length;
  PART.lastIndex = 0;
  while (PART.lastIndex < end) {
    const [, raw = '', minus, key, quoted, bare = ''] = PART.exec(query)!;
    parts.push({
      raw,
      isExcluded: minus === '-',
      key: key?.toLowerCase() as QueryKey | undefined,
      value: quoted ?? bare,
      isQuoted: quoted !== undefined,
      isOpen: quoted === undefined && OPENING_QUOTE.test(bare),
    });
  }
  return parts;
}
