import type { SqliteDatabase } from 'kysely';

/** Statements kept; each takes some kilobytes, those that write hundreds of rows some ten. */
const MAX_STATEMENTS = 200;

/**
 * The database with its statements kept for the next time that the same SQL comes: preparing one
 * that writes hundreds of rows takes as long as running it.
 */
export function prepareOnce(database: SqliteDatabase): SqliteDatabase {
  const statements = new Map<string, ReturnType<SqliteDatabase['prepare']>>();
  return {
    close: () => database.close(),
    prepare(sql) {
      const statement = statements.get(sql) ?? database.prepare(sql);
      // Whoever was asked for last goes last.
      statements.delete(sql);
      statements.set(sql, statement);
      if (statements.size > MAX_STATEMENTS) statements.delete(statements.keys().next().value!);
      return statement;
    },
  };
}
