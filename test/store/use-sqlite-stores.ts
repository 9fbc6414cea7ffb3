import { join } from 'node:path';
import { afterEach } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { openSqlite } from '../../src/store/sql/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { useTemporaryFolder } from '../corpus/temporary-folder.ts';
import type { StoresUnderTest } from './store-under-test.ts';

/** Each test gets a data folder of its own. */
export function useSqliteStores(): StoresUnderTest & { readonly dataDir: () => string } {
  const inFolder = useTemporaryFolder();
  const opened: Pick<Store, 'close'>[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
  });
  const dataDir = () => inFolder('data');
  return {
    dataDir,
    async open() {
      const store = await openStore({ dataDir: dataDir() });
      opened.push(store);
      return store;
    },
    async openBare() {
      const engine = openSqlite(join(dataDir(), 'bare.db'), { isReadOnly: false });
      opened.push(engine);
      return engine;
    },
  };
}
