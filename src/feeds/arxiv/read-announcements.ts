import type { Announcement } from '../../store/paper-store.ts';
import { calendarDate, instantOf } from '../documents/dates.ts';
import {
  type DocumentReading,
  type EntryReading,
  readEntries,
} from '../documents/document-reading.ts';
import type { FeedEntry } from '../documents/feed-entry.ts';
import { readFeed } from '../documents/read-feed.ts';
import type { WebDocument } from '../documents/web-document.ts';
import { SourceError } from '../source-error.ts';
import { readArxivId } from './arxiv-id.ts';
import { checkArxivRecord } from './arxiv-record.ts';

/** How the description of an entry begins: `arXiv:2301.12345v1 Announce Type: new`. */
const HEAD = /^\s*(arXiv:\S+)\s+Announce Type:\s*([\w-]+)\s*(?:Abstract:\s*)?/i;

/** arXiv's words for how it announces a paper; `absonly` is a change of the record alone. */
const ANNOUNCEMENTS: Readonly<Record<string, Announcement>> = {
  new: 'new',
  cross: 'cross-list',
  replace: 'replacement',
  'replace-cross': 'replacement-cross-list',
  absonly: 'replacement',
};

/**
 * Reads one of arXiv's daily lists, RSS or Atom.
 *
 * The day of the list is when a new paper came out; of one that was cross-listed or replaced only
 * the month is known, from its id.
 *
 * @throws SourceError when the document is no feed, or one that tells of an error
 */
export function readAnnouncements(document: WebDocument, kind: string): DocumentReading {
  const feed = readFeed(document);
  if (/^Feed error for query/i.test(feed.title ?? '')) {
    throw new SourceError('arXiv knows no list of that name: is the category right?');
  }
  return readEntries(feed, (entry) => readEntry(entry, kind));
}

function readEntry(entry: FeedEntry, kind: string): EntryReading {
  const summary = entry.summary ?? '';
  const [head = '', named, type = ''] = HEAD.exec(summary) ?? [];
  const id = [named, ...entry.ids, entry.link]
    .map(readArxivId)
    .find((found) => found !== undefined);
  const version = [named, ...entry.ids].map(readArxivId).find((found) => found?.version)?.version;
  const announcement =
    ANNOUNCEMENTS[type.toLowerCase()] ?? ((version ?? 1) > 1 ? 'replacement' : 'new');
  const checked = checkArxivRecord(
    {
      id: id?.id,
      title: entry.title,
      abstract: summary.slice(head.length),
      authors: entry.authors.join(', '),
      categories: entry.categories,
      ...(announcement === 'new' && { publishedAt: calendarDate(entry.date) }),
    },
    kind,
  );
  if ('bad' in checked) return checked;
  const announcedAt = instantOf(entry.date);
  return {
    paper: checked.paper,
    announcement,
    ...(announcedAt !== undefined && { announcedAt }),
    ...(version !== undefined && { version }),
  };
}
