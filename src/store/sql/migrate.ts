import { type Migration, Migrator } from 'kysely';
import { UserError } from '../../user-error.ts';
import { firstSchema } from './migrations/first-schema.ts';
import { movingPosts } from './migrations/moving-posts.ts';
import { noDigestTime } from './migrations/no-digest-time.ts';
import type { Database } from './tables.ts';

/** In the order in which they are run; one that was released is never changed, only followed. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-first-schema': firstSchema,
  '0002-moving-posts': movingPosts,
  '0003-no-digest-time': noDigestTime,
};

/** Not a name that something else in the same database has as well. */
const TABLE = 'papercord_migrations';

/**
 * PostgreSQL's codes for a schema that one may see but not change, as who does not own a database
 * finds it from version 15 on, and for one that one may not even see.
 */
const NOT_ALLOWED = ['42501', '3F000'];

/**
 * Brings the schema up to date; of several processes that start at once, one does it and the others
 * wait for it.
 *
 * @param migrations those that this program knows
 * @throws UserError when the database was written by a newer version of the bot, or may not be
 *   changed
 */
export async function migrate(db: Database, migrations = MIGRATIONS): Promise<void> {
  await refuseNewer(db, migrations);
  const { error } = await createMigrator(db, migrations).migrateToLatest();
  if (NOT_ALLOWED.includes(String((error as { code?: unknown } | undefined)?.code))) {
    throw new UserError(
      `The database does not let its user make tables: ${(error as Error).message}. ` +
        'Make that user the owner of the database, or grant it USAGE and CREATE on a schema.',
    );
  }
  if (error) throw error;
}

/**
 * Makes sure that the schema is up to date, without changing it.
 *
 * @throws UserError when the database was written by another version of the bot
 */
export async function checkSchema(db: Database, migrations = MIGRATIONS): Promise<void> {
  await refuseNewer(db, migrations);
  const done = await executedMigrations(db);
  if (done.length === Object.keys(migrations).length) return;
  throw new UserError(
    'The database was last used by an older version of the bot. Start the bot once to update it.',
  );
}

async function refuseNewer(db: Database, migrations: typeof MIGRATIONS): Promise<void> {
  const unknown = (await executedMigrations(db)).filter((name) => !(name in migrations));
  if (unknown.length === 0) return;
  throw new UserError(
    `The database was written by a newer version of the bot: it knows “${unknown.join('”, “')}”, ` +
      'this one does not. Start the newer version, or use a copy from before it was started.',
  );
}

async function executedMigrations(db: Database): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === TABLE)) return [];
  const rows = await db
    .withTables<{ [TABLE]: { name: string } }>()
    .selectFrom(TABLE)
    .select('name')
    .execute();
  return rows.map(({ name }) => name);
}

function createMigrator(db: Database, migrations: typeof MIGRATIONS): Migrator {
  return new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
    migrationTableName: TABLE,
    migrationLockTableName: `${TABLE}_lock`,
  });
}
