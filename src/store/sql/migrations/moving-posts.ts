import type { Kysely, Migration } from 'kysely';

/** What it takes for a subscription to move to another channel. */
export const movingPosts: Migration = {
  async up(db: Kysely<never>): Promise<void> {
    await db.schema.alterTable('outbox').addColumn('channel_id', 'text').execute();
    await db.schema
      .createIndex('outbox_by_channel')
      .on('outbox')
      .column('channel_id')
      .where('channel_id', 'is not', null)
      .execute();
    await keepClaimedWhereTheyAre(db.withTables<Tables>());
    await db.schema.alterTable('posted').addColumn('subscription_id', 'bigint').execute();
  },
};

type Tables = {
  outbox: { subscription_id: number; batch: string | null; channel_id: string | null };
  subscriptions: { id: number; channel_id: string };
};

async function keepClaimedWhereTheyAre(db: Kysely<Tables>): Promise<void> {
  await db
    .updateTable('outbox')
    .set((eb) => ({
      channel_id: eb
        .selectFrom('subscriptions')
        .whereRef('subscriptions.id', '=', 'outbox.subscription_id')
        .select('subscriptions.channel_id'),
    }))
    .where('batch', 'is not', null)
    .execute();
}
