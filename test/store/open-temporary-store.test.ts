import { describe, expect, it } from 'vitest';
import { openTemporaryStore } from '../../src/store/open-temporary-store.ts';

const WISH = {
  topic: 'agents',
  sources: [],
  exclude: [],
  authors: [],
  categories: [],
  includesCrossLists: false,
  includesReplacements: false,
  when: { kind: 'at-once' },
  style: 'posts',
} as const;

describe('openTemporaryStore', () => {
  it('shares nothing with other stores, and forgets all when it is closed', async () => {
    const first = await openTemporaryStore();
    const second = await openTemporaryStore();
    await first.subscriptions.add(
      { guildId: '1', channelId: '2', wish: WISH },
      { now: 0, maxPerGuild: 1 },
    );

    const seen = [await first.subscriptions.list(), await second.subscriptions.list()];
    await first.close();
    const third = await openTemporaryStore();

    expect(seen.map(({ length }) => length)).toEqual([1, 0]);
    expect(await third.subscriptions.list()).toEqual([]);
    await second.close();
    await third.close();
  });
});
