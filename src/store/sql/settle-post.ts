import type { Outbox, PostClaim, Retry } from '../outbox.ts';
import { queueCrosspost } from './crossposts.ts';
import { holdLanes, type LaneClaim, refreshPostLanes, releaseLane } from './lanes.ts';
import { messageNonce } from './message-nonce.ts';
import type { Database } from './tables.ts';
import { atomic } from './transactions.ts';

/** See `Outbox.markPosted`. */
export function markPosted(
  db: Database,
  claim: PostClaim,
  { now, messageId, crosspost }: Parameters<Outbox['markPosted']>[1],
): Promise<void> {
  const { subscription, channelId, entries } = claim;
  const { guildId } = subscription;
  return atomic(db, async (tx) => {
    const hasLane = (await holdLanes(tx, 'post', [channelId])) > 0;
    // The guild was removed in the meantime: nothing of it is to be kept.
    if (!hasLane) return;
    await releaseLane(tx, laneOf(claim));
    await tx
      .insertInto('posted')
      .values(
        entries.map(({ paperId, edition = '' }) => ({
          paper_id: paperId,
          channel_id: channelId,
          edition,
          guild_id: guildId,
          message_id: messageId,
          posted_at: now,
          subscription_id: subscription.id,
        })),
      )
      .onConflict((conflict) => conflict.columns(['paper_id', 'channel_id', 'edition']).doNothing())
      .execute();
    await tx
      .deleteFrom('outbox')
      .where('subscription_id', '=', subscription.id)
      .where('batch', '=', claim.nonce)
      .execute();
    await tx
      .updateTable('subscriptions')
      .set({ last_post_at: now })
      .where('id', '=', subscription.id)
      .execute();
    await refreshPostLanes(tx, [channelId]);
    if (crosspost) await queueCrosspost(tx, { guildId, channelId, messageId, now });
  });
}

/** See `Outbox.retryLater`. */
export async function retryLater(db: Database, claim: PostClaim, retry: Retry): Promise<void> {
  await releaseLane(db, laneOf(claim), retry);
}

/** See `Outbox.bury`. */
export function bury(
  db: Database,
  claim: PostClaim,
  { now, cause }: Parameters<Outbox['bury']>[1],
): Promise<void> {
  return atomic(db, async (tx) => {
    if (!(await releaseLane(tx, laneOf(claim)))) return;
    await tx
      .updateTable('outbox')
      .set({ died_at: now, cause })
      .where('subscription_id', '=', claim.subscription.id)
      .where('batch', '=', claim.nonce)
      .execute();
    await refreshPostLanes(tx, [claim.channelId]);
  });
}

/** See `Outbox.split`. */
export function split(db: Database, claim: PostClaim): Promise<void> {
  const { channelId, subscription, entries, nonce } = claim;
  return atomic(db, async (tx) => {
    if (!(await releaseLane(tx, laneOf(claim)))) return;
    for (const entry of entries) {
      await tx
        .updateTable('outbox')
        .set({ batch: messageNonce(channelId, [entry]), attempts: 0, first_attempt_at: null })
        .where('subscription_id', '=', subscription.id)
        .where('batch', '=', nonce)
        .where('paper_id', '=', entry.paperId)
        .where('edition', '=', entry.edition ?? '')
        .execute();
    }
    await refreshPostLanes(tx, [channelId]);
  });
}

function laneOf({ channelId, token }: PostClaim): LaneClaim {
  return { kind: 'post', channelId, token };
}
