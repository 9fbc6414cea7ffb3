import type { Paper } from '../corpus/paper.ts';
import type { TopicScorer } from '../search/topic-scorer.ts';
import type { PaperStore } from '../store/paper-store.ts';
import type { Wish } from '../store/subscription-store.ts';
import { type AnnouncedPaper, matchPapers } from './match-papers.ts';

const DAY_MS = 24 * 60 * 60_000;

/** How far back a dry run looks. */
export const DRY_RUN_DAYS = 30;

/** Papers of the corpus that stand in for those of sources. */
const MAX_STAND_INS = 1_000;

/** A paper that would have been posted. */
interface WouldPost {
  readonly paper: Paper;
  readonly reason: string;
  /** From 0 to 1; absent where there is no topic. */
  readonly score?: number;
}

/** What a wish would have brought. */
export interface DryRun {
  /** Newest first. */
  readonly posts: readonly WouldPost[];
  /** Papers that were held against the wish. */
  readonly considered: number;
  /** Days that they came in; 0 when no source has brought anything yet, and the corpus stood in. */
  readonly days: number;
  /** Posts a week at that rate; absent when no source has brought anything yet. */
  readonly perWeek?: number;
  /** Why the others would not have been posted, most papers first. */
  readonly skipped: readonly { readonly reason: string; readonly papers: number }[];
}

/**
 * Holds a wish against what sources announced in the last 30 days. Where they have announced
 * nothing yet, as in the first hour of a new bot, the papers of the corpus stand in for it.
 *
 * A paper that several sources announce counts once, as it is posted once.
 *
 * @param corpus the papers that the index holds
 */
export async function dryRun(
  wish: Wish,
  {
    papers,
    corpus,
    scorer,
    now,
  }: { papers: PaperStore; corpus: () => Iterable<Paper>; scorer: TopicScorer; now: number },
): Promise<DryRun> {
  const announced: AnnouncedPaper[] = [];
  let firstAt = now;
  for await (const chunk of papers.sightings({ since: now - DRY_RUN_DAYS * DAY_MS })) {
    for (const sighting of chunk) {
      firstAt = Math.min(firstAt, sighting.announcedAt);
      announced.push(sighting);
    }
  }
  const isLive = announced.length > 0;
  const candidates = isLive ? announced : standIns(corpus(), wish);
  const posts: WouldPost[] = [];
  const posted = new Set<string>();
  const skipped = new Map<string, number>();
  for await (const verdicts of matchPapers([wish], candidates, scorer)) {
    for (const [i, { isMatch, reason, score }] of verdicts.entries()) {
      if (isMatch) {
        const { paper } = candidates[i]!;
        if (!posted.has(paper.id)) {
          posts.push({ paper, reason, ...(score !== undefined && { score }) });
        }
        posted.add(paper.id);
      } else {
        skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
      }
    }
  }
  posts.reverse();
  const days = isLive ? Math.max(1, Math.ceil((now - firstAt) / DAY_MS)) : 0;
  return {
    posts,
    considered: candidates.length,
    days,
    ...(isLive && { perWeek: (posts.length / days) * 7 }),
    skipped: [...skipped]
      .map(([reason, count]) => ({ reason, papers: count }))
      .sort((a, b) => b.papers - a.papers),
  };
}

/** The newest of the corpus as if they had just been announced, by the source that is wanted if one is. */
function standIns(corpus: Iterable<Paper>, wish: Wish): AnnouncedPaper[] {
  const [source = ''] = wish.sources;
  return [...corpus]
    .sort((a, b) => ((a.publishedAt ?? '') < (b.publishedAt ?? '') ? -1 : 1))
    .slice(-MAX_STAND_INS)
    .map((paper) => ({ paper, source, announcement: 'new' as const }));
}
