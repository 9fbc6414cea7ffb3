import { setImmediate } from 'node:timers/promises';
import type { Database } from './tables.ts';

/** Runs `work` in a transaction: that which is open already, or one of its own. */
export function atomic<Result>(
  db: Database,
  work: (tx: Database) => Promise<Result>,
): Promise<Result> {
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}

/**
 * Gives out ids, `count` of them, and makes everybody else who wants some wait until the
 * transaction ends. So ids grow in the order of commits: who has read up to one of them has missed
 * none, which a sequence of the database would not promise.
 *
 * To keep transactions from waiting for each other in a circle, all that write several rows take
 * their turn first, even for no id, then hold the lanes that they touch, then write the rest; only
 * `claim` and what settles a claim take no turn, and hold the lanes of one channel.
 *
 * @returns the first of the ids
 */
export async function takeTurn(tx: Database, count = 0): Promise<number> {
  const { value } = await tx
    .updateTable('last_id')
    .set((eb) => ({ value: eb('value', '+', count) }))
    .returning('value')
    .executeTakeFirstOrThrow();
  return value - count + 1;
}

/** Rows of one statement: far below the 32,766 values that SQLite takes, PostgreSQL twice as many. */
const CHUNK_ROWS = 500;

/**
 * Does something to many values, some hundred at a time. The event loop gets a turn between, as
 * SQLite works in this thread.
 */
export async function inChunks<Value>(
  values: readonly Value[],
  work: (chunk: readonly Value[]) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < values.length; start += CHUNK_ROWS) {
    if (start > 0) await setImmediate();
    await work(values.slice(start, start + CHUNK_ROWS));
  }
}
