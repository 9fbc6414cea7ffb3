import type { NewPost, Outbox } from '../outbox.ts';
import { ensureLanes, holdLanes, refreshPostLanes } from './lanes.ts';
import type { Database } from './tables.ts';
import { atomic, inChunks, takeTurn } from './transactions.ts';
import { trimWaiting } from './trim-waiting.ts';

/** See `Outbox.add`. */
export function addPosts(
  db: Database,
  posts: readonly NewPost[],
  { maxWaiting }: { maxWaiting: number },
): ReturnType<Outbox['add']> {
  return atomic(db, async (tx) => {
    const firstId = await takeTurn(tx, posts.length);
    const numbered = posts.map((post, index) => ({ ...post, id: firstId + index }));
    const channels = new Map<number, string>();
    let added = 0;
    await inChunks(numbered, async (chunk) => {
      await lookUpChannels(tx, chunk, channels);
      const posted = await findPosted(tx, chunk, channels);
      const rows = chunk.flatMap((post) => {
        const channelId = channels.get(post.subscriptionId);
        return channelId === undefined || posted.has(keyOf({ ...post, channelId }))
          ? []
          : [toRow(post)];
      });
      if (rows.length === 0) return;
      const { numInsertedOrUpdatedRows = 0n } = await tx
        .insertInto('outbox')
        .values(rows)
        .onConflict((conflict) =>
          conflict.columns(['subscription_id', 'paper_id', 'edition']).doNothing(),
        )
        .executeTakeFirst();
      added += Number(numInsertedOrUpdatedRows);
    });

    const channelIds = [...new Set(channels.values())];
    await inChunks(channelIds, async (chunk) => {
      await ensureLanes(tx, chunk);
      await holdLanes(tx, 'post', chunk);
    });
    const dropped = new Map<number, number>();
    await inChunks([...channels.keys()], async (chunk) => {
      for (const [id, papers] of await trimWaiting(tx, chunk, maxWaiting)) dropped.set(id, papers);
    });
    await inChunks(channelIds, (chunk) => refreshPostLanes(tx, chunk));
    return { added, dropped };
  });
}

function toRow({
  id,
  subscriptionId,
  paperId,
  edition = '',
  reason,
  dueAt,
}: NewPost & { id: number }) {
  return {
    id,
    subscription_id: subscriptionId,
    paper_id: paperId,
    edition,
    reason,
    due_at: dueAt,
    attempts: 0,
  };
}

/** Adds the channels of those subscriptions that are there still. */
async function lookUpChannels(
  tx: Database,
  posts: readonly NewPost[],
  channels: Map<number, string>,
): Promise<void> {
  const ids = new Set(posts.map(({ subscriptionId }) => subscriptionId));
  const rows = await tx
    .selectFrom('subscriptions')
    .select(['id', 'channel_id'])
    .where(
      'id',
      'in',
      [...ids].filter((id) => !channels.has(id)),
    )
    .execute();
  for (const { id, channel_id } of rows) channels.set(id, channel_id);
}

async function findPosted(
  tx: Database,
  posts: readonly NewPost[],
  channels: ReadonlyMap<number, string>,
): Promise<ReadonlySet<string>> {
  const channelIds = posts.flatMap(({ subscriptionId }) => channels.get(subscriptionId) ?? []);
  const rows = await tx
    .selectFrom('posted')
    .select(['paper_id', 'channel_id', 'edition'])
    .where('paper_id', 'in', [...new Set(posts.map(({ paperId }) => paperId))])
    .where('channel_id', 'in', [...new Set(channelIds)])
    .execute();
  return new Set(
    rows.map(({ paper_id, channel_id, edition }) =>
      keyOf({ paperId: paper_id, channelId: channel_id, edition }),
    ),
  );
}

function keyOf({
  paperId,
  channelId,
  edition = '',
}: Pick<NewPost, 'paperId' | 'edition'> & { channelId: string }): string {
  return JSON.stringify([paperId, channelId, edition]);
}
