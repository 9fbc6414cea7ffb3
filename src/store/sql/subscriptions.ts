import { setImmediate } from 'node:timers/promises';
import type { Pause, Subscription, SubscriptionStore } from '../subscription-store.ts';
import { channelsOf, followMoves } from './follow-moves.ts';
import { ensureLanes, holdLanes, refreshPostLanes } from './lanes.ts';
import { removeGuild } from './remove-guild.ts';
import { noteSkips, recentSkips } from './skips.ts';
import { fromSubscriptionRow } from './subscription-rows.ts';
import type { Database } from './tables.ts';
import { atomic, takeTurn } from './transactions.ts';

/** Rows that are read in one turn of the event loop. */
const CHUNK_ROWS = 1_000;

export function createSubscriptionStore(db: Database): SubscriptionStore {
  return {
    add: ({ guildId, channelId, wish }, { now, maxPerGuild }) =>
      atomic(db, async (tx) => {
        const id = await takeTurn(tx, 1);
        const { active, paused } = await count(tx, { guildId });
        if (active + paused >= maxPerGuild) return undefined;
        const row = await tx
          .insertInto('subscriptions')
          .values({
            id,
            guild_id: guildId,
            channel_id: channelId,
            wish: JSON.stringify(wish),
            created_at: now,
            are_admins_told: 0,
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        return fromSubscriptionRow(row);
      }),

    get: (id) => get(db, id),

    async list({ guildId, channelId, isActive } = {}) {
      const found: Subscription[] = [];
      for (let last = 0; ; ) {
        const rows = await db
          .selectFrom('subscriptions')
          .selectAll()
          .where('id', '>', last)
          .$if(guildId !== undefined, (query) => query.where('guild_id', '=', guildId!))
          .$if(channelId !== undefined, (query) => query.where('channel_id', '=', channelId!))
          .$if(isActive === true, (query) => query.where('paused_at', 'is', null))
          .orderBy('id')
          .limit(CHUNK_ROWS)
          .execute();
        found.push(...rows.map(fromSubscriptionRow));
        if (rows.length < CHUNK_ROWS) return found;
        last = rows.at(-1)!.id;
        await setImmediate();
      }
    },

    count: (where = {}) => count(db, where),

    update: (id, { channelId, wish }) =>
      change(db, id, async (tx, before) => {
        const channelIds = [before.channelId, channelId ?? before.channelId];
        await holdLanes(tx, 'post', channelIds);
        await tx
          .updateTable('subscriptions')
          .set({
            ...(channelId !== undefined && { channel_id: channelId }),
            ...(wish && { wish: JSON.stringify(wish) }),
          })
          .where('id', '=', id)
          .execute();
        await ensureLanes(tx, channelIds);
        const isBarred = before.pause !== undefined && before.pause.reason !== 'asked';
        if (isBarred) await followMoves(tx, before.channelId);
        await refreshPostLanes(tx, channelIds);
        return get(tx, id);
      }),

    pause: (id, pause) =>
      change(db, id, async (tx, { channelId }) => {
        const [paused] = await pauseAll(tx, { id, channelId }, pause);
        return paused;
      }),

    pauseChannel: (channelId, pause) =>
      atomic(db, async (tx) => {
        await takeTurn(tx);
        const paused = await pauseAll(tx, { channelId }, pause);
        await followMoves(tx, channelId);
        return paused;
      }),

    resume: (id) =>
      change(db, id, async (tx, before) => {
        const channelIds = await channelsOf(tx, before);
        await holdLanes(tx, 'post', channelIds);
        await tx
          .updateTable('subscriptions')
          .set({ paused_at: null, pause_reason: null, pause_detail: null, are_admins_told: 0 })
          .where('id', '=', id)
          .execute();
        await refreshPostLanes(tx, channelIds);
        return get(tx, id);
      }),

    async untold(limit) {
      const rows = await db
        .selectFrom('subscriptions')
        .selectAll()
        .where('pause_reason', '!=', 'asked')
        .where('are_admins_told', '=', 0)
        .orderBy('paused_at')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(fromSubscriptionRow);
    },

    markTold: (ids) =>
      atomic(db, async (tx) => {
        await takeTurn(tx);
        const rows = await tx
          .updateTable('subscriptions')
          .set({ are_admins_told: 1 })
          .where('id', 'in', ids)
          .where('paused_at', 'is not', null)
          .where('are_admins_told', '=', 0)
          .returning('id')
          .execute();
        return rows.map(({ id }) => id);
      }),

    remove: (id) =>
      change(db, id, async (tx, subscription) => {
        await holdLanes(tx, 'post', [subscription.channelId]);
        await tx.deleteFrom('subscriptions').where('id', '=', id).execute();
        await refreshPostLanes(tx, [subscription.channelId]);
        return subscription;
      }),

    async guildIds() {
      const rows = await db
        .selectFrom('subscriptions')
        .select('guild_id')
        .union(db.selectFrom('lanes').select('guild_id'))
        .execute();
      return rows.map(({ guild_id }) => guild_id);
    },

    removeGuild: (guildId) => removeGuild(db, guildId),
    noteSkips: (skips, now) => noteSkips(db, skips, now),
    recentSkips: (subscriptionId) => recentSkips(db, subscriptionId),
  };
}

async function get(db: Database, id: number): Promise<Subscription | undefined> {
  const row = await db
    .selectFrom('subscriptions')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && fromSubscriptionRow(row);
}

async function count(db: Database, { guildId }: { readonly guildId?: string }) {
  const { all, paused } = await db
    .selectFrom('subscriptions')
    .$if(guildId !== undefined, (query) => query.where('guild_id', '=', guildId!))
    .select((eb) => [
      eb.fn.countAll<number>().as('all'),
      eb.fn.count<number>('paused_at').as('paused'),
    ])
    .executeTakeFirstOrThrow();
  return { active: all - paused, paused };
}

/** Changes a subscription that exists while nobody else changes any. */
function change(
  db: Database,
  id: number,
  work: (tx: Database, before: Subscription) => Promise<Subscription | undefined>,
): Promise<Subscription | undefined> {
  return atomic(db, async (tx) => {
    await takeTurn(tx);
    const before = await get(tx, id);
    return before && work(tx, before);
  });
}

async function pauseAll(
  tx: Database,
  { id, channelId }: { id?: number; channelId: string },
  { reason, detail, at }: Pause,
): Promise<Subscription[]> {
  await holdLanes(tx, 'post', [channelId]);
  const rows = await tx
    .updateTable('subscriptions')
    .set({ paused_at: at, pause_reason: reason, pause_detail: detail ?? null, are_admins_told: 0 })
    .where('channel_id', '=', channelId)
    .where('paused_at', 'is', null)
    .$if(id !== undefined, (query) => query.where('id', '=', id!))
    .returningAll()
    .execute();
  await refreshPostLanes(tx, [channelId]);
  return rows.map(fromSubscriptionRow);
}
