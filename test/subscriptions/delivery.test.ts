import { pino } from 'pino';
import { expect, it, onTestFinished, vi } from 'vitest';
import { SIGHTINGS_KEPT_MS } from '../../src/store/paper-store.ts';
import { createDelivery } from '../../src/subscriptions/delivery.ts';
import { addPosts, claimNext, postFor } from '../store/outbox-driver.ts';
import { collect, DAY_MS, foundPaper, NOW, RECORDING, subscribe } from '../store/samples.ts';
import { useSqliteStores } from '../store/use-sqlite-stores.ts';

const WAIT = { timeout: 10_000, interval: 20 };

const stores = useSqliteStores();

it('throws away what is old: announcements and what was given up', async () => {
  const store = await stores.open();
  const subscription = await subscribe(store);
  await addPosts(store, postFor(subscription, 'a'));
  await store.outbox.bury((await claimNext(store))!, { now: NOW, cause: 'too long' });
  await store.papers.record([foundPaper({ id: 'b' })], RECORDING);
  await store.papers.markMatched((await store.papers.unmatched(9)).map(({ id }) => id));
  const delivery = createDelivery({
    store,
    notifier: {
      post: async () => ({ kind: 'refused', cause: 'nothing is posted here' }),
      crosspost: async () => ({ kind: 'published' }),
      tellAdmins: async () => true,
    },
    now: () => NOW + SIGHTINGS_KEPT_MS + DAY_MS,
    waitMs: () => 0,
    log: pino({ level: 'silent' }),
  });
  onTestFinished(() => delivery.stop());

  delivery.start();

  await vi.waitFor(async () => {
    expect(await store.outbox.deadLetters({ limit: 9 })).toEqual([]);
    expect((await collect(store.papers.sightings({ since: 0 }))).flat()).toEqual([]);
  }, WAIT);
  expect(await store.papers.count()).toBe(1);
});
