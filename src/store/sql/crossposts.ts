import type { ClaimOptions, CrosspostClaim, Retry } from '../outbox.ts';
import type { Engine } from './engine.ts';
import {
  claimLane,
  findDueLane,
  holdLanes,
  type LaneClaim,
  refreshCrosspostLane,
  releaseLane,
} from './lanes.ts';
import type { Database } from './tables.ts';
import { atomic } from './transactions.ts';

/** Puts a message in line for publishing; nothing happens when it is in line already. */
export async function queueCrosspost(
  tx: Database,
  {
    guildId,
    channelId,
    messageId,
    now,
  }: { guildId: string; channelId: string; messageId: string; now: number },
): Promise<void> {
  await tx
    .insertInto('crossposts')
    .values({
      channel_id: channelId,
      message_id: messageId,
      guild_id: guildId,
      created_at: now,
      attempts: 0,
    })
    .onConflict((conflict) => conflict.columns(['channel_id', 'message_id']).doNothing())
    .execute();
  await tx
    .insertInto('lanes')
    .values({
      kind: 'crosspost',
      channel_id: channelId,
      guild_id: guildId,
      blocked_until: 0,
      claim: 0,
    })
    .onConflict((conflict) => conflict.columns(['kind', 'channel_id']).doNothing())
    .execute();
  await holdLanes(tx, 'crosspost', [channelId]);
  await refreshCrosspostLane(tx, channelId);
}

/** See `Outbox.claimCrosspost`. */
export function claimCrosspost(
  { db, isShared }: Pick<Engine, 'db' | 'isShared'>,
  { now, leaseMs }: ClaimOptions,
): Promise<CrosspostClaim | undefined> {
  return atomic(db, async (tx) => {
    const lane = await findDueLane(tx, 'crosspost', { now, isShared });
    if (!lane) return undefined;
    const channelId = lane.channel_id;
    const first = await tx
      .selectFrom('crossposts')
      .selectAll()
      .where('channel_id', '=', channelId)
      .orderBy('created_at')
      .orderBy('message_id')
      .limit(1)
      .executeTakeFirstOrThrow();
    const attempt = first.attempts + 1;
    await tx
      .updateTable('crossposts')
      .set({ attempts: attempt })
      .where('channel_id', '=', channelId)
      .where('message_id', '=', first.message_id)
      .execute();
    const expiresAt = now + leaseMs;
    const { token } = await claimLane(tx, lane, expiresAt);
    return { token, channelId, messageId: first.message_id, attempt, expiresAt };
  });
}

/** See `Outbox.finishCrosspost`. True even of a claim that ran out: nobody publishes it twice. */
export function finishCrosspost(db: Database, claim: CrosspostClaim): Promise<void> {
  return atomic(db, async (tx) => {
    await holdLanes(tx, 'crosspost', [claim.channelId]);
    await releaseLane(tx, laneOf(claim));
    await tx
      .deleteFrom('crossposts')
      .where('channel_id', '=', claim.channelId)
      .where('message_id', '=', claim.messageId)
      .execute();
    await refreshCrosspostLane(tx, claim.channelId);
  });
}

/** See `Outbox.retryCrosspostLater`. */
export async function retryCrosspostLater(
  db: Database,
  claim: CrosspostClaim,
  retry: Retry,
): Promise<void> {
  await releaseLane(db, laneOf(claim), retry);
}

function laneOf({ channelId, token }: CrosspostClaim): LaneClaim {
  return { kind: 'crosspost', channelId, token };
}
