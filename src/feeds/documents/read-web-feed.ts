import { createHash } from 'node:crypto';
import { findArxivId } from '../../corpus/paper-reference.ts';
import { checkPaper } from './check-paper.ts';
import { calendarDate, instantOf } from './dates.ts';
import { type DocumentReading, type EntryReading, readEntries } from './document-reading.ts';
import type { FeedDocument, FeedEntry } from './feed-entry.ts';
import { findDoi } from './find-doi.ts';
import { pageIdOf } from './page-id.ts';
import { openingOf, toLine, toPlainText } from './plain-text.ts';
import { readFeed } from './read-feed.ts';
import { splitNames } from './split-names.ts';
import type { WebDocument } from './web-document.ts';

/** Blogs put whole articles into their feeds; what is kept is what an abstract would say. */
const MAX_ABSTRACT_CHARS = 3_000;
const ID_CHARS = 16;

/** Marks that a page was reached by a link of a newsletter or the like; the page is the same. */
const TRACKING = /^(?:utm_\w+|fbclid|gclid|mc_[ce]id)$/;

const ACL_ANTHOLOGY = /^https?:\/\/(?:www\.)?aclanthology\.org\/([\w.-]+?)(?:\.pdf)?\/?$/;

/**
 * Reads a feed of papers or posts of any place on the web.
 *
 * An entry needs a title and a page to lead to; text and authors may be missing, as they are in
 * many a lab's feed. It is known by the arXiv id, ACL Anthology id or DOI that it names, else by its
 * page. Pages that several entries of different titles lead to, such as a list of changes, are told
 * apart by the title as well.
 *
 * @throws SourceError when the document is no feed
 */
export function readWebFeed(document: WebDocument, kind: string): DocumentReading {
  const feed = readFeed(document);
  const isShared = sharedPages(feed);
  return readEntries(feed, (entry) => readEntry(entry, kind, isShared));
}

function readEntry(
  entry: FeedEntry,
  kind: string,
  isShared: (link: string) => boolean,
): EntryReading {
  const title = toPlainText(entry.title ?? '');
  const arxivId = findArxivId(entry.link ?? '');
  const doi = findDoi([...entry.ids, entry.link]);
  const summary = toPlainText(entry.summary ?? '');
  const checked = checkPaper(
    {
      id:
        arxivId ??
        anthologyId(entry.link) ??
        (doi && `doi:${doi}`) ??
        pageId(entry, title, isShared),
      title: title || undefined,
      link: entry.link,
      // Feeds that have nothing to say repeat the title.
      abstract: summary === title ? '' : openingOf(summary, MAX_ABSTRACT_CHARS),
      authors: entry.authors.flatMap((names) => splitNames(toLine(names))),
      publishedAt: calendarDate(entry.date),
      venue: toPlainText(entry.venue ?? '') || undefined,
    },
    kind,
  );
  if ('bad' in checked) return checked;
  const announcedAt = instantOf(entry.date);
  return {
    paper: checked.paper,
    announcement: 'new',
    ...(announcedAt !== undefined && { announcedAt }),
    ...(doi !== undefined && { doi }),
  };
}

function anthologyId(link = ''): string | undefined {
  const id = ACL_ANTHOLOGY.exec(link)?.[1];
  return id && `acl:${id}`;
}

function pageId(
  { link }: FeedEntry,
  title: string,
  isShared: (link: string) => boolean,
): string | undefined {
  if (link === undefined) return undefined;
  const page = withoutTracking(link);
  const key = isShared(page) ? `${page}\n${title}` : page;
  return pageIdOf(createHash('sha256').update(key).digest('hex').slice(0, ID_CHARS));
}

/** The pages that say nothing of which entry it is: the feed's own, and those of several entries. */
function sharedPages({ entries, homePage }: FeedDocument): (page: string) => boolean {
  const titles = new Map<string, string>();
  const shared = new Set(homePage === undefined ? [] : [withoutTracking(homePage)]);
  for (const { link, title = '' } of entries) {
    if (link === undefined) continue;
    const page = withoutTracking(link);
    if ((titles.get(page) ?? title) !== title) shared.add(page);
    titles.set(page, title);
  }
  return (page) => shared.has(page);
}

function withoutTracking(link: string): string {
  if (!link.includes('?')) return link;
  const url = new URL(link);
  for (const name of [...url.searchParams.keys()]) {
    if (TRACKING.test(name)) url.searchParams.delete(name);
  }
  return url.href;
}
