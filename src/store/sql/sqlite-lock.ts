import Database from 'libsql';
import { UserError } from '../../user-error.ts';

/**
 * Keeps other processes away from a database until it is called off.
 *
 * The lock is one of the operating system's on a file beside the database, held by SQLite: it ends
 * with the process however that ends, and leaves nothing to clean up. It is not on the database
 * itself, so that a copy can be made of that, and `paper` can read in it, while the bot runs.
 *
 * @returns what gives the lock back
 * @throws UserError when another process has the lock
 */
export function lockDatabase(file: string): () => void {
  const lock = new Database(`${file}.lock`, { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if (!isBusy(error)) throw error;
    throw new UserError(
      `${file} is in use by another process of the bot. ` +
        'Stop that one first, give this one a folder of its own (DATA_DIR), ' +
        'or let both share a PostgreSQL server (DATABASE_URL).',
    );
  }
  return () => {
    lock.exec('rollback');
    lock.close();
  };
}

function isBusy(error: unknown): boolean {
  return (error as { code?: unknown }).code === 'SQLITE_BUSY';
}
