import type { Database } from './tables.ts';

/** A database that is open, and what it can do. */
export interface Engine {
  readonly db: Database;
  /** Whether other processes may write at the same time, so that rows must be locked. */
  readonly isShared: boolean;
  /** A transaction in which `db` itself must not be used, and cannot be. */
  transaction<Result>(work: (tx: Database) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}
