import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { MINUTE_MS, NOW, subscribe } from './samples.ts';
import type { StoresUnderTest } from './store-under-test.ts';

const LEASE_MS = MINUTE_MS;

export function describeCrossposts({ open }: StoresUnderTest): void {
  describe('crossposts', () => {
    /** Posts one paper in the channel for each message, to be published. */
    async function announce(
      { subscriptions, outbox }: Store,
      channelId: string,
      messageIds: string[],
    ) {
      const subscription = await subscribe({ subscriptions }, { channelId });
      for (const [index, messageId] of messageIds.entries()) {
        const now = NOW - 100 + index;
        await outbox.add(
          [{ subscriptionId: subscription.id, paperId: messageId, reason: '', dueAt: now }],
          { maxWaiting: 9 },
        );
        const claim = await outbox.claim({ now, leaseMs: LEASE_MS, batchSize: () => 1 });
        await outbox.markPosted(claim!, { now, messageId, crosspost: true });
      }
    }
    const claim = ({ outbox }: Store, now = NOW) =>
      outbox.claimCrosspost({ now, leaseMs: LEASE_MS });

    it('are handed out in order, one a channel at a time', async () => {
      const store = await open();
      await announce(store, 'c1', ['m1', 'm2']);
      await announce(store, 'c2', ['m3']);

      const inHands = [await claim(store), await claim(store), await claim(store)];
      await store.outbox.finishCrosspost(inHands[0]!);
      const next = await claim(store);
      await store.outbox.finishCrosspost(next!);

      expect(inHands).toMatchObject([
        { channelId: 'c1', messageId: 'm1', attempt: 1, expiresAt: NOW + LEASE_MS },
        { channelId: 'c2', messageId: 'm3' },
        undefined,
      ]);
      expect(next).toMatchObject({ channelId: 'c1', messageId: 'm2' });
      expect(await store.outbox.crossposts()).toMatchObject([{ messageId: 'm3' }]);
    });

    it('wait all together when their channel is at its limit', async () => {
      const store = await open();
      await announce(store, 'c1', ['m1', 'm2']);
      const limited = (await claim(store))!;
      const at = NOW + 60 * MINUTE_MS;

      await store.outbox.retryCrosspostLater(limited, { now: NOW, at, cause: '10 an hour' });

      expect(await claim(store, at - 1)).toBeUndefined();
      expect(await store.outbox.crossposts({ guildId: 'g1' })).toEqual([
        { channelId: 'c1', messageId: 'm1', dueAt: at },
        { channelId: 'c1', messageId: 'm2', dueAt: at },
      ]);
      expect(await store.outbox.crossposts({ guildId: 'g2' })).toEqual([]);
      expect(await store.outbox.nextDueAt()).toBe(at);
      expect(await store.outbox.delays({ now: NOW })).toEqual([
        { channelId: 'c1', kind: 'crosspost', until: at, cause: '10 an hour' },
      ]);
      expect(await claim(store, at)).toMatchObject({ messageId: 'm1', attempt: 2 });
    });

    it('hold up no posts', async () => {
      const store = await open();
      await announce(store, 'c1', ['m1']);
      await claim(store);
      await announce(store, 'c1', ['m2']);

      expect(await store.outbox.crossposts()).toHaveLength(2);
    });

    it('are handed out again when who had one did not come back', async () => {
      const store = await open();
      await announce(store, 'c1', ['m1']);
      const late = (await claim(store))!;
      const second = await claim(store, NOW + LEASE_MS);

      await store.outbox.retryCrosspostLater(late, { now: NOW, at: NOW, cause: 'late' });
      const whileInHands = await claim(store, NOW + LEASE_MS);
      await store.outbox.finishCrosspost(late);

      expect(second).toMatchObject({ messageId: 'm1', attempt: 2 });
      expect(whileInHands).toBeUndefined();
      expect(await claim(store, NOW + 9 * LEASE_MS)).toBeUndefined();
    });
  });
}
