import { describe, expect, it } from 'vitest';
import { createFollowing } from '../../src/subscriptions/following.ts';
import { openTestStore } from '../feeds/open-test-store.ts';
import { addPosts, claimNext, postFor } from '../store/outbox-driver.ts';
import { DAY_MS, NOW, subscribe, wishFor } from '../store/samples.ts';

/** What a server follows, with a weekly digest in which a paper waits. */
async function setScene() {
  const store = await openTestStore();
  const calls: string[] = [];
  const following = createFollowing({
    store,
    scorer: { takePapers: () => Promise.reject(new Error('Nothing is scored here.')) },
    corpus: () => [],
    sources: [],
    health: async () => [],
    post: () => Promise.reject(new Error('Nothing is posted here.')),
    onDue: () => calls.push('due'),
    maxPerGuild: 2,
    now: () => NOW,
    randomKey: () => 'key',
  });
  const weekly = { kind: 'weekly', weekday: 1, hour: 18, timeZone: 'UTC' } as const;
  const digest = await subscribe(store, { wish: wishFor({ topic: 'rewards', when: weekly }) });
  await addPosts(store, postFor(digest, 'waits', { dueAt: NOW + 5 * DAY_MS }));
  return { store, following, calls, digest };
}

describe('changing a subscription', () => {
  it('to “at once” brings what waits for a digest at once', async () => {
    const { store, following, calls, digest } = await setScene();

    await following.change(digest.id, { ...digest.wish, when: { kind: 'at-once' } });

    expect((await claimNext(store))?.entries).toMatchObject([{ paperId: 'waits' }]);
    expect(calls).toEqual(['due']);
  });

  it('to another hour brings what waits at that hour', async () => {
    const { store, following, digest } = await setScene();

    const when = { kind: 'daily', hour: 12, timeZone: 'UTC' } as const;
    await following.change(digest.id, { ...digest.wish, when });

    expect(await store.outbox.nextDueAt()).toBe(Date.UTC(2026, 10, 23, 12));
  });

  it('in anything else leaves what waits where it is', async () => {
    const { store, following, calls, digest } = await setScene();

    await following.change(digest.id, { ...digest.wish, topic: 'planning' });

    expect(await store.outbox.nextDueAt()).toBe(NOW + 5 * DAY_MS);
    expect((await store.subscriptions.get(digest.id))?.wish.topic).toBe('planning');
    expect(calls).toEqual([]);
  });
});
