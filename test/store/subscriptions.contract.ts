import { describe, expect, it } from 'vitest';
import type { Pause, Wish } from '../../src/store/subscription-store.ts';
import { DAY_MS, NOW, subscribe, wishFor } from './samples.ts';
import type { StoresUnderTest } from './store-under-test.ts';

const lost: Pause = { reason: 'permission-lost', detail: 'Embed Links', at: NOW };
const asked: Pause = { reason: 'asked', at: NOW };

export function describeSubscriptions({ open }: StoresUnderTest): void {
  describe('subscriptions', () => {
    it('are kept with all that was wished', async () => {
      const store = await open();
      const wish: Wish = {
        topic: '"reward model" -survey',
        sources: ['arxiv:cs.CL', 'hf-daily-papers'],
        exclude: ['survey'],
        authors: ['Ada Lovelace'],
        categories: ['cs.CL'],
        minScore: 0.35,
        includesCrossLists: true,
        includesReplacements: false,
        when: { kind: 'weekly', weekday: 1, hour: 9, timeZone: 'Europe/Berlin' },
        style: 'forum',
        mention: '42',
        forumTags: ['7'],
      };

      const added = await subscribe(store, { guildId: 'g1', channelId: 'c1', wish });

      expect(added).toEqual({
        id: expect.any(Number),
        guildId: 'g1',
        channelId: 'c1',
        wish,
        createdAt: NOW,
        areAdminsTold: false,
      });
      expect(await store.subscriptions.get(added.id)).toEqual(added);
      expect(await store.subscriptions.get(added.id + 1)).toBeUndefined();
    });

    it('are no more than a guild may have, paused ones included', async () => {
      const { subscriptions } = await open();
      const add = (guildId: string) =>
        subscriptions.add(
          { guildId, channelId: 'c1', wish: wishFor() },
          { now: NOW, maxPerGuild: 2 },
        );
      const first = await add('g1');
      await subscriptions.pause(first!.id, asked);
      await add('g1');

      expect(await add('g1')).toBeUndefined();
      expect(await add('g2')).toBeDefined();
      expect(await subscriptions.count({ guildId: 'g1' })).toEqual({ active: 1, paused: 1 });
      expect(await subscriptions.count()).toEqual({ active: 2, paused: 1 });
    });

    it('are listed by guild, by channel and without those that are paused, oldest first', async () => {
      const store = await open();
      const places = [
        ['g1', 'c1'],
        ['g1', 'c2'],
        ['g2', 'c3'],
        ['g1', 'c1'],
      ] as const;
      const ids: number[] = [];
      for (const [guildId, channelId] of places) {
        ids.push((await subscribe(store, { guildId, channelId })).id);
      }
      await store.subscriptions.pause(ids[0]!, asked);
      const list = async (where?: Parameters<typeof store.subscriptions.list>[0]) =>
        (await store.subscriptions.list(where)).map(({ id }) => ids.indexOf(id));

      expect(await list()).toEqual([0, 1, 2, 3]);
      expect(await list({ guildId: 'g1' })).toEqual([0, 1, 3]);
      expect(await list({ channelId: 'c1' })).toEqual([0, 3]);
      expect(await list({ isActive: true })).toEqual([1, 2, 3]);
      expect(await list({ guildId: 'g1', channelId: 'c3' })).toEqual([]);
    });

    it('change what is wished and where it is posted', async () => {
      const store = await open();
      const { id } = await subscribe(store);
      const wish = wishFor({ topic: 'diffusion' });

      const updated = await store.subscriptions.update(id, { wish, channelId: 'c2' });

      expect(updated).toMatchObject({ id, wish, channelId: 'c2', guildId: 'g1' });
      expect(await store.subscriptions.get(id)).toEqual(updated);
      expect(await store.subscriptions.update(id + 1, { wish })).toBeUndefined();
    });

    it('are paused with the reason, once, and resumed', async () => {
      const store = await open();
      const { id } = await subscribe(store);

      const paused = await store.subscriptions.pause(id, asked);
      const again = await store.subscriptions.pause(id, lost);
      const resumed = await store.subscriptions.resume(id);

      expect(paused).toMatchObject({ id, pause: asked });
      expect(again).toBeUndefined();
      expect(resumed).not.toHaveProperty('pause');
      expect(await store.subscriptions.get(id)).toEqual(resumed);
      expect(await store.subscriptions.resume(id + 1)).toBeUndefined();
    });

    it('are paused all at once when their channel is lost', async () => {
      const store = await open();
      const here = await subscribe(store, { channelId: 'c1' });
      const stopped = await subscribe(store, { channelId: 'c1' });
      await subscribe(store, { channelId: 'c2' });
      await store.subscriptions.pause(stopped.id, asked);

      const paused = await store.subscriptions.pauseChannel('c1', lost);

      expect(paused).toMatchObject([{ id: here.id, pause: lost }]);
      expect(await store.subscriptions.get(stopped.id)).toMatchObject({ pause: asked });
      expect(await store.subscriptions.count()).toEqual({ active: 1, paused: 2 });
    });

    it('tell the admins of a pause once, and again of the next one', async () => {
      const store = await open();
      const { subscriptions } = store;
      const ids = [(await subscribe(store)).id, (await subscribe(store)).id];
      const byPerson = await subscribe(store, { channelId: 'c2' });
      await subscriptions.pauseChannel('c1', lost);
      await subscriptions.pause(byPerson.id, asked);
      const untold = async () => (await subscriptions.untold(9)).map(({ id }) => id);

      expect(await untold()).toEqual(ids);
      expect((await subscriptions.markTold(ids)).toSorted()).toEqual(ids);
      expect(await subscriptions.markTold(ids)).toEqual([]);
      expect(await untold()).toEqual([]);
      expect(await subscriptions.get(ids[0]!)).toMatchObject({ areAdminsTold: true });

      await subscriptions.resume(ids[0]!);
      await subscriptions.pause(ids[0]!, { ...lost, at: NOW + 1 });

      expect(await untold()).toEqual([ids[0]]);
    });

    it('are removed one by one', async () => {
      const store = await open();
      const subscription = await subscribe(store);

      expect(await store.subscriptions.remove(subscription.id)).toEqual(subscription);
      expect(await store.subscriptions.remove(subscription.id)).toBeUndefined();
      expect(await store.subscriptions.list()).toEqual([]);
    });

    it('add up by day why papers were not posted, the latest and most frequent first', async () => {
      const store = await open();
      const { id } = await subscribe(store);
      const { id: other } = await subscribe(store);
      const note = (reason: string, papers: number, now: number, subscriptionId = id) =>
        store.subscriptions.noteSkips([{ subscriptionId, reason, papers }], now);
      await note('none matched', 4, NOW - DAY_MS);
      await note('none matched', 5, NOW);
      await note('excluded by “survey”', 9, NOW);
      await note('none matched', 7, NOW + 1_000);
      await note('none matched', 1, NOW, other);

      expect(await store.subscriptions.recentSkips(id)).toEqual([
        { day: '2026-11-23', reason: 'none matched', papers: 12 },
        { day: '2026-11-23', reason: 'excluded by “survey”', papers: 9 },
        { day: '2026-11-22', reason: 'none matched', papers: 4 },
      ]);
    });

    it('keep such reasons for two weeks, and of a day the most frequent twenty', async () => {
      const store = await open();
      const { id: subscriptionId } = await subscribe(store);
      const { noteSkips, recentSkips } = store.subscriptions;
      await noteSkips([{ subscriptionId, reason: 'old', papers: 1 }], NOW - 14 * DAY_MS);
      await noteSkips([{ subscriptionId, reason: 'recent', papers: 1 }], NOW - 13 * DAY_MS);

      await noteSkips(
        Array.from({ length: 30 }, (_, papers) => ({
          subscriptionId,
          reason: `r${papers}`,
          papers,
        })),
        NOW,
      );

      const kept = await recentSkips(subscriptionId);
      expect(kept.map(({ reason }) => reason)).toEqual([
        ...Array.from({ length: 20 }, (_, index) => `r${29 - index}`),
        'recent',
      ]);
    });

    it('pass over reasons of a subscription that is gone', async () => {
      const store = await open();
      const { id } = await subscribe(store);
      await store.subscriptions.remove(id);

      await store.subscriptions.noteSkips(
        [{ subscriptionId: id, reason: 'none matched', papers: 1 }],
        NOW,
      );

      expect(await store.subscriptions.recentSkips(id)).toEqual([]);
    });
  });
}
