import { PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { UserError } from '../../user-error.ts';
import { createDatabase } from './create-database.ts';
import { endWhenSilent } from './end-when-silent.ts';
import type { Engine } from './engine.ts';
import { bindableByPostgres, guardParameters } from './guard-parameters.ts';

const MAX_CONNECTIONS = 10;
/** For a free connection too: many may be waiting for one long transaction. */
const CONNECT_TIMEOUT_MS = 30_000;
/** Others wait for who is in a transaction: one who went silent in it is cut off. */
const STUCK_TIMEOUT_MS = 60_000;

/**
 * A network that went silent answers nothing, and says nothing of it either: whoever waits for it
 * gives up. No query of ours takes a second, but it may wait for another's transaction.
 */
const QUERY_TIMEOUT_MS = 60_000;

/** Whole numbers of 8 bytes: all of ours, times and counts, fit a JavaScript number. */
const INT8 = 20;

/**
 * Opens a database on a PostgreSQL server.
 *
 * @param onConnectionLost told of a connection that broke while nobody used it; the next query
 *   gets a new one
 * @throws UserError when the server does not let us in; its message never has the password in it
 */
export async function openPostgres(
  url: string,
  {
    isReadOnly,
    onConnectionLost,
    queryTimeoutMs = QUERY_TIMEOUT_MS,
  }: {
    isReadOnly: boolean;
    onConnectionLost: (error: Error) => void;
    queryTimeoutMs?: number;
  },
): Promise<Engine> {
  const pool = new pg.Pool({
    connectionString: url,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: STUCK_TIMEOUT_MS,
    query_timeout: queryTimeoutMs,
    keepAlive: true,
    application_name: 'papercord',
    ...(isReadOnly && { options: '-c default_transaction_read_only=on' }),
    types: {
      getTypeParser: (oid, format) => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)),
    },
  });
  // Without a listener, a connection that breaks while idle would end the process.
  pool.on('error', onConnectionLost);
  pool.on('connect', endWhenSilent);

  const open = createDatabase(guardParameters(new PostgresDialect({ pool }), bindableByPostgres));
  try {
    await sql`select 1`.execute(open.db);
  } catch (error) {
    await open.db.destroy();
    throw new UserError(
      `The database server at ${placeOf(url)} cannot be used: ${reasonOf(error)}. ` +
        'Check DATABASE_URL, and that the server runs and lets this machine in.',
    );
  }
  return { ...open, isShared: true, close: () => open.db.destroy() };
}

/** Host, port and database of a server's address: what may be shown of it. */
function placeOf(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? (hostname || 'localhost');
  return `${host}:${searchParams.get('port') ?? (port || '5432')}${pathname}`;
}

/** A host with several addresses fails with several errors, and no message of its own. */
function reasonOf(error: unknown): string {
  const { message } =
    error instanceof AggregateError ? (error.errors[0] as Error) : (error as Error);
  return message;
}
