import type { WaitingLine } from '../store/outbox.ts';
import type { Subscription } from '../store/subscription-store.ts';

/** Papers in one message: Discord takes ten embeds. */
const MAX_PAPERS_A_MESSAGE = 10;

/** From this many on, papers that are posted one by one come together: a flood is batched. */
const FLOOD_PAPERS = 4;

/** What is so late was missed, while a subscription was paused, say: it comes together, too. */
const MISSED_MS = 3_600_000;

/**
 * How many of the papers that wait for a subscription go into one message. Forum posts are one a
 * paper however many there are: they make no noise in a channel, and each is a place to talk. A
 * thread hangs on a message of the channel, so threads are batched as well when there are many, and
 * stay one a paper in a small digest.
 */
export function batchSize(
  { wish }: Pick<Subscription, 'wish'>,
  { waiting, lateMs }: WaitingLine,
): number {
  if (wish.style === 'forum') return 1;
  const isDigest =
    wish.style === 'digest' || (wish.when.kind !== 'at-once' && wish.style !== 'threads');
  const isMuch = waiting >= FLOOD_PAPERS || lateMs >= MISSED_MS;
  return isDigest || isMuch ? MAX_PAPERS_A_MESSAGE : 1;
}
