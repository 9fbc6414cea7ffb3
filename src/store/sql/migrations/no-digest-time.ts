import type { Kysely, Migration } from 'kysely';

/** When a digest was posted last is asked by nobody: the outbox says when the next one is due. */
export const noDigestTime: Migration = {
  async up(db: Kysely<never>): Promise<void> {
    await db.schema.alterTable('subscriptions').dropColumn('last_digest_at').execute();
  },
};
