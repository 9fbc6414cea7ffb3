import { describe, expect, it } from 'vitest';
import { addPosts, claimNext, LEASE_MS, postAll, postFor } from './outbox-driver.ts';
import { DAY_MS, NOW, subscribe } from './samples.ts';
import type { StoresUnderTest } from './store-under-test.ts';

export function describeOutboxUpkeep({ open }: StoresUnderTest): void {
  describe('the upkeep of the outbox', () => {
    it('leaves what waits for a paused subscription until it is resumed', async () => {
      const store = await open();
      const paused = await subscribe(store);
      const active = await subscribe(store);
      await addPosts(store, postFor(paused, 'a'), postFor(active, 'b'));
      await store.subscriptions.pause(paused.id, { reason: 'asked', at: NOW });
      await addPosts(store, postFor(paused, 'c'));

      expect(await postAll(store)).toEqual(['c1: b']);
      expect(await store.outbox.nextDueAt()).toBeUndefined();
      expect(await store.outbox.counts({ subscriptionId: paused.id })).toEqual({
        waiting: 2,
        dead: 0,
      });

      await store.subscriptions.resume(paused.id);

      expect(await postAll(store)).toEqual(['c1: a', 'c1: c']);
    });

    it('posts what waits for a subscription in the channel that it was moved to', async () => {
      const store = await open();
      const subscription = await subscribe(store);
      await addPosts(store, postFor(subscription, 'a'));

      await store.subscriptions.update(subscription.id, { channelId: 'c2' });

      expect(await postAll(store)).toEqual(['c2: a']);
    });

    it('moves what waits to another time, but not a message that may be posted', async () => {
      const store = await open();
      const digest = await subscribe(store);
      const other = await subscribe(store, { channelId: 'c2' });
      const tomorrow = { dueAt: NOW + DAY_MS };
      await addPosts(store, postFor(digest, 'claimed'), postFor(other, 'later', tomorrow));
      const claim = await claimNext(store);
      await addPosts(
        store,
        postFor(digest, 'a', tomorrow),
        postFor(digest, 'b', { dueAt: NOW + 9 }),
      );
      await store.outbox.retryLater(claim!, { now: NOW, at: NOW, cause: 'trouble' });

      expect(await store.outbox.reschedule(digest.id, NOW)).toBe(2);

      expect(await postAll(store)).toEqual(['c1: claimed', 'c1: a', 'c1: b']);
      expect(await store.outbox.nextDueAt()).toBe(NOW + DAY_MS);
      expect(await store.outbox.reschedule(99, NOW)).toBe(0);
    });

    it('drops what waits for a subscription that is removed, and takes nothing more for it', async () => {
      const store = await open();
      const subscription = await subscribe(store);
      await addPosts(store, postFor(subscription, 'a'));
      await store.subscriptions.remove(subscription.id);

      expect(await addPosts(store, postFor(subscription, 'b'))).toMatchObject({ added: 0 });
      expect(await store.outbox.counts()).toEqual({ waiting: 0, dead: 0 });
      expect(await store.outbox.nextDueAt()).toBeUndefined();
    });

    it('drops the oldest when too many wait for a subscription, but never what may be posted', async () => {
      const store = await open();
      const full = await subscribe(store);
      const other = await subscribe(store, { channelId: 'c2' });
      await addPosts(store, postFor(full, 'claimed'));
      await claimNext(store);

      const { added, dropped } = await store.outbox.add(
        [...['a', 'b', 'c', 'd'].map((id) => postFor(full, id)), postFor(other, 'a')],
        { maxWaiting: 2 },
      );

      expect(added).toBe(5);
      expect(dropped).toEqual(new Map([[full.id, 2]]));
      expect((await postAll(store, { now: NOW + LEASE_MS })).toSorted()).toEqual([
        'c1: c',
        'c1: claimed',
        'c1: d',
        'c2: a',
      ]);
    });

    it('takes papers out of the line for all, but not a message that may be posted', async () => {
      const store = await open();
      const here = await subscribe(store);
      const there = await subscribe(store, { channelId: 'c2' });
      await addPosts(
        store,
        postFor(here, 'claimed'),
        postFor(here, 'a'),
        postFor(here, 'a', { edition: 'v2' }),
        postFor(here, 'b'),
        postFor(there, 'a'),
      );
      await claimNext(store);

      const dropped = await store.outbox.drop(['a', 'claimed', 'unknown']);

      expect(dropped).toEqual(
        new Map([
          [here.id, 2],
          [there.id, 1],
        ]),
      );
      expect(await postAll(store, { now: NOW + LEASE_MS })).toEqual(['c1: claimed', 'c1: b']);
    });

    it('trims a back-log to the newest papers', async () => {
      const store = await open();
      const subscription = await subscribe(store);
      await addPosts(
        store,
        ...['a', 'b', 'c'].map((id, index) => postFor(subscription, id, { dueAt: NOW + index })),
      );

      expect(await store.outbox.trim(subscription.id, 1)).toBe(2);
      expect(await store.outbox.nextDueAt()).toBe(NOW + 2);
      expect(await store.outbox.trim(subscription.id + 1, 1)).toBe(0);
      expect(await postAll(store, { now: NOW + 2 })).toEqual(['c1: c']);
    });

    it('lists what was given up, newest first, and forgets it in the end', async () => {
      const store = await open();
      const here = await subscribe(store);
      const there = await subscribe(store, { guildId: 'g2', channelId: 'c2' });
      await addPosts(
        store,
        postFor(here, 'a', { edition: 'v2' }),
        postFor(there, 'b', { dueAt: NOW + 1 }),
      );
      for (const now of [NOW, NOW + 1]) {
        await store.outbox.bury((await claimNext(store, { now }))!, { now, cause: 'too long' });
      }

      expect(await store.outbox.deadLetters({ limit: 9 })).toMatchObject([
        { paperId: 'b', guildId: 'g2', channelId: 'c2', subscriptionId: there.id, diedAt: NOW + 1 },
        { paperId: 'a', edition: 'v2', cause: 'too long', diedAt: NOW },
      ]);
      expect(await store.outbox.deadLetters({ limit: 1 })).toHaveLength(1);
      expect(await store.outbox.deadLetters({ limit: 9, guildId: 'g1' })).toHaveLength(1);
      expect(await store.outbox.counts({ guildId: 'g1' })).toEqual({ waiting: 0, dead: 1 });
      expect(await store.outbox.pruneDeadLetters(NOW + 1)).toBe(1);
      expect(await store.outbox.deadLetters({ limit: 9 })).toHaveLength(1);
    });

    it('makes a message of each paper of one that is refused, before anything else', async () => {
      const store = await open();
      const subscription = await subscribe(store);
      await addPosts(
        store,
        postFor(subscription, 'a', { edition: 'v2' }),
        postFor(subscription, 'a'),
        postFor(subscription, 'b'),
      );
      const refused = (await claimNext(store, { batchSize: () => 3 }))!;
      await addPosts(store, postFor(subscription, 'c'));

      await store.outbox.split(refused);
      await store.outbox.split(refused);
      const first = await claimNext(store, { batchSize: () => 9 });

      expect(first).toMatchObject({ entries: [{ paperId: 'a', edition: 'v2' }], attempt: 1 });
      expect(first?.nonce).not.toBe(refused.nonce);
      const rest = { now: NOW + LEASE_MS, batchSize: () => 9 };
      expect(await postAll(store, rest)).toEqual(['c1: a', 'c1: a', 'c1: b', 'c1: c']);
    });

    it('goes on behind what was given up, and takes no paper of it again', async () => {
      const store = await open();
      const subscription = await subscribe(store);
      await addPosts(store, postFor(subscription, 'a'), postFor(subscription, 'b'));
      await store.outbox.bury((await claimNext(store))!, { now: NOW, cause: 'too long' });

      expect(await postAll(store)).toEqual(['c1: b']);
      expect((await addPosts(store, postFor(subscription, 'a'))).added).toBe(0);
    });

    it('keeps nothing of a guild that was removed, not even when a sender comes late', async () => {
      const store = await open();
      const subscription = await subscribe(store);
      const elsewhere = await subscribe(store, { guildId: 'g2', channelId: 'c2' });
      await addPosts(
        store,
        ...['a', 'b'].map((id) => postFor(subscription, id)),
        postFor(elsewhere, 'a'),
      );
      const first = (await claimNext(store))!;
      await store.outbox.markPosted(first, { now: NOW, messageId: 'm1', crosspost: true });
      const late = (await claimNext(store))!;

      await store.subscriptions.removeGuild('g1');
      await store.outbox.markPosted(late, { now: NOW, messageId: 'm2', crosspost: true });

      expect(await store.subscriptions.guildIds()).toEqual(['g2']);
      expect((await store.subscriptions.list()).map(({ guildId }) => guildId)).toEqual(['g2']);
      expect(await store.outbox.crossposts()).toEqual([]);
      expect(await postAll(store)).toEqual(['c2: a']);
      const back = await subscribe(store);
      await addPosts(store, postFor(back, 'a'), postFor(back, 'b'));
      expect(await postAll(store)).toEqual(['c1: a', 'c1: b']);
    });

    it('takes in papers and posts all or none, with what else is done in a transaction', async () => {
      const store = await open();
      const subscription = await subscribe(store);

      const attempt = store.transaction(async ({ outbox }) => {
        await outbox.add([postFor(subscription, 'a')], { maxWaiting: 9 });
        throw new Error('no');
      });

      await expect(attempt).rejects.toThrow('no');
      expect(await claimNext(store)).toBeUndefined();
    });
  });
}
