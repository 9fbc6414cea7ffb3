import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OpenStoreOptions, openStore } from './open-store.ts';
import type { Store } from './store.ts';

/**
 * Opens a store in a folder of its own, which is removed when the store is closed: for a Discord
 * whose channels do not outlive the process either, so that nothing is posted to those of before.
 */
export async function openTemporaryStore(options?: OpenStoreOptions): Promise<Store> {
  const dataDir = await mkdtemp(join(tmpdir(), 'papercord-'));
  const remove = () => rm(dataDir, { recursive: true, force: true });
  const store = await openStore({ dataDir }, options).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  return {
    ...store,
    async close() {
      await store.close();
      await remove();
    },
  };
}
