import type { Kysely, Migration } from 'kysely';

/** Everything that the first version of the store holds. */
export const firstSchema: Migration = {
  async up(db: Kysely<never>): Promise<void> {
    await createIds(db);
    await createPapers(db);
    await createSources(db);
    await createSubscriptions(db);
    await createOutbox(db);
    await createLeases(db);
    await createFeedback(db);
  },
};

async function createIds(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('last_id')
    .addColumn('value', 'bigint', (column) => column.notNull())
    .execute();
  await db
    .withTables<{ last_id: { value: number } }>()
    .insertInto('last_id')
    .values({ value: 0 })
    .execute();
}

async function createPapers(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('papers')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('paper', 'text', (column) => column.notNull())
    .addColumn('arxiv_id', 'text', (column) => column.unique())
    .addColumn('doi', 'text')
    .addColumn('title_key', 'text')
    .addColumn('version', 'integer')
    .addColumn('first_seen_at', 'bigint', (column) => column.notNull())
    .addColumn('revision', 'bigint', (column) => column.notNull().unique())
    .execute();
  await db.schema.createIndex('papers_by_doi').on('papers').column('doi').execute();
  await db.schema.createIndex('papers_by_title').on('papers').column('title_key').execute();
  await db.schema
    .createTable('sightings')
    .addColumn('id', 'bigint', (column) => column.primaryKey().notNull())
    .addColumn('paper_id', 'text', (column) =>
      column.notNull().references('papers.id').onDelete('cascade'),
    )
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('announcement', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('announced_at', 'bigint', (column) => column.notNull())
    .addColumn('matching', 'text', (column) => column.notNull())
    .addUniqueConstraint('sightings_once', ['paper_id', 'source', 'announcement', 'version'])
    .execute();
  await db.schema
    .createIndex('sightings_by_time')
    .on('sightings')
    .columns(['announced_at', 'id'])
    .execute();
  await db.schema
    .createIndex('sightings_by_matching')
    .on('sightings')
    .columns(['matching', 'id'])
    .execute();
}

async function createSources(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('sources')
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('etag', 'text')
    .addColumn('last_modified', 'text')
    .addColumn('cursor', 'text')
    .addColumn('last_success_at', 'bigint')
    .addColumn('last_error', 'text')
    .addColumn('last_error_at', 'bigint')
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('next_run_at', 'bigint')
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('seen_papers', 'integer', (column) => column.notNull())
    .addColumn('new_papers', 'integer', (column) => column.notNull())
    .addColumn('bad_entries', 'integer', (column) => column.notNull())
    .execute();
}

async function createSubscriptions(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('subscriptions')
    .addColumn('id', 'bigint', (column) => column.primaryKey().notNull())
    .addColumn('guild_id', 'text', (column) => column.notNull())
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('wish', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('paused_at', 'bigint')
    .addColumn('pause_reason', 'text')
    .addColumn('pause_detail', 'text')
    .addColumn('are_admins_told', 'integer', (column) => column.notNull())
    .addColumn('last_post_at', 'bigint')
    .addColumn('last_digest_at', 'bigint')
    .execute();
  for (const column of ['guild_id', 'channel_id']) {
    await db.schema
      .createIndex(`subscriptions_by_${column}`)
      .on('subscriptions')
      .column(column)
      .execute();
  }
  await db.schema
    .createTable('skips')
    .addColumn('subscription_id', 'bigint', (column) =>
      column.notNull().references('subscriptions.id').onDelete('cascade'),
    )
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('papers', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('skips_key', ['subscription_id', 'day', 'reason'])
    .execute();
  await db.schema.createIndex('skips_by_day').on('skips').column('day').execute();
}

async function createOutbox(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('outbox')
    .addColumn('id', 'bigint', (column) => column.primaryKey().notNull())
    .addColumn('subscription_id', 'bigint', (column) =>
      column.notNull().references('subscriptions.id').onDelete('cascade'),
    )
    .addColumn('paper_id', 'text', (column) => column.notNull())
    .addColumn('edition', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('batch', 'text')
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('first_attempt_at', 'bigint')
    .addColumn('died_at', 'bigint')
    .addColumn('cause', 'text')
    .addUniqueConstraint('outbox_once', ['subscription_id', 'paper_id', 'edition'])
    .execute();
  await db.schema
    .createIndex('outbox_in_order')
    .on('outbox')
    .columns(['subscription_id', 'due_at', 'id'])
    .execute();
  await db.schema
    .createIndex('outbox_by_death')
    .on('outbox')
    .column('died_at')
    .where('died_at', 'is not', null)
    .execute();
  await db.schema
    .createTable('posted')
    .addColumn('paper_id', 'text', (column) => column.notNull())
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('edition', 'text', (column) => column.notNull())
    .addColumn('guild_id', 'text', (column) => column.notNull())
    .addColumn('message_id', 'text', (column) => column.notNull())
    .addColumn('posted_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('posted_key', ['paper_id', 'channel_id', 'edition'])
    .execute();
  await db.schema.createIndex('posted_by_guild').on('posted').column('guild_id').execute();
  await db.schema
    .createTable('crossposts')
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('message_id', 'text', (column) => column.notNull())
    .addColumn('guild_id', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('crossposts_key', ['channel_id', 'message_id'])
    .execute();
  await db.schema
    .createTable('lanes')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('guild_id', 'text', (column) => column.notNull())
    .addColumn('due_at', 'bigint')
    .addColumn('blocked_until', 'bigint', (column) => column.notNull())
    .addColumn('cause', 'text')
    .addColumn('claim', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('lanes_key', ['kind', 'channel_id'])
    .execute();
  await db.schema
    .createIndex('lanes_by_due')
    .on('lanes')
    .columns(['kind', 'due_at', 'channel_id'])
    .execute();
}

async function createLeases(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('leases')
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('holder', 'text', (column) => column.notNull())
    .addColumn('token', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();
}

async function createFeedback(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('feedback')
    .addColumn('id', 'bigint', (column) => column.primaryKey().notNull())
    .addColumn('question', 'text', (column) => column.notNull())
    .addColumn('paper_ids', 'text', (column) => column.notNull())
    .addColumn('is_useful', 'integer', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('feedback_by_time').on('feedback').column('at').execute();
}
