import type { Paper } from '../../corpus/paper.ts';
import { TopCandidates } from './top-candidates.ts';

/** A document by Orama's number, and its date as a number such as 20230517. */
type DatedDocument = readonly [document: number, date: number];

/** The newest of some documents, newest first; of one date, the greatest id first. */
export function newestDocuments(
  documents: Iterable<number>,
  paper: (document: number) => Paper,
  limit: number,
): DatedDocument[] {
  const newest = new TopCandidates(limit, (a, b) => (paper(a).id > paper(b).id ? -1 : 1));
  for (const document of documents) {
    const date = dateNumber(paper(document).publishedAt);
    if (date >= newest.threshold) newest.offer(document, date);
  }
  return newest.ranked().map(({ slot, score }) => [slot, score]);
}

/** Less precise dates go behind those in the same year or month; 0 when no date is known. */
function dateNumber(publishedAt = ''): number {
  const year = Number(publishedAt.slice(0, 4));
  const month = Number(publishedAt.slice(5, 7));
  const day = Number(publishedAt.slice(8, 10));
  return year * 10_000 + month * 100 + day;
}
