import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { SqliteAdapter, SqliteDialect } from 'kysely';
import Database from 'libsql';
import { UserError } from '../../user-error.ts';
import { createDatabase } from './create-database.ts';
import type { Engine } from './engine.ts';
import { bindableByLibsql, guardParameters } from './guard-parameters.ts';
import { prepareOnce } from './prepare-once.ts';
import { lockDatabase } from './sqlite-lock.ts';

/** For a copy that is being made of the file; nobody else writes to it. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens a database in a file, which is made if need be.
 *
 * Commits are written ahead (WAL) and synced each (`synchronous = FULL`): with NORMAL, the last
 * ones would outlive the process but not the machine's power, and a paper whose post was forgotten
 * is posted again.
 *
 * @throws UserError when the file cannot be used, or another process writes to it
 */
export function openSqlite(file: string, { isReadOnly }: { isReadOnly: boolean }): Engine {
  if (isReadOnly && !existsSync(file)) {
    throw new UserError(
      `There is no database yet: ${file} is made by the bot on Discord, or by “sources poll NAME”.`,
    );
  }
  const unlock = isReadOnly ? () => {} : prepareFile(file);
  try {
    const database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
    database.exec('pragma journal_mode = wal');
    database.exec('pragma synchronous = full');
    database.exec('pragma foreign_keys = on');
    if (isReadOnly) database.exec('pragma query_only = on');
    const open = createDatabase(
      guardParameters(
        new TransactionalDialect({ database: prepareOnce(database) }),
        bindableByLibsql,
      ),
    );
    return {
      ...open,
      isShared: false,
      async close() {
        await open.db.destroy();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw unusable(file, error);
  }
}

function prepareFile(file: string): () => void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    return lockDatabase(file);
  } catch (error) {
    throw error instanceof UserError ? error : unusable(file, error);
  }
}

function unusable(file: string, error: unknown): UserError {
  return new UserError(
    `${file} cannot be used as the database: ${(error as Error).message}. ` +
      'Check the folder (DATA_DIR), its rights and the space on its disk; ' +
      'a file that is damaged must be replaced by a copy, or moved away to begin anew.',
  );
}

/** Migrates in a transaction, which SQLite can do, though Kysely is not told so by its adapter. */
class TransactionalDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}

class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
