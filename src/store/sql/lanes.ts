import type { Engine } from './engine.ts';
import type { Database, LaneKind, LaneTable } from './tables.ts';

/** A lane that somebody has the claim of. */
export interface LaneClaim {
  readonly kind: LaneKind;
  readonly channelId: string;
  readonly token: number;
}

/**
 * The lane that has waited longest of those that nobody works on, or `undefined`. On PostgreSQL its
 * row is locked until the transaction ends, and what others have locked is passed over.
 */
export function findDueLane(
  tx: Database,
  kind: LaneKind,
  { now, isShared }: { now: number; isShared: Engine['isShared'] },
): Promise<LaneTable | undefined> {
  return tx
    .selectFrom('lanes')
    .selectAll()
    .where('kind', '=', kind)
    .where('due_at', '<=', now)
    .where('blocked_until', '<=', now)
    .orderBy('due_at')
    .orderBy('channel_id')
    .limit(1)
    .$if(isShared, (query) => query.forUpdate().skipLocked())
    .executeTakeFirst();
}

/** Nobody else gets the lane before `until`. */
export async function claimLane(
  tx: Database,
  { kind, channel_id: channelId, claim }: LaneTable,
  until: number,
): Promise<LaneClaim> {
  const token = claim + 1;
  await lanes(tx, kind, [channelId])
    .set({ claim: token, blocked_until: until, cause: null })
    .execute();
  return { kind, channelId, token };
}

/** What a lane waits for after a failure. */
interface Wait {
  readonly at: number;
  readonly cause: string;
}

/**
 * Gives a lane back, to be claimed again at once or after a wait.
 *
 * @returns whether the claim still stood; if not, the lane is left to who has it now
 */
export async function releaseLane(
  tx: Database,
  { kind, channelId, token }: LaneClaim,
  wait?: Wait,
): Promise<boolean> {
  const { numUpdatedRows } = await lanes(tx, kind, [channelId])
    .set({ blocked_until: wait?.at ?? 0, cause: wait?.cause ?? null })
    .where('claim', '=', token)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * Keeps everybody else off the lanes until the transaction ends: writing a row, if only as it is,
 * locks it on both databases.
 *
 * @returns how many of the lanes there are
 */
export async function holdLanes(
  tx: Database,
  kind: LaneKind,
  channelIds: readonly string[],
): Promise<number> {
  const { numUpdatedRows } = await lanes(tx, kind, channelIds)
    .set((eb) => ({ claim: eb.ref('claim') }))
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Makes the lanes for posts that channels with subscriptions lack. */
export async function ensureLanes(tx: Database, channelIds: readonly string[]): Promise<void> {
  await tx
    .insertInto('lanes')
    .columns(['kind', 'channel_id', 'guild_id', 'blocked_until', 'claim'])
    .expression((eb) =>
      eb
        .selectFrom('subscriptions')
        .where('channel_id', 'in', channelIds)
        .distinct()
        .select((select) => [
          select.val<LaneKind>('post').as('kind'),
          'channel_id',
          'guild_id',
          select.lit(0).as('blocked_until'),
          select.lit(0).as('claim'),
        ]),
    )
    .onConflict((conflict) => conflict.columns(['kind', 'channel_id']).doNothing())
    .execute();
}

/**
 * Works out anew when lanes are due, from what waits in the outbox; they must be held. What was
 * claimed waits where it was claimed, the rest in the channel of its subscription.
 */
export async function refreshPostLanes(tx: Database, channelIds: readonly string[]): Promise<void> {
  await lanes(tx, 'post', channelIds)
    .set((eb) => {
      const open = eb
        .selectFrom('outbox')
        .innerJoin('subscriptions', 'subscriptions.id', 'outbox.subscription_id')
        .where('subscriptions.paused_at', 'is', null)
        .where('outbox.died_at', 'is', null)
        .select('outbox.due_at');
      const claimed = open.whereRef('outbox.channel_id', '=', 'lanes.channel_id');
      const unclaimed = open
        .where('outbox.channel_id', 'is', null)
        .whereRef('subscriptions.channel_id', '=', 'lanes.channel_id');
      return {
        due_at: eb
          .selectFrom(unclaimed.unionAll(claimed).as('waiting'))
          .select((select) => select.fn.min('waiting.due_at').as('due_at')),
      };
    })
    .execute();
}

function lanes(tx: Database, kind: LaneKind, channelIds: readonly string[]) {
  return tx.updateTable('lanes').where('kind', '=', kind).where('channel_id', 'in', channelIds);
}

/** Works out anew when the lane for publishing is due; it must be held. */
export async function refreshCrosspostLane(tx: Database, channelId: string): Promise<void> {
  await lanes(tx, 'crosspost', [channelId])
    .set((eb) => ({
      due_at: eb
        .selectFrom('crossposts')
        .whereRef('crossposts.channel_id', '=', 'lanes.channel_id')
        .select((select) => select.fn.min('created_at').as('due_at')),
    }))
    .execute();
}
