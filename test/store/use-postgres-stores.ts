import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import type { Engine } from '../../src/store/sql/engine.ts';
import { openPostgres } from '../../src/store/sql/postgres.ts';
import type { Store } from '../../src/store/store.ts';
import { findPostgres, type PostgresServer, startPostgres } from './postgres-server.ts';
import type { StoresUnderTest } from './store-under-test.ts';

/** A server that is there already; databases are made on it and dropped. */
const GIVEN_SERVER = process.env.TEST_DATABASE_URL;
const PROGRAMS = findPostgres(process.env.PATH ?? '');

/** Whether a check without PostgreSQL is no check. */
export const MUST_HAVE_POSTGRES = process.env.CI !== undefined;

export const HAS_POSTGRES = GIVEN_SERVER !== undefined || PROGRAMS !== undefined;

/** Leaves the schema: making a table takes a server as long as some tests take. */
const EMPTY_TABLES = `do $$ declare name text; begin
  for name in select tablename from pg_tables where schemaname = 'public'
    and tablename not like 'papercord%' and tablename <> 'last_id'
  loop execute 'delete from ' || name; end loop;
end $$`;

export interface PostgresStoresUnderTest extends StoresUnderTest {
  /** Address of the database. */
  databaseUrl(): string;
}

/**
 * One database for the file, which each test finds empty, on a server that is started for it.
 * Stores that a test leaves open are used again, as a server makes a process for each connection.
 */
export function usePostgresStores(): PostgresStoresUnderTest {
  const name = `papercord_test_${randomUUID().replaceAll('-', '')}`;
  let server: PostgresServer;
  let database: pg.Client;
  const idle = new Set<Store>();
  const inUse = new Set<Store>();
  const bare: Engine[] = [];

  const databaseUrl = () => server.addressOf(name);
  const administrate = async (statement: string) => {
    const client = await connect(server.addressOf('postgres'));
    await client.query(statement);
    await client.end();
  };
  beforeAll(async () => {
    server = GIVEN_SERVER === undefined ? await startPostgres(PROGRAMS!) : given(GIVEN_SERVER);
    await administrate(`create database ${name}`);
    database = await connect(databaseUrl());
  });
  beforeEach(async () => {
    await database.query(EMPTY_TABLES);
  });
  afterEach(async () => {
    for (const store of inUse) idle.add(store);
    inUse.clear();
    await Promise.all(bare.splice(0).map((engine) => engine.close()));
  });
  afterAll(async () => {
    await Promise.all([...idle].map((store) => store.close()));
    await database.end();
    await administrate(`drop database ${name} with (force)`);
    await server.stop();
  });

  return {
    databaseUrl,
    async open() {
      const [left] = idle;
      const store =
        left ?? (await openStore({ dataDir: '/nonexistent', databaseUrl: databaseUrl() }));
      idle.delete(store);
      inUse.add(store);
      return {
        ...store,
        close() {
          inUse.delete(store);
          return store.close();
        },
      };
    },
    async openBare() {
      await Promise.all([...idle].map((store) => store.close()));
      idle.clear();
      await database.query('drop schema public cascade; create schema public');
      const engine = await openPostgres(databaseUrl(), {
        isReadOnly: false,
        onConnectionLost: () => {},
      });
      bare.push(engine);
      return engine;
    },
  };
}

async function connect(address: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  return client;
}

function given(address: string): PostgresServer {
  return {
    addressOf(name: string) {
      const url = new URL(address);
      url.pathname = `/${name}`;
      return url.href;
    },
    stop: async () => {},
  };
}
