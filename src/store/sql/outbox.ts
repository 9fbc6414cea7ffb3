import type { Outbox } from '../outbox.ts';
import { addPosts } from './add-posts.ts';
import { claimPost } from './claim-post.ts';
import { claimCrosspost, finishCrosspost, retryCrosspostLater } from './crossposts.ts';
import { listDeadLetters, pruneDeadLetters } from './dead-letters.ts';
import { dropPapers } from './drop-papers.ts';
import type { Engine } from './engine.ts';
import { holdLanes, refreshPostLanes } from './lanes.ts';
import { bury, markPosted, retryLater, split } from './settle-post.ts';
import type { Database } from './tables.ts';
import { atomic, takeTurn } from './transactions.ts';
import { trimWaiting } from './trim-waiting.ts';

export function createOutbox({ db, isShared }: Pick<Engine, 'db' | 'isShared'>): Outbox {
  return {
    add: (posts, options) => addPosts(db, posts, options),
    claim: (options) => claimPost({ db, isShared }, options),
    markPosted: (claim, posted) => markPosted(db, claim, posted),
    retryLater: (claim, retry) => retryLater(db, claim, retry),
    bury: (claim, why) => bury(db, claim, why),
    split: (claim) => split(db, claim),
    claimCrosspost: (options) => claimCrosspost({ db, isShared }, options),
    finishCrosspost: (claim) => finishCrosspost(db, claim),
    retryCrosspostLater: (claim, retry) => retryCrosspostLater(db, claim, retry),
    nextDueAt: () => nextDueAt(db),
    drop: (paperIds) => dropPapers(db, paperIds),
    reschedule: (subscriptionId, dueAt) =>
      changeLine(db, subscriptionId, async (tx) => {
        const { numUpdatedRows } = await tx
          .updateTable('outbox')
          .set({ due_at: dueAt })
          .where('subscription_id', '=', subscriptionId)
          .where('batch', 'is', null)
          .where('died_at', 'is', null)
          .executeTakeFirst();
        return Number(numUpdatedRows);
      }),

    trim: (subscriptionId, keep) =>
      changeLine(db, subscriptionId, async (tx) => {
        const dropped = await trimWaiting(tx, [subscriptionId], keep);
        return dropped.get(subscriptionId) ?? 0;
      }),

    counts: (where = {}) => counts(db, where),

    async crossposts({ guildId } = {}) {
      const rows = await db
        .selectFrom('crossposts')
        .innerJoin('lanes', 'lanes.channel_id', 'crossposts.channel_id')
        .where('lanes.kind', '=', 'crosspost')
        .$if(guildId !== undefined, (query) => query.where('crossposts.guild_id', '=', guildId!))
        .select(['crossposts.channel_id', 'message_id', 'created_at', 'blocked_until'])
        .orderBy('created_at')
        .orderBy('message_id')
        .execute();
      return rows.map(({ channel_id, message_id, created_at, blocked_until }) => ({
        channelId: channel_id,
        messageId: message_id,
        dueAt: Math.max(created_at, blocked_until),
      }));
    },

    async delays({ guildId, now }) {
      const rows = await db
        .selectFrom('lanes')
        .select(['channel_id', 'kind', 'blocked_until', 'cause'])
        .where('blocked_until', '>', now)
        .where('cause', 'is not', null)
        .$if(guildId !== undefined, (query) => query.where('guild_id', '=', guildId!))
        .orderBy('blocked_until')
        .execute();
      return rows.map(({ channel_id, kind, blocked_until, cause }) => ({
        channelId: channel_id,
        kind,
        until: blocked_until,
        cause: cause ?? '',
      }));
    },

    deadLetters: (options) => listDeadLetters(db, options),
    pruneDeadLetters: (before) => pruneDeadLetters(db, before),
  };
}

async function nextDueAt(db: Database): Promise<number | undefined> {
  const { next } = await db
    .selectFrom('lanes')
    .where('due_at', 'is not', null)
    .select((eb) =>
      eb.fn
        .min<number | null>(
          eb
            .case()
            .when('due_at', '>', eb.ref('blocked_until'))
            .then(eb.ref('due_at'))
            .else(eb.ref('blocked_until'))
            .end(),
        )
        .as('next'),
    )
    .executeTakeFirstOrThrow();
  return next ?? undefined;
}

/** Changes what waits for a subscription, while nobody claims any of it. @returns what `work` counts */
function changeLine(
  db: Database,
  subscriptionId: number,
  work: (tx: Database) => Promise<number>,
): Promise<number> {
  return atomic(db, async (tx) => {
    await takeTurn(tx);
    const subscription = await tx
      .selectFrom('subscriptions')
      .select('channel_id')
      .where('id', '=', subscriptionId)
      .executeTakeFirst();
    if (!subscription) return 0;
    await holdLanes(tx, 'post', [subscription.channel_id]);
    const changed = await work(tx);
    await refreshPostLanes(tx, [subscription.channel_id]);
    return changed;
  });
}

async function counts(
  db: Database,
  { guildId, subscriptionId }: NonNullable<Parameters<Outbox['counts']>[0]>,
): ReturnType<Outbox['counts']> {
  const { all, dead } = await db
    .selectFrom('outbox')
    .innerJoin('subscriptions', 'subscriptions.id', 'outbox.subscription_id')
    .$if(guildId !== undefined, (query) => query.where('subscriptions.guild_id', '=', guildId!))
    .$if(subscriptionId !== undefined, (query) =>
      query.where('outbox.subscription_id', '=', subscriptionId!),
    )
    .select((eb) => [
      eb.fn.countAll<number>().as('all'),
      eb.fn.count<number>('outbox.died_at').as('dead'),
    ])
    .executeTakeFirstOrThrow();
  return { waiting: all - dead, dead };
}
