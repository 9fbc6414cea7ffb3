import type { Paper } from '../../corpus/paper.ts';
import { isPageId } from '../documents/page-id.ts';
import type { AnnouncedPaper } from '../source.ts';

const DAY_MS = 24 * 60 * 60_000;
/** What was announced longer ago than this is told to nobody, even after a long outage. */
export const MAX_NEWS_AGE_MS = 14 * DAY_MS;
/** When a source is read for the first time, what it announced just before is news as well. */
const BEFORE_FOLLOWING_MS = 2 * DAY_MS;

/**
 * Sorts what a source announced into what subscriptions are to be told of and what is only kept. A
 * feed that is read for the first time holds years of old entries.
 *
 * @param followedSince when the source was read for the first time, in epoch milliseconds
 * @param findHeld a paper as it is known already: without a date, only an unknown one is news
 */
export function sortNews(
  papers: readonly AnnouncedPaper[],
  {
    now,
    followedSince,
    findHeld,
  }: {
    now: number;
    followedSince: number;
    findHeld: (paperId: string) => Paper | undefined;
  },
): { news: AnnouncedPaper[]; old: AnnouncedPaper[] } {
  const earliest = Math.max(followedSince - BEFORE_FOLLOWING_MS, now - MAX_NEWS_AGE_MS);
  const news: AnnouncedPaper[] = [];
  const old: AnnouncedPaper[] = [];
  for (const { announcedAt, paper, ...rest } of papers) {
    const held = findHeld(paper.id);
    // A date in the future is a mistake of the source's clock.
    const at = announcedAt === undefined ? undefined : Math.min(announcedAt, now, firstDate(held));
    const isNews = at === undefined ? followedSince < now && held === undefined : at >= earliest;
    (isNews ? news : old).push({
      ...rest,
      paper: withoutSlip(paper, now),
      ...(at !== undefined && { announcedAt: at }),
    });
  }
  // Feeds begin with the newest entry; what is told is told in the order in which it came.
  news.sort((a, b) => (a.announcedAt ?? now) - (b.announcedAt ?? now));
  return { news, old };
}

/**
 * When a page came out that is known already: a site that was made anew dates its whole archive anew.
 * Papers that have ids are announced by whoever points to them, however old they are.
 */
function firstDate(held: Paper | undefined): number {
  const isPage = held?.publishedAt !== undefined && isPageId(held.id);
  return isPage ? Date.parse(held.publishedAt) : Number.POSITIVE_INFINITY;
}

/**
 * Journals date an issue some months ahead. A year beyond the next is a slip of the pen, and would
 * stand before every other paper for as long.
 */
function withoutSlip(paper: Paper, now: number): Paper {
  const { publishedAt, ...undated } = paper;
  const year = Number(publishedAt?.slice(0, 4) ?? 0);
  return year > new Date(now).getUTCFullYear() + 1 ? undated : paper;
}
