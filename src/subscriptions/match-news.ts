import { nextTurn } from '../search/next-turn.ts';
import type { TopicScorer } from '../search/topic-scorer.ts';
import type { NewPost } from '../store/outbox.ts';
import type { Sighting } from '../store/paper-store.ts';
import type { Store, StoreParts } from '../store/store.ts';
import type { Skip, Subscription } from '../store/subscription-store.ts';
import { matchPapers, type Verdict } from './match-papers.ts';
import { nextDigest } from './next-digest.ts';

/** Announcements that are matched in one transaction. */
const SIGHTINGS_AT_A_TIME = 500;

/** Posts that are written in one transaction, about: nobody else writes for a fraction of a second. */
const POSTS_AT_A_TIME = 5_000;

const ROWS_AT_A_TIME = 500;

/** Papers that may wait for one subscription, such as one that is paused; older ones are dropped. */
export const MAX_WAITING = 200;

export interface MatchNewsParts {
  readonly store: Store;
  readonly scorer: TopicScorer;
  /** Whether the scorer holds a paper; others are left for the next time. */
  readonly isIndexed: (paperId: string) => boolean;
  readonly now: () => number;
}

/** What matching came to. */
export interface MatchCount {
  readonly sightings: number;
  /** Papers put in line, over all subscriptions. */
  readonly posts: number;
}

/**
 * Matches whatever sources announced and nobody was matched with yet, and puts it in line.
 *
 * The posts, the counts of what was passed over and the mark on the announcements are written in one
 * transaction: a crash loses nothing and repeats nothing. Where thousands follow, it is several, and the
 * mark comes with the last; after a crash between them all is matched again, and the store knows which
 * posts it has.
 * Paused subscriptions are matched as well, so that resuming them delivers what was missed.
 */
export async function matchNews(
  { store, scorer, isIndexed, now }: MatchNewsParts,
  signal?: AbortSignal,
): Promise<MatchCount> {
  let sightings = 0;
  let posts = 0;
  for (;;) {
    signal?.throwIfAborted();
    const oldest = await store.papers.unmatched(SIGHTINGS_AT_A_TIME);
    // What came in since the index last caught up is nothing to the scorer yet.
    const batch = oldest.filter(({ paper }) => isIndexed(paper.id));
    if (batch.length === 0) return { sightings, posts };
    const subscriptions = await store.subscriptions.list();
    for await (const portion of judge(subscriptions, batch, { scorer, now: now() })) {
      posts += await store.transaction((parts) => write(parts, portion, { batch, now: now() }));
    }
    sightings += batch.length;
  }
}

/** What came out for some subscriptions, to be written in one transaction. */
interface Portion {
  readonly due: readonly NewPost[];
  readonly skips: readonly Skip[];
  readonly isLast: boolean;
}

/** Holds announcements against subscriptions; what came out is in at least one portion. */
async function* judge(
  subscriptions: readonly Subscription[],
  sightings: readonly Sighting[],
  { scorer, now }: { scorer: TopicScorer; now: number },
): AsyncGenerator<Portion> {
  const wishes = subscriptions.map(({ wish }) => wish);
  let due: NewPost[] = [];
  let skips: Skip[] = [];
  let i = 0;
  for await (const verdicts of matchPapers(wishes, sightings, scorer)) {
    const subscription = subscriptions[i++]!;
    const dueAt = nextDigest(subscription.wish.when, now);
    for (const [s, { isMatch, reason }] of verdicts.entries()) {
      if (isMatch) due.push(toPost(subscription, sightings[s]!, reason, dueAt));
    }
    skips.push(...countSkips(subscription.id, verdicts));
    if (due.length < POSTS_AT_A_TIME) continue;
    yield { due, skips, isLast: false };
    [due, skips] = [[], []];
  }
  yield { due, skips, isLast: true };
}

/** @returns how many posts were not in line before */
async function write(
  { outbox, papers, subscriptions }: StoreParts,
  { due, skips, isLast }: Portion,
  { batch, now }: { batch: readonly Sighting[]; now: number },
): Promise<number> {
  let added = 0;
  const passedOver = [...skips];
  for (const some of slices(due)) {
    const result = await outbox.add(some, { maxWaiting: MAX_WAITING });
    added += result.added;
    passedOver.push(...lossesOf(result.dropped));
    await nextTurn();
  }
  for (const some of slices(passedOver)) {
    await subscriptions.noteSkips(some, now);
    await nextTurn();
  }
  if (isLast) await papers.markMatched(batch.map(({ id }) => id));
  return added;
}

/** Rows at a time: SQLite writes in our thread, and other work is to have its turn. */
function* slices<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let start = 0; start < rows.length; start += ROWS_AT_A_TIME) {
    yield rows.slice(start, start + ROWS_AT_A_TIME);
  }
}

function lossesOf(dropped: ReadonlyMap<number, number>): Skip[] {
  const reason = `dropped: more than ${MAX_WAITING} were waiting`;
  return [...dropped].map(([subscriptionId, papers]) => ({ subscriptionId, papers, reason }));
}

function toPost(
  { id: subscriptionId }: Subscription,
  { paper, announcement, version }: Sighting,
  reason: string,
  dueAt: number,
): NewPost {
  const isReplacement = announcement.startsWith('replacement');
  return {
    subscriptionId,
    paperId: paper.id,
    reason,
    dueAt,
    // Another version of a paper that was posted is a post of its own, where somebody wants those.
    ...(isReplacement && { edition: version === undefined ? 'new version' : `v${version}` }),
  };
}

function countSkips(subscriptionId: number, verdicts: readonly Verdict[]): Skip[] {
  const counts = new Map<string, number>();
  for (const { isMatch, reason } of verdicts) {
    if (!isMatch) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].map(([reason, papers]) => ({ subscriptionId, reason, papers }));
}
