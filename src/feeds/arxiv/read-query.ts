import { calendarDate, instantOf } from '../documents/dates.ts';
import {
  type DocumentReading,
  type EntryReading,
  readEntries,
} from '../documents/document-reading.ts';
import type { FeedEntry } from '../documents/feed-entry.ts';
import { findDoi } from '../documents/find-doi.ts';
import { readFeed } from '../documents/read-feed.ts';
import type { WebDocument } from '../documents/web-document.ts';
import { readArxivId } from './arxiv-id.ts';
import { checkArxivRecord } from './arxiv-record.ts';

/** How arXiv answers a query that it does not understand: an entry with this id. */
const ERROR_ID = /arxiv\.org\/api\/errors/i;

/**
 * Reads an answer of arXiv's query interface, as it was before 2026 and as it has been since.
 *
 * @throws SourceError when the document is no feed
 */
export function readQueryAnswer(document: WebDocument, kind: string): DocumentReading {
  const feed = readFeed(document);
  return readEntries(feed, (entry) => readEntry(entry, kind));
}

function readEntry(entry: FeedEntry, kind: string): EntryReading {
  const [ownId = '', ...otherIds] = entry.ids;
  if (ERROR_ID.test(ownId)) {
    return { bad: { entry: 'the query', reason: `arXiv says: ${entry.summary ?? 'error'}` } };
  }
  const found = readArxivId(ownId);
  const checked = checkArxivRecord(
    {
      id: found?.id,
      title: entry.title,
      abstract: entry.summary,
      authors: entry.authors,
      categories: entry.categories,
      publishedAt: calendarDate(entry.date),
      venue: entry.venue,
    },
    kind,
  );
  if ('bad' in checked) return checked;
  const announcedAt = instantOf(entry.date);
  const doi = findDoi(otherIds);
  return {
    paper: checked.paper,
    announcement: 'new',
    ...(announcedAt !== undefined && { announcedAt }),
    ...(found?.version !== undefined && { version: found.version }),
    ...(doi !== undefined && { doi }),
  };
}
