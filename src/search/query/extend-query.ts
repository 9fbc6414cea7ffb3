import { splitQuery } from './split-query.ts';

/** What can be given beside a query and be said in its language. */
export interface QueryAdditions {
  /** Words and `"phrases"` of which none may stand in a paper. */
  readonly exclude?: string;
  /** Words and `"phrases"` that must stand in the title. */
  readonly title?: string;
  /** As behind `year:`. */
  readonly years?: string;
}

/** A query with its additions written in the query language, behind it. */
export function extendQuery(query: string, { exclude, title, years }: QueryAdditions): string {
  return [
    query,
    ...(years ? [`year:${years}`] : []),
    ...words(title).map((word) => `title:${word}`),
    ...words(exclude).map((word) => `-${word}`),
  ].join(' ');
}

/** Each word or phrase as it was typed, without the minus or comma that some people add. */
function words(text = ''): string[] {
  return splitQuery(text)
    .map(({ raw }) => raw.replace(/^-+/, '').replace(/[,;]+$/, ''))
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
}
