import { join } from 'node:path';
import type { Settings } from '../config.ts';
import type { Logger } from '../log.ts';
import type { Engine } from './sql/engine.ts';
import { createFeedbackLog } from './sql/feedback-log.ts';
import { createLeases } from './sql/leases.ts';
import { checkSchema, migrate } from './sql/migrate.ts';
import { createOutbox } from './sql/outbox.ts';
import { createPaperStore } from './sql/papers.ts';
import { createSourceStates } from './sql/source-states.ts';
import { openSqlite } from './sql/sqlite.ts';
import { createSubscriptionStore } from './sql/subscriptions.ts';
import { takeTurn } from './sql/transactions.ts';
import type { Store, StoreParts } from './store.ts';

/** The database of a data folder. */
const FILE_NAME = 'papercord.db';

export interface OpenStoreOptions {
  /** Only looks, and so may look while a bot uses the same file. Whatever writes is rejected. */
  readonly isReadOnly?: boolean;
  readonly log?: Logger;
}

/**
 * Opens the store that the settings name, and brings its schema up to date: a PostgreSQL server for
 * many processes, else a file in the data folder for one.
 *
 * @throws UserError when the server or the file cannot be used, another process uses the file, or a
 *   newer version of the bot wrote the database
 */
export async function openStore(
  settings: Pick<Settings, 'dataDir' | 'databaseUrl'>,
  options: OpenStoreOptions = {},
): Promise<Store> {
  const engine = await openEngine(settings, options);
  try {
    await (options.isReadOnly ? checkSchema : migrate)(engine.db);
  } catch (error) {
    await engine.close();
    throw error;
  }
  let closing: Promise<void> | undefined;
  return {
    ...createParts(engine),
    transaction: (work) =>
      engine.transaction(async (tx) => {
        await takeTurn(tx);
        return work(createParts({ ...engine, db: tx }));
      }),
    close() {
      closing ??= engine.close();
      return closing;
    },
  };
}

async function openEngine(
  { databaseUrl, dataDir }: Pick<Settings, 'dataDir' | 'databaseUrl'>,
  { isReadOnly = false, log }: OpenStoreOptions,
): Promise<Engine> {
  if (databaseUrl !== undefined) {
    const { openPostgres } = await import('./sql/postgres.ts');
    return openPostgres(databaseUrl, {
      isReadOnly,
      onConnectionLost: (error) => log?.warn({ err: error }, 'connection to the database lost'),
    });
  }
  return openSqlite(join(dataDir, FILE_NAME), { isReadOnly });
}

function createParts(engine: Pick<Engine, 'db' | 'isShared'>): StoreParts {
  const { db } = engine;
  return {
    papers: createPaperStore(db),
    sources: createSourceStates(db),
    subscriptions: createSubscriptionStore(db),
    outbox: createOutbox(engine),
    feedback: createFeedbackLog(db),
    leases: createLeases(db),
  };
}
