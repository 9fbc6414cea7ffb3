import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import type { Pause, Subscription } from '../../src/store/subscription-store.ts';
import { fc } from '../fast-check.ts';
import { addPosts, claimNext, LEASE_MS, postAll, postFor } from './outbox-driver.ts';
import { NOW, subscribe } from './samples.ts';
import type { StoresUnderTest } from './store-under-test.ts';

const channelGone: Pause = { reason: 'channel-gone', at: NOW };
const LATER = NOW + LEASE_MS;

const PAPERS = ['a', 'b', 'c', 'd'];

/** A subscription with some papers in line, and the channels it may be in, as they would be. */
async function startWalk(store: Store, name: string) {
  const subscription = await subscribe(store, { guildId: name, channelId: `${name}-0` });
  const { id } = subscription;
  await addPosts(store, ...PAPERS.map((paperId) => postFor(subscription, paperId)));
  let now = NOW;
  let channels = 3;
  /** Papers by channel and nonce. */
  const arrived = new Map<string, readonly string[]>();
  /** Those of them that the store knows of. */
  const known = new Set<string>();
  const gone = new Set<string>();

  async function post(how: 'arrives' | 'is refused' | 'loses its answer'): Promise<boolean> {
    now += LEASE_MS;
    const claim = await claimNext(store, { now, batchSize: () => 2 });
    if (!claim) return false;
    const { channelId, nonce, entries } = claim;
    if (gone.has(channelId)) {
      await store.subscriptions.pauseChannel(channelId, { ...channelGone, at: now });
      await store.outbox.retryLater(claim, { now, at: now, cause: 'gone' });
      return true;
    }
    if (how !== 'is refused') {
      arrived.set(
        `${channelId} ${nonce}`,
        entries.map(({ paperId }) => paperId),
      );
    }
    if (how === 'arrives') known.add(`${channelId} ${nonce}`);
    await (how === 'arrives'
      ? store.outbox.markPosted(claim, { now, messageId: nonce })
      : store.outbox.retryLater(claim, { now, at: now, cause: 'cut off' }));
    return true;
  }

  async function moveTo(channel: number): Promise<void> {
    const channelId = `${name}-${channel}`;
    if (!gone.has(channelId)) await store.subscriptions.update(id, { channelId });
  }

  return {
    subscription,
    post,
    moveTo,
    /** The channel that it is in is deleted, with all that was never known to have arrived. */
    async bar(): Promise<void> {
      const { channelId } = (await store.subscriptions.get(id))!;
      gone.add(channelId);
      for (const key of arrived.keys()) {
        if (key.startsWith(`${channelId} `) && !known.has(key)) arrived.delete(key);
      }
    },
    /** Somebody finds it a channel that is there, and all goes well from then on. */
    async finish(): Promise<void> {
      do {
        const current = (await store.subscriptions.get(id))!;
        if (gone.has(current.channelId)) await moveTo(channels++);
        await store.subscriptions.resume(id);
      } while (await post('arrives'));
    },
    papersPosted: () => [...arrived.values()].flat().toSorted(),
  };
}

/** What becomes of posts when their subscription goes to another channel. */
export function describeMoving({ open }: StoresUnderTest): void {
  const move = ({ subscriptions }: Store, { id }: Subscription, channelId = 'c2') =>
    subscriptions.update(id, { channelId });

  describe('a subscription that moves', () => {
    it('takes along what waits, in order, into what waits there', async () => {
      const store = await open();
      const moving = await subscribe(store);
      const there = await subscribe(store, { channelId: 'c2' });
      const staying = await subscribe(store);
      await addPosts(
        store,
        postFor(moving, 'a'),
        postFor(there, 'b'),
        postFor(staying, 'x'),
        postFor(moving, 'c'),
        postFor(moving, 'b'),
      );

      await move(store, moving);

      const posted = await postAll(store);
      expect(posted.filter((line) => line.startsWith('c2'))).toEqual(['c2: a', 'c2: b', 'c2: c']);
      expect(posted.filter((line) => line.startsWith('c1'))).toEqual(['c1: x']);
      expect(await store.outbox.counts()).toEqual({ waiting: 0, dead: 0 });
    });

    it('ends in the old channel what is being posted there, and posts it nowhere else', async () => {
      const store = await open();
      const moving = await subscribe(store);
      await addPosts(store, postFor(moving, 'a'), postFor(moving, 'b'));
      const claim = (await claimNext(store))!;

      await move(store, moving);
      const meanwhile = await postAll(store);
      await store.outbox.markPosted(claim, { now: NOW, messageId: 'm1' });

      expect(meanwhile).toEqual(['c2: b']);
      expect(await postAll(store, { now: LATER })).toEqual([]);
    });

    it('looks in the old channel for what may have arrived there, with the same nonce', async () => {
      const store = await open();
      const moving = await subscribe(store);
      await addPosts(store, postFor(moving, 'a'));
      const first = (await claimNext(store))!;
      await store.outbox.retryLater(first, { now: NOW, at: LATER, cause: 'cut off' });
      await store.subscriptions.pause(moving.id, { reason: 'asked', at: NOW });
      await move(store, moving);
      await store.subscriptions.resume(moving.id);

      const second = await claimNext(store, { now: LATER });

      expect(second).toMatchObject({ channelId: 'c1', nonce: first.nonce, attempt: 2 });
    });

    it('posts in the new channel what the old one takes no more', async () => {
      const store = await open();
      const moving = await subscribe(store);
      await addPosts(store, postFor(moving, 'a'));
      const claim = (await claimNext(store))!;

      await move(store, moving);
      await store.subscriptions.pauseChannel('c1', channelGone);
      await store.outbox.retryLater(claim, { now: NOW, at: NOW, cause: 'gone' });

      expect(await claimNext(store)).toMatchObject({ channelId: 'c2', attempt: 1 });
      expect(await claimNext(store)).toBeUndefined();
    });

    it('leaves nothing behind when it moves because the old channel is gone', async () => {
      const store = await open();
      const moving = await subscribe(store);
      await addPosts(store, postFor(moving, 'a'), postFor(moving, 'b'));
      const claim = (await claimNext(store))!;
      await store.subscriptions.pauseChannel('c1', channelGone);
      await store.outbox.retryLater(claim, { now: NOW, at: NOW, cause: 'gone' });

      await move(store, moving);
      await store.subscriptions.resume(moving.id);

      expect(await postAll(store)).toEqual(['c2: a', 'c2: b']);
    });

    it('does not post again what it posted where it was', async () => {
      const store = await open();
      const moving = await subscribe(store);
      const there = await subscribe(store, { channelId: 'c2' });
      await addPosts(store, postFor(moving, 'a'));
      await postAll(store);

      await move(store, moving);
      await addPosts(store, postFor(moving, 'a'), postFor(moving, 'b'));
      const ofTheMoved = await postAll(store);
      await addPosts(store, postFor(there, 'a'));

      expect(ofTheMoved).toEqual(['c2: b']);
      expect(await postAll(store)).toEqual(['c2: a']);
    });

    it('gets each paper once, wherever it goes and whatever goes wrong', async () => {
      const store = await open();
      let round = 0;
      const step = fc.oneof(
        fc.record({ move: fc.nat(2) }),
        fc.record({ post: fc.constantFrom('arrives', 'is refused', 'loses its answer') }),
        fc.record({ bar: fc.constant(true) }),
      );

      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
          round += 1;
          const walk = await startWalk(store, `r${round}`);
          for (const each of steps) {
            if ('move' in each) await walk.moveTo(each.move);
            else if ('post' in each) await walk.post(each.post);
            else await walk.bar();
          }
          await walk.finish();

          expect(walk.papersPosted()).toEqual(PAPERS);
          await store.subscriptions.remove(walk.subscription.id);
        }),
        { numRuns: 40 },
      );
    });

    it('has its dead letters where they died', async () => {
      const store = await open();
      const moving = await subscribe(store);
      await addPosts(store, postFor(moving, 'a'));
      await store.outbox.bury((await claimNext(store))!, { now: NOW, cause: 'too long' });

      await move(store, moving);

      expect(await store.outbox.deadLetters({ limit: 9 })).toMatchObject([
        { channelId: 'c1', paperId: 'a' },
      ]);
      expect(await postAll(store)).toEqual([]);
    });
  });
}
