import { Kysely, SqliteDialect, sql } from 'kysely';
import Database from 'libsql';
import { expect, it } from 'vitest';
import { bindableByLibsql, guardParameters } from '../../src/store/sql/guard-parameters.ts';

const db = new Kysely<Record<string, never>>({
  dialect: guardParameters(
    new SqliteDialect({ database: new Database(':memory:', {}) }),
    bindableByLibsql,
  ),
});
const echo = async (value: unknown) => {
  const { rows } = await sql<{ echo: unknown }>`select ${value} as echo`.execute(db);
  return rows[0]?.echo;
};

it.each([
  [true, 'Boolean true'],
  [Buffer.from('x'), 'Uint8Array x'],
  [undefined, 'Undefined undefined'],
  [new Date(0), 'Date'],
  [0.5, 'Number 0.5'],
  [Number.NaN, 'Number NaN'],
  [10n, 'BigInt 10'],
  [{}, 'Object'],
])('refuses %o with an error, where libsql might end the process', async (value, name) => {
  await expect(echo(value)).rejects.toThrow(
    `The database takes texts, whole numbers and null, not ${name}`,
  );
});

it.each([['text'], [''], [0], [-1], [Number.MAX_SAFE_INTEGER], [null], ['a\u{1F600}b']])(
  'binds %o as it is',
  async (value) => {
    expect(await echo(value)).toBe(value);
  },
);

it.each([
  ['a\0b', 'a\uFFFDb'],
  ['a\ud800b', 'a\uFFFDb'],
])('binds a text without what a database cannot hold: %j', async (text, stored) => {
  expect(await echo(text)).toBe(stored);
});
