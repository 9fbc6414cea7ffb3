import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { sql } from 'kysely';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLogger } from '../../src/log.ts';
import { openStore } from '../../src/store/open-store.ts';
import { openPostgres } from '../../src/store/sql/postgres.ts';
import { UserError } from '../../src/user-error.ts';
import { describeSeveralProcesses } from './several-processes.contract.ts';
import { describeStore } from './store.contract.ts';
import {
  HAS_POSTGRES,
  MUST_HAVE_POSTGRES,
  type PostgresStoresUnderTest,
  usePostgresStores,
} from './use-postgres-stores.ts';

it.runIf(MUST_HAVE_POSTGRES)('has a PostgreSQL server to test with', () => {
  expect(HAS_POSTGRES).toBe(true);
});

describe.skipIf(!HAS_POSTGRES)(
  'PostgreSQL (skipped where neither its server programs nor TEST_DATABASE_URL are found)',
  () => {
    const stores = usePostgresStores();
    describeStore('the store on a server', () => stores);
    describeSeveralProcesses(stores);
    describeConnection(stores);
  },
);

describe('a server that cannot be used', () => {
  it('is named, and its password is not', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));

    const attempt = openStore({
      dataDir: '/nonexistent',
      databaseUrl: `postgresql://bot:hunter22@127.0.0.1:${port}/papers`,
    });

    await expect(attempt).rejects.toThrow(UserError);
    await expect(attempt).rejects.toThrow(
      `The database server at 127.0.0.1:${port}/papers cannot be used: connect ECONNREFUSED`,
    );
    await expect(attempt).rejects.not.toThrow(/hunter22/);
  });
});

function describeConnection({ databaseUrl, openBare }: PostgresStoresUnderTest): void {
  describe('the connection to a server', () => {
    it('is made anew after it broke, and the log says so', async () => {
      const log = createLogger({ level: 'info', secrets: [], stream: new PassThrough() });
      const warned = new Promise((resolve) => {
        log.warn = (_fields: unknown, message?: string) => resolve(message);
      });
      const store = await openStore(
        { dataDir: '/nonexistent', databaseUrl: databaseUrl() },
        { log },
      );
      const admin = new pg.Client({ connectionString: databaseUrl() });
      await admin.connect();

      await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'papercord' and datname = current_database()`,
      );

      expect(await warned).toBe('connection to the database lost');
      expect(await store.papers.count()).toBe(0);
      await admin.end();
      await store.close();
    });

    it('is given up with a query that gets no answer, and the next query has another', async () => {
      const line = await startLine(databaseUrl());
      const { db, close } = await openPostgres(line.url, {
        isReadOnly: false,
        onConnectionLost: () => {},
        queryTimeoutMs: 1_000,
      });

      const attempt = db.transaction().execute(async (tx) => {
        await sql`select 1`.execute(tx);
        line.fallSilent();
        await sql`select 2`.execute(tx);
      });

      await expect(attempt).rejects.toThrow('Query read timeout');
      expect((await sql`select 3 as answer`.execute(db)).rows).toEqual([{ answer: 3 }]);
      await close();
    });

    it('writes nothing when it is for reading only', async () => {
      const store = await openStore(
        { dataDir: '/nonexistent', databaseUrl: databaseUrl() },
        { isReadOnly: true },
      );

      expect(await store.papers.count()).toBe(0);
      await expect(store.papers.silence(['a'])).rejects.toThrow(/read-only transaction/);
      await store.close();
    });

    it('says what to do when its user may not make tables', async () => {
      const { db } = await openBare();
      const role = `reader_of_${new URL(databaseUrl()).pathname.slice(1)}`;
      await sql`create role ${sql.id(role)}`.execute(db);
      await sql`grant usage on schema public to ${sql.id(role)}`.execute(db);
      const address = new URL(databaseUrl());
      address.searchParams.set('options', `-c role=${role}`);

      const attempt = openStore({ dataDir: '/nonexistent', databaseUrl: address.href });

      await expect(attempt).rejects.toThrow(UserError);
      await expect(attempt).rejects.toThrow(/does not let its user make tables: permission denied/);
      await sql`drop owned by ${sql.id(role)}`.execute(db);
      await sql`drop role ${sql.id(role)}`.execute(db);
    });

    it('names a database that the server does not have', async () => {
      const address = new URL(databaseUrl());
      address.pathname = '/no_such_papers';

      const attempt = openStore({ dataDir: '/nonexistent', databaseUrl: address.href });

      await expect(attempt).rejects.toThrow(UserError);
      await expect(attempt).rejects.toThrow(/no_such_papers" does not exist.*DATABASE_URL/s);
    });
  });
}

/** A line to the server of a database, whose connections can be made to carry nothing any more. */
async function startLine(databaseUrl: string) {
  const { searchParams, hostname, port } = new URL(databaseUrl);
  const host = searchParams.get('host') ?? hostname;
  const there = Number(searchParams.get('port') ?? (port || '5432'));
  const ends = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(
      host.startsWith('/') ? { path: `${host}/.s.PGSQL.${there}` } : { host, port: there },
    );
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(from);
      from.pipe(to).on('error', () => {});
      from.on('close', () => to.destroy());
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const end of ends) end.destroy();
    server.close();
  });
  const url = new URL(databaseUrl);
  url.searchParams.set('host', '127.0.0.1');
  url.searchParams.set('port', String((server.address() as { port: number }).port));
  return {
    url: url.href,
    fallSilent() {
      for (const end of ends) end.unpipe();
    },
  };
}
