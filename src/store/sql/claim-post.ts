import type { Outbox, PostClaim } from '../outbox.ts';
import type { Subscription } from '../subscription-store.ts';
import type { Engine } from './engine.ts';
import { claimLane, findDueLane, refreshPostLanes } from './lanes.ts';
import { messageNonce } from './message-nonce.ts';
import { fromSubscriptionRow } from './subscription-rows.ts';
import type { Database, OutboxTable } from './tables.ts';
import { atomic } from './transactions.ts';

type Options = Parameters<Outbox['claim']>[0];

/** See `Outbox.claim`. */
export function claimPost(
  { db, isShared }: Pick<Engine, 'db' | 'isShared'>,
  options: Options,
): Promise<PostClaim | undefined> {
  return atomic(db, async (tx) => {
    for (;;) {
      const lane = await findDueLane(tx, 'post', { now: options.now, isShared });
      if (!lane) return undefined;
      const message = await nextMessage(tx, lane.channel_id, options);
      if (message) {
        const expiresAt = options.now + options.leaseMs;
        const { token } = await claimLane(tx, lane, expiresAt);
        return { ...message, token, channelId: lane.channel_id, expiresAt };
      }
      // Nothing was left of what made the lane due: its papers were posted by another subscription.
      await refreshPostLanes(tx, [lane.channel_id]);
    }
  });
}

type Message = Omit<PostClaim, 'token' | 'channelId' | 'expiresAt'>;

async function nextMessage(
  tx: Database,
  channelId: string,
  options: Options,
): Promise<Message | undefined> {
  for (;;) {
    const first = await firstInLine(tx, channelId, options.now);
    if (!first) return undefined;
    const subscription = await subscriptionOf(tx, first);
    const rows =
      first.batch === null
        ? await newBatch(tx, subscription, options)
        : await sameBatch(tx, first.batch, subscription);
    const open = await dropPosted(tx, { channelId, subscription }, rows);
    if (open.length > 0) return toMessage(tx, { channelId, subscription }, open, options);
  }
}

/**
 * What was claimed for the channel before goes first, as it may be there already, even if its
 * subscription has moved since.
 */
async function firstInLine(
  tx: Database,
  channelId: string,
  now: number,
): Promise<OutboxTable | undefined> {
  const open = tx
    .selectFrom('outbox')
    .innerJoin('subscriptions', 'subscriptions.id', 'outbox.subscription_id')
    .selectAll('outbox')
    .where('subscriptions.paused_at', 'is', null)
    .where('outbox.died_at', 'is', null)
    .where('outbox.due_at', '<=', now)
    .orderBy('outbox.due_at')
    .orderBy('outbox.id')
    .limit(1);
  const claimed = await open.where('outbox.channel_id', '=', channelId).executeTakeFirst();
  if (claimed) return claimed;
  return open
    .where('outbox.channel_id', 'is', null)
    .where('subscriptions.channel_id', '=', channelId)
    .executeTakeFirst();
}

async function subscriptionOf(tx: Database, row: OutboxTable): Promise<Subscription> {
  return fromSubscriptionRow(
    await tx
      .selectFrom('subscriptions')
      .selectAll()
      .where('id', '=', row.subscription_id)
      .executeTakeFirstOrThrow(),
  );
}

async function newBatch(
  tx: Database,
  subscription: Subscription,
  { now, batchSize }: Options,
): Promise<OutboxTable[]> {
  const due = waitingFor(tx, subscription).where('batch', 'is', null).where('due_at', '<=', now);
  const { waiting, oldest } = await due
    .select((eb) => [
      eb.fn.countAll<number>().as('waiting'),
      eb.fn.min<number | null>('due_at').as('oldest'),
    ])
    .executeTakeFirstOrThrow();
  const size = batchSize(subscription, { waiting, lateMs: now - (oldest ?? now) });
  return due
    .selectAll()
    .orderBy('due_at')
    .orderBy('id')
    .limit(Math.min(waiting, Math.max(1, size)))
    .execute();
}

function sameBatch(
  tx: Database,
  batch: string,
  subscription: Subscription,
): Promise<OutboxTable[]> {
  return waitingFor(tx, subscription)
    .selectAll()
    .where('batch', '=', batch)
    .orderBy('due_at')
    .orderBy('id')
    .execute();
}

function waitingFor(tx: Database, { id }: Subscription) {
  return tx.selectFrom('outbox').where('subscription_id', '=', id).where('died_at', 'is', null);
}

/** For whom a message is, and where: where the subscription is, or was when it was claimed. */
interface Place {
  readonly channelId: string;
  readonly subscription: Subscription;
}

/**
 * Takes out of the outbox what another subscription of the channel was faster with, and what this
 * one posted where it was before it moved.
 */
async function dropPosted(
  tx: Database,
  { channelId, subscription }: Place,
  rows: readonly OutboxTable[],
): Promise<OutboxTable[]> {
  const posted = await tx
    .selectFrom('posted')
    .select(['paper_id', 'edition'])
    .where((eb) =>
      eb.or([eb('channel_id', '=', channelId), eb('subscription_id', '=', subscription.id)]),
    )
    .where(
      'paper_id',
      'in',
      rows.map(({ paper_id }) => paper_id),
    )
    .execute();
  const isPosted = (row: OutboxTable) =>
    posted.some(({ paper_id, edition }) => row.paper_id === paper_id && row.edition === edition);
  const repeated = rows.filter(isPosted);
  if (repeated.length > 0) {
    await tx
      .deleteFrom('outbox')
      .where(
        'id',
        'in',
        repeated.map(({ id }) => id),
      )
      .execute();
  }
  return rows.filter((row) => !isPosted(row));
}

async function toMessage(
  tx: Database,
  { channelId, subscription }: Place,
  rows: readonly OutboxTable[],
  { now }: Options,
): Promise<Message> {
  const entries = rows.map(({ paper_id, edition, reason }) => ({
    paperId: paper_id,
    ...(edition && { edition }),
    reason,
  }));
  const [first] = rows as [OutboxTable];
  const nonce = first.batch ?? messageNonce(channelId, entries);
  const attempt = first.attempts + 1;
  const firstAttemptAt = first.first_attempt_at ?? now;
  await tx
    .updateTable('outbox')
    .set({
      batch: nonce,
      channel_id: channelId,
      attempts: attempt,
      first_attempt_at: firstAttemptAt,
    })
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
  return { subscription, entries, nonce, attempt, firstAttemptAt };
}
