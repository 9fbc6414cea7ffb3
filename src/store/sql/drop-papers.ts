import type { Outbox } from '../outbox.ts';
import { holdLanes, refreshPostLanes } from './lanes.ts';
import type { Database } from './tables.ts';
import { atomic, inChunks, takeTurn } from './transactions.ts';

/** See `Outbox.drop`. */
export function dropPapers(db: Database, paperIds: readonly string[]): ReturnType<Outbox['drop']> {
  return atomic(db, async (tx) => {
    await takeTurn(tx);
    const dropped = new Map<number, number>();
    await inChunks(paperIds, async (ids) => {
      const waiting = await tx
        .selectFrom('outbox')
        .innerJoin('subscriptions', 'subscriptions.id', 'outbox.subscription_id')
        .where('paper_id', 'in', ids)
        .where('batch', 'is', null)
        .where('died_at', 'is', null)
        .select('subscriptions.channel_id')
        .distinct()
        .execute();
      if (waiting.length === 0) return;
      const channelIds = waiting.map(({ channel_id }) => channel_id);
      await holdLanes(tx, 'post', channelIds);
      const rows = await tx
        .deleteFrom('outbox')
        .where('paper_id', 'in', ids)
        .where('batch', 'is', null)
        .where('died_at', 'is', null)
        .returning('subscription_id')
        .execute();
      for (const { subscription_id: id } of rows) dropped.set(id, (dropped.get(id) ?? 0) + 1);
      await refreshPostLanes(tx, channelIds);
    });
    return dropped;
  });
}
