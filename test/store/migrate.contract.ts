import { type Kysely, type Migration, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createFeedbackLog } from '../../src/store/sql/feedback-log.ts';
import { checkSchema, MIGRATIONS, migrate } from '../../src/store/sql/migrate.ts';
import { UserError } from '../../src/user-error.ts';
import { NOW } from './samples.ts';
import type { StoresUnderTest } from './store-under-test.ts';

const opinion = { question: 'Why?', paperIds: [], isUseful: true, at: new Date(NOW) };

const addNotes: Migration = {
  async up(db: Kysely<never>) {
    await db.schema.alterTable('feedback').addColumn('note', 'text').execute();
  },
};
const failHalfway: Migration = {
  async up(db: Kysely<never>) {
    await addNotes.up(db);
    throw new Error('out of paper');
  },
};

export function describeMigrate({ openBare }: StoresUnderTest): void {
  describe('migrate', () => {
    it('makes the schema in an empty database, and leaves it alone after that', async () => {
      const { db } = await openBare();

      await migrate(db);
      await createFeedbackLog(db).add(opinion);
      await migrate(db);

      expect(await createFeedbackLog(db).list(9)).toEqual([opinion]);
      await expect(checkSchema(db)).resolves.toBeUndefined();
    });

    it('brings the database of an older version up to date with all that it holds', async () => {
      const { db } = await openBare();
      await migrate(db);
      await createFeedbackLog(db).add(opinion);
      const newer = { ...MIGRATIONS, '9999-add-notes': addNotes };
      const before = checkSchema(db, newer);

      await expect(before).rejects.toThrow(/last used by an older version of the bot/);
      await migrate(db, newer);

      const { rows } = await sql`select question, note from feedback`.execute(db);
      expect(rows).toEqual([{ question: 'Why?', note: null }]);
    });

    it('leaves messages that were claimed before in the channel that they were claimed for', async () => {
      const { db } = await openBare();
      const [first] = Object.entries(MIGRATIONS);
      await migrate(db, Object.fromEntries([first!]));
      await sql`insert into subscriptions (id, guild_id, channel_id, wish, created_at, are_admins_told)
        values (1, 'g1', 'c1', '{}', 0, 0)`.execute(db);
      for (const [id, batch] of [
        [2, 'nonce'],
        [3, null],
      ]) {
        await sql`insert into outbox (id, subscription_id, paper_id, edition, reason, due_at, batch, attempts)
          values (${id}, 1, ${`p${id}`}, '', '', 0, ${batch}, 0)`.execute(db);
      }

      await migrate(db);

      const { rows } = await sql`select id, channel_id from outbox order by id`.execute(db);
      expect(rows).toEqual([
        { id: 2, channel_id: 'c1' },
        { id: 3, channel_id: null },
      ]);
    });

    it('refuses the database of a newer version, and changes nothing', async () => {
      const { db } = await openBare();
      await migrate(db, { ...MIGRATIONS, '9999-add-notes': addNotes });

      for (const attempt of [migrate, checkSchema]) {
        await expect(attempt(db)).rejects.toThrow(UserError);
        await expect(attempt(db)).rejects.toThrow(
          /newer version of the bot: it knows “9999-add-notes”/,
        );
      }
    });

    it('leaves the schema as it was when a migration fails', async () => {
      const { db } = await openBare();
      await migrate(db);

      const attempt = migrate(db, { ...MIGRATIONS, '9999-fail-halfway': failHalfway });

      await expect(attempt).rejects.toThrow('out of paper');
      await migrate(db, { ...MIGRATIONS, '9999-add-notes': addNotes });
      const { rows } = await sql`select note from feedback`.execute(db);
      expect(rows).toEqual([]);
    });
  });
}
