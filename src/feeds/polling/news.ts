import type { Paper } from '../../corpus/paper.ts';
import type { AnnouncedPaper } from '../source.ts';

const DAY_MS = 24 * 60 * 60_000;
/** What was announced longer ago than this is told to nobody, even after a long outage. */
const MAX_AGE_MS = 14 * DAY_MS;
/** When a source is read for the first time, what it announced just before is news as well. */
const BEFORE_FOLLOWING_MS = 2 * DAY_MS;

/**
 * Sorts what a source announced into what subscriptions are to be told of and what is only kept. A
 * feed that is read for the first time holds years of old entries.
 *
 * @param followedSince when the source was read for the first time, in epoch milliseconds
 * @param isHeld whether a paper is known already: without a date, only an unknown one is news
 */
export function sortNews(
  papers: readonly AnnouncedPaper[],
  {
    now,
    followedSince,
    isHeld,
  }: { now: number; followedSince: number; isHeld: (paperId: string) => boolean },
): { news: AnnouncedPaper[]; old: AnnouncedPaper[] } {
  const earliest = Math.max(followedSince - BEFORE_FOLLOWING_MS, now - MAX_AGE_MS);
  const news: AnnouncedPaper[] = [];
  const old: AnnouncedPaper[] = [];
  for (const { announcedAt, paper, ...rest } of papers) {
    // A date in the future is a mistake of the source's clock.
    const at = announcedAt === undefined ? undefined : Math.min(announcedAt, now);
    const isNews = at === undefined ? followedSince < now && !isHeld(paper.id) : at >= earliest;
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
 * Journals date an issue some months ahead. A year beyond the next is a slip of the pen, and would
 * stand before every other paper for as long.
 */
function withoutSlip(paper: Paper, now: number): Paper {
  const { publishedAt, ...undated } = paper;
  const year = Number(publishedAt?.slice(0, 4) ?? 0);
  return year > new Date(now).getUTCFullYear() + 1 ? undated : paper;
}
