import { holdLanes, refreshPostLanes } from './lanes.ts';
import type { Database } from './tables.ts';

/** What a paper in the outbox is that belongs to no message. */
const UNCLAIMED = {
  batch: null,
  channel_id: null,
  attempts: 0,
  first_attempt_at: null,
} as const;

/**
 * Lets messages go that were claimed for a channel which nothing can be posted in any more, if
 * their subscriptions have moved on: their papers are posted where these are now. Of whoever stays
 * nothing is let go, as the message may be in the channel all the same.
 */
export async function followMoves(tx: Database, channelId: string): Promise<void> {
  const rows = await tx
    .selectFrom('outbox')
    .innerJoin('subscriptions', 'subscriptions.id', 'outbox.subscription_id')
    .where('outbox.channel_id', '=', channelId)
    .whereRef('subscriptions.channel_id', '!=', 'outbox.channel_id')
    .where('outbox.died_at', 'is', null)
    .select(['outbox.id', 'subscriptions.channel_id'])
    .execute();
  if (rows.length === 0) return;
  const channelIds = [...new Set(rows.map(({ channel_id }) => channel_id))];
  await holdLanes(tx, 'post', channelIds);
  await tx
    .updateTable('outbox')
    .set(UNCLAIMED)
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
  await refreshPostLanes(tx, channelIds);
}

/** The channels in which something waits for a subscription, its own among them. */
export async function channelsOf(
  tx: Database,
  { id, channelId }: { readonly id: number; readonly channelId: string },
): Promise<string[]> {
  const rows = await tx
    .selectFrom('outbox')
    .where('subscription_id', '=', id)
    .where('channel_id', 'is not', null)
    .select('channel_id')
    .distinct()
    .execute();
  return [...new Set([channelId, ...rows.flatMap(({ channel_id }) => channel_id ?? [])])];
}
