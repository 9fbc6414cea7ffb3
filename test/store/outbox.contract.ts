import { describe, expect, it } from 'vitest';
import type { WaitingLine } from '../../src/store/outbox.ts';
import type { Subscription } from '../../src/store/subscription-store.ts';
import { addPosts, claimNext, LEASE_MS, postAll, postFor } from './outbox-driver.ts';
import { MINUTE_MS, NOW, subscribe, wishFor } from './samples.ts';
import type { StoresUnderTest } from './store-under-test.ts';

const DAILY = wishFor({ when: { kind: 'daily', hour: 9, timeZone: 'UTC' }, style: 'digest' });

export function describeOutbox({ open }: StoresUnderTest): void {
  describe('the outbox', () => {
    it('hands out a message with what is needed to post it', async () => {
      const store = await open();
      const subscription = await subscribe(store);
      await addPosts(store, postFor(subscription, 'a', { edition: 'v2' }));

      expect(await claimNext(store)).toEqual({
        token: 1,
        channelId: 'c1',
        subscription,
        entries: [{ paperId: 'a', edition: 'v2', reason: 'matched: dpo' }],
        nonce: expect.stringMatching(/^[\w-]{25}$/),
        attempt: 1,
        firstAttemptAt: NOW,
        expiresAt: NOW + LEASE_MS,
      });
    });

    it('posts a paper once in a channel, whoever asks for it, however often', async () => {
      const store = await open();
      const first = await subscribe(store);
      const second = await subscribe(store);
      await addPosts(
        store,
        postFor(first, 'a'),
        postFor(first, 'a'),
        postFor(second, 'a'),
        postFor(second, 'b'),
      );

      const posted = await postAll(store);
      const again = await addPosts(
        store,
        postFor(first, 'a'),
        postFor(second, 'a'),
        postFor(first, 'b'),
      );

      expect(posted).toEqual(['c1: a', 'c1: b']);
      expect(again).toEqual({ added: 0, dropped: new Map() });
      expect(await store.outbox.counts()).toEqual({ waiting: 0, dead: 0 });
    });

    it('posts a paper once even after its subscription was removed and made anew', async () => {
      const store = await open();
      const first = await subscribe(store);
      await addPosts(store, postFor(first, 'a'));
      await postAll(store);
      await store.subscriptions.remove(first.id);

      const next = await subscribe(store);
      await addPosts(store, postFor(next, 'a'), postFor(next, 'b'));

      expect(await postAll(store)).toEqual(['c1: b']);
    });

    it('posts a paper in each channel, and a new edition of it again', async () => {
      const store = await open();
      const here = await subscribe(store);
      const there = await subscribe(store, { channelId: 'c2' });
      await addPosts(
        store,
        postFor(here, 'a'),
        postFor(there, 'a'),
        postFor(here, 'a', { edition: 'v2' }),
      );

      expect((await postAll(store)).toSorted()).toEqual(['c1: a', 'c1: a', 'c2: a']);
      const again = [here, there].map((each) => postFor(each, 'a', { edition: 'v2' }));
      expect(await addPosts(store, ...again)).toMatchObject({ added: 1 });
    });

    it('keeps the order of a channel: by due time, then as they were added', async () => {
      const store = await open();
      const first = await subscribe(store);
      const second = await subscribe(store);
      await addPosts(
        store,
        postFor(first, 'b', { dueAt: NOW - 1 }),
        postFor(first, 'c'),
        postFor(second, 'd'),
      );
      await addPosts(store, postFor(second, 'a', { dueAt: NOW - 2 }), postFor(first, 'e'));

      expect(await postAll(store)).toEqual(['a', 'b', 'c', 'd', 'e'].map((id) => `c1: ${id}`));
    });

    it('lets nobody else into a channel while a message of it is being posted', async () => {
      const store = await open();
      const subscription = await subscribe(store);
      const elsewhere = await subscribe(store, { channelId: 'c2' });
      await addPosts(
        store,
        postFor(subscription, 'a'),
        postFor(subscription, 'b'),
        postFor(elsewhere, 'a'),
      );
      const inHands = [await claimNext(store), await claimNext(store)];

      expect(inHands.map((claimed) => claimed?.channelId)).toEqual(['c1', 'c2']);
      expect(await claimNext(store)).toBeUndefined();
      expect(await store.outbox.nextDueAt()).toBe(NOW + LEASE_MS);
    });

    it('serves the channel first that has waited longest', async () => {
      const store = await open();
      for (const [channelId, dueAt] of [
        ['c1', NOW],
        ['c2', NOW - 2],
        ['c3', NOW - 1],
      ] as const) {
        await addPosts(store, postFor(await subscribe(store, { channelId }), 'a', { dueAt }));
      }

      expect(await postAll(store)).toEqual(['c2: a', 'c3: a', 'c1: a']);
    });

    it('hands out the same message again when its sender did not come back', async () => {
      const store = await open();
      const subscription = await subscribe(store, { wish: DAILY });
      await addPosts(store, postFor(subscription, 'a'), postFor(subscription, 'b'));
      const lost = await claimNext(store, { batchSize: () => 9 });
      await addPosts(
        store,
        postFor(subscription, 'z', { dueAt: NOW - 1 }),
        postFor(subscription, 'c'),
      );

      const tooEarly = await claimNext(store, { now: NOW + LEASE_MS - 1 });
      const again = await claimNext(store, { now: NOW + LEASE_MS, batchSize: () => 9 });

      expect(tooEarly).toBeUndefined();
      expect(again).toEqual({
        ...lost,
        token: 2,
        attempt: 2,
        expiresAt: NOW + 2 * LEASE_MS,
      });
    });

    it('takes a nonce from channel and papers alone', async () => {
      const store = await open();
      const nonces = new Set<string>();
      for (const [channelId, paperId] of [
        ['c1', 'a'],
        ['c1', 'b'],
        ['c2', 'a'],
      ] as const) {
        const subscription = await subscribe(store, { channelId });
        await addPosts(store, postFor(subscription, paperId));
        nonces.add((await claimNext(store))!.nonce);
        await store.subscriptions.removeGuild('g1');
        const anew = await subscribe(store, { channelId });
        await addPosts(store, postFor(anew, paperId));
        nonces.add((await claimNext(store))!.nonce);
        await store.subscriptions.removeGuild('g1');
      }

      expect(nonces.size).toBe(3);
    });

    it('makes a channel wait after a failure, past which nothing is posted', async () => {
      const store = await open();
      const subscription = await subscribe(store);
      await addPosts(store, postFor(subscription, 'a'), postFor(subscription, 'b'));
      const failed = (await claimNext(store))!;

      const at = NOW + 5 * MINUTE_MS;
      await store.outbox.retryLater(failed, { now: NOW, at, cause: 'Discord answered with 500' });

      expect(await claimNext(store, { now: at - 1 })).toBeUndefined();
      expect(await store.outbox.nextDueAt()).toBe(at);
      expect(await store.outbox.delays({ now: NOW, guildId: 'g1' })).toEqual([
        { channelId: 'c1', kind: 'post', until: at, cause: 'Discord answered with 500' },
      ]);
      expect(await store.outbox.delays({ now: NOW, guildId: 'g2' })).toEqual([]);
      expect(await claimNext(store, { now: at })).toMatchObject({
        attempt: 2,
        nonce: failed.nonce,
      });
      expect(await store.outbox.delays({ now: at })).toEqual([]);
    });

    it('believes a sender who comes late that the message was posted', async () => {
      const store = await open();
      const subscription = await subscribe(store);
      await addPosts(store, postFor(subscription, 'a'));
      const late = (await claimNext(store))!;
      const second = (await claimNext(store, { now: NOW + LEASE_MS }))!;

      await store.outbox.markPosted(late, { now: NOW + LEASE_MS, messageId: 'm1' });
      await store.outbox.markPosted(second, { now: NOW + LEASE_MS, messageId: 'm1' });

      expect(await claimNext(store, { now: NOW + 9 * LEASE_MS })).toBeUndefined();
      expect(await addPosts(store, postFor(subscription, 'a'))).toMatchObject({ added: 0 });
    });

    it('takes no failure from a sender who comes late', async () => {
      const store = await open();
      const subscription = await subscribe(store);
      await addPosts(store, postFor(subscription, 'a'));
      const late = (await claimNext(store))!;
      const now = NOW + LEASE_MS;
      const second = (await claimNext(store, { now }))!;

      await store.outbox.retryLater(late, { now, at: now, cause: 'late' });
      await store.outbox.bury(late, { now, cause: 'late' });

      expect(await claimNext(store, { now })).toBeUndefined();
      await store.outbox.markPosted(second, { now, messageId: 'm1' });
      expect(await store.outbox.counts()).toEqual({ waiting: 0, dead: 0 });
    });

    it('puts into one message as many papers of a subscription as it is told', async () => {
      const store = await open();
      const digest = await subscribe(store, { wish: DAILY });
      const single = await subscribe(store);
      await addPosts(
        store,
        ...['a', 'b', 'c'].map((id) => postFor(digest, id)),
        postFor(single, 'd'),
        postFor(digest, 'e'),
        postFor(digest, 'later', { dueAt: NOW + 1 }),
      );
      const asked: number[] = [];
      const batchSize = ({ id }: Subscription, { waiting }: WaitingLine) => {
        asked.push(waiting);
        return id === digest.id ? 3 : 1;
      };

      expect(await postAll(store, { batchSize })).toEqual(['c1: a b c', 'c1: d', 'c1: e']);
      expect(asked).toEqual([4, 1, 1]);
    });

    it('says for how long the oldest of a message’s papers has been due', async () => {
      const store = await open();
      const subscription = await subscribe(store);
      await addPosts(
        store,
        postFor(subscription, 'a', { dueAt: NOW + 1_000 }),
        postFor(subscription, 'b', { dueAt: NOW + 4_000 }),
      );
      const lines: WaitingLine[] = [];
      const batchSize = (_: Subscription, line: WaitingLine) => lines.push(line);

      await claimNext(store, { now: NOW + 5_000, batchSize });

      expect(lines).toEqual([{ waiting: 2, lateMs: 4_000 }]);
    });

    it.each([0, Number.POSITIVE_INFINITY])(
      'makes a message of at least one paper and at most all: %d',
      async (size) => {
        const store = await open();
        const subscription = await subscribe(store);
        await addPosts(store, postFor(subscription, 'a'), postFor(subscription, 'b'));

        const claimed = await claimNext(store, { batchSize: () => size });

        expect(claimed?.entries).toHaveLength(size === 0 ? 1 : 2);
      },
    );

    it('notes when a subscription last posted', async () => {
      const store = await open();
      const subscription = await subscribe(store);
      await addPosts(store, postFor(subscription, 'a'));

      await postAll(store);

      expect(await store.subscriptions.get(subscription.id)).toEqual({
        ...subscription,
        lastPostAt: NOW,
      });
    });

    it('waits until a digest is due, and holds up nothing else meanwhile', async () => {
      const store = await open();
      const digest = await subscribe(store, { wish: DAILY });
      const single = await subscribe(store);
      const dueAt = NOW + 60 * MINUTE_MS;
      await addPosts(store, postFor(digest, 'a', { dueAt }), postFor(single, 'b'));

      expect(await postAll(store)).toEqual(['c1: b']);
      expect(await store.outbox.nextDueAt()).toBe(dueAt);
      expect(await postAll(store, { now: dueAt })).toEqual(['c1: a']);
      expect(await store.outbox.nextDueAt()).toBeUndefined();
    });
  });
}
