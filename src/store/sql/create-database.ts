import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Dialect,
  type Driver,
  HandleEmptyInListsPlugin,
  Kysely,
  replaceWithNoncontingentExpression,
} from 'kysely';
import type { Engine } from './engine.ts';
import type { Tables } from './tables.ts';

/** The tables in a database of that dialect; `in` an empty list is true of nothing on both. */
export function createDatabase(dialect: Dialect): Pick<Engine, 'db' | 'transaction'> {
  const isInTransaction = new AsyncLocalStorage<true>();
  const db = new Kysely<Tables>({
    dialect: {
      createAdapter: () => dialect.createAdapter(),
      createDriver: () => refuseWhile(isInTransaction, dialect.createDriver()),
      createIntrospector: (kysely) => dialect.createIntrospector(kysely),
      createQueryCompiler: () => dialect.createQueryCompiler(),
    },
    plugins: [new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression })],
  });
  return {
    db,
    transaction: (work) =>
      db.transaction().execute((tx) => isInTransaction.run(true, () => work(tx))),
  };
}

/**
 * The driver, which gives no second connection to who is in a transaction: on SQLite, that would
 * be waited for until the transaction ends, and the transaction until it is there.
 */
function refuseWhile(isInTransaction: AsyncLocalStorage<true>, driver: Driver): Driver {
  const acquire = driver.acquireConnection.bind(driver);
  driver.acquireConnection = async () => {
    if (isInTransaction.getStore()) {
      throw new Error('Within a transaction, use the parts of the store that it is given.');
    }
    return acquire();
  };
  return driver;
}
