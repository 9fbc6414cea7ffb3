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

    it('refuses the database of a newer version, and changes nothing', async () => {
      const { db } = await openBare();
      await migrate(db, { ...MIGRATIONS, '9999-add-notes': addNotes });

      for (const attempt of [migrate(db), checkSchema(db)]) {
        await expect(attempt).rejects.toThrow(UserError);
        await expect(attempt).rejects.toThrow(
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
