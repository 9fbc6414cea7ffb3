import { holdLanes } from './lanes.ts';
import type { Database } from './tables.ts';
import { atomic, takeTurn } from './transactions.ts';

/** See `SubscriptionStore.removeGuild`; what waits goes with its subscription. */
export function removeGuild(db: Database, guildId: string): Promise<void> {
  return atomic(db, async (tx) => {
    await takeTurn(tx);
    const lanes = await tx
      .selectFrom('lanes')
      .select('channel_id')
      .where('guild_id', '=', guildId)
      .execute();
    const channelIds = lanes.map(({ channel_id }) => channel_id);
    await holdLanes(tx, 'post', channelIds);
    await holdLanes(tx, 'crosspost', channelIds);
    for (const table of ['subscriptions', 'posted', 'crossposts', 'lanes'] as const) {
      await tx.deleteFrom(table).where('guild_id', '=', guildId).execute();
    }
  });
}
