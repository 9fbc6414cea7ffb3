import { describe, expect, it } from 'vitest';
import type { Paper } from '../../src/corpus/paper.ts';
import { OramaPaperIndex } from '../../src/search/orama/orama-paper-index.ts';
import type { Store } from '../../src/store/store.ts';
import { dryRun } from '../../src/subscriptions/dry-run.ts';
import { MAX_WAITING, matchNews } from '../../src/subscriptions/match-news.ts';
import { paperWith } from '../sample-papers.ts';
import { hashingEmbedder } from '../search/hashing-embedder.ts';
import { claimNext } from '../store/outbox-driver.ts';
import { DAY_MS, foundPaper, NOW, RECORDING, subscribe, wishFor } from '../store/samples.ts';
import { useSqliteStores } from '../store/use-sqlite-stores.ts';

const reward = paperWith({ id: '2611.00001', title: 'Reward models', abstract: 'Of reward.' });
const cakes = paperWith({ id: '2611.00002', title: 'Baking', abstract: 'Flour and eggs.' });

async function indexOf(papers: readonly Paper[]): Promise<OramaPaperIndex> {
  const index = new OramaPaperIndex(hashingEmbedder);
  await index.upsert(papers);
  return index;
}

const partsOf = (store: Store, index: OramaPaperIndex, now = NOW) => ({
  store,
  scorer: index,
  isIndexed: (id: string) => index.get(id) !== undefined,
  now: () => now,
});

describe('matchNews', () => {
  const stores = useSqliteStores();

  it('puts what matches in line, counts the rest by reason, and does so once', async () => {
    const store = await stores.open();
    const index = await indexOf([reward, cakes]);
    const { id } = await subscribe(store, { wish: wishFor({ topic: 'reward models' }) });
    await store.papers.record([foundPaper(reward), foundPaper(cakes)], RECORDING);

    const first = await matchNews(partsOf(store, index));
    const second = await matchNews(partsOf(store, index));

    expect(first).toEqual({ sightings: 2, posts: 1 });
    expect(second).toEqual({ sightings: 0, posts: 0 });
    expect((await store.outbox.counts({ subscriptionId: id })).waiting).toBe(1);
    expect(await store.subscriptions.recentSkips(id)).toEqual([
      { day: '2026-11-23', reason: 'not about the topic', papers: 1 },
    ]);
  });

  it('leaves papers alone that the index does not hold yet', async () => {
    const store = await stores.open();
    await subscribe(store);
    await store.papers.record([foundPaper(reward), foundPaper(cakes)], RECORDING);

    const early = await matchNews(partsOf(store, await indexOf([cakes])));
    const late = await matchNews(partsOf(store, await indexOf([cakes, reward])));

    expect([early.posts, late.posts]).toEqual([1, 1]);
  });

  it('keeps what matches for a digest, and for a subscription that is paused', async () => {
    const store = await stores.open();
    const index = await indexOf([reward]);
    const when = { kind: 'daily', hour: 18, timeZone: 'UTC' } as const;
    await subscribe(store, { wish: wishFor({ when }) });
    const paused = await subscribe(store, { channelId: 'c2' });
    await store.subscriptions.pause(paused.id, { reason: 'asked', at: NOW });
    await store.papers.record([foundPaper(reward)], RECORDING);

    await matchNews(partsOf(store, index));

    expect(await store.outbox.nextDueAt()).toBe(Date.UTC(2026, 10, 23, 18));
    expect((await store.outbox.counts({ subscriptionId: paused.id })).waiting).toBe(1);
  });

  it('posts a new version beside the paper itself, where those are wished for', async () => {
    const store = await stores.open();
    const index = await indexOf([reward]);
    const { id } = await subscribe(store, { wish: wishFor({ includesReplacements: true }) });
    await store.papers.record([foundPaper(reward, { version: 1 })], RECORDING);
    await matchNews(partsOf(store, index));
    await store.papers.record(
      [foundPaper(reward, { version: 2, announcement: 'replacement' })],
      RECORDING,
    );

    await matchNews(partsOf(store, index));

    expect((await store.outbox.counts({ subscriptionId: id })).waiting).toBe(2);
  });

  it('posts a paper once that is known by a feed’s id first, and by its arXiv id later', async () => {
    const store = await stores.open();
    const title = 'Attention is all you need';
    const post = paperWith({
      id: 'feed:9',
      title,
      authors: ['Vaswani, A.'],
      links: { abstract: 'https://lab.example/9' },
    });
    const preprint = paperWith({ id: '1706.03762', title, authors: ['Ashish Vaswani'] });
    const index = await indexOf([post]);
    const { id } = await subscribe(store);
    await store.papers.record([foundPaper(post, { source: 'lab' })], RECORDING);
    await matchNews(partsOf(store, index));
    const claim = await claimNext(store);
    await store.outbox.markPosted(claim!, { now: NOW, messageId: 'm1' });

    await store.papers.record([foundPaper(preprint, { version: 1 })], RECORDING);
    const second = await matchNews(partsOf(store, index));

    expect(second).toEqual({ sightings: 1, posts: 0 });
    expect(await store.outbox.counts({ subscriptionId: id })).toEqual({ waiting: 0, dead: 0 });
    expect(await store.papers.find(['1706.03762'])).toMatchObject([
      { paper: { id: 'feed:9' }, arxivId: '1706.03762' },
    ]);
  });

  it('goes on after a crash between transactions without losing or repeating a post', async () => {
    const store = await stores.open();
    const papers = Array.from({ length: 180 }, (_, i) => paperWith({ id: `2611.1${1000 + i}` }));
    const index = await indexOf(papers);
    const subscribers = Array.from({ length: 30 }, (_, i) => ({ channelId: `c${i}` }));
    for (const { channelId } of subscribers) await subscribe(store, { channelId });
    await store.papers.record(
      papers.map((paper) => foundPaper(paper)),
      RECORDING,
    );
    let transactions = 0;
    const crashing: Store = {
      ...store,
      transaction: (work) => {
        if (++transactions === 2) throw new Error('The power is gone.');
        return store.transaction(work);
      },
    };

    await expect(matchNews(partsOf(crashing, index))).rejects.toThrow('power');
    const { posts } = await matchNews(partsOf(store, index));

    const waiting = await store.outbox.counts({});
    expect(waiting.waiting).toBe(30 * 180);
    expect(posts).toBeLessThan(30 * 180);
  });

  it('drops the oldest where too many wait, and counts them', async () => {
    const store = await stores.open();
    const papers = Array.from({ length: MAX_WAITING + 7 }, (_, i) =>
      paperWith({ id: `p${i}`, title: `Paper ${i}` }),
    );
    const index = await indexOf(papers);
    const { id } = await subscribe(store);
    await store.papers.record(
      papers.map((paper) => foundPaper(paper)),
      RECORDING,
    );

    await matchNews(partsOf(store, index));

    expect((await store.outbox.counts({ subscriptionId: id })).waiting).toBe(MAX_WAITING);
    expect(await store.subscriptions.recentSkips(id)).toEqual([
      { day: '2026-11-23', reason: `dropped: more than ${MAX_WAITING} were waiting`, papers: 7 },
    ]);
  });
});

describe('dryRun', () => {
  const stores = useSqliteStores();

  it('finds just what matching then puts in line', async () => {
    const store = await stores.open();
    const index = await indexOf([reward, cakes]);
    const wish = wishFor({ topic: 'reward models' });
    await store.papers.record([foundPaper(reward), foundPaper(cakes)], RECORDING);
    const { papers } = store;

    const run = await dryRun(wish, { papers, corpus: () => [], scorer: index, now: NOW });
    await subscribe(store, { wish });
    const matched = await matchNews(partsOf(store, index));

    expect(run.posts.map(({ paper }) => paper.id)).toEqual([reward.id]);
    expect(run.skipped).toEqual([{ reason: 'not about the topic', papers: 1 }]);
    expect(matched.posts).toBe(run.posts.length);
  });

  it('counts a paper of two sources once, and what comes in a week', async () => {
    const store = await stores.open();
    const index = await indexOf([reward, cakes]);
    const at = { announcedAt: NOW - 14 * DAY_MS };
    await store.papers.record(
      [
        foundPaper(reward, at),
        foundPaper(reward, { ...at, source: 'hf-daily-papers' }),
        foundPaper(cakes),
      ],
      RECORDING,
    );

    const run = await dryRun(wishFor(), {
      papers: store.papers,
      corpus: () => [],
      scorer: index,
      now: NOW,
    });

    expect(run).toMatchObject({ days: 14, perWeek: 1 });
    expect(run.posts.map(({ paper }) => paper.id)).toEqual([cakes.id, reward.id]);
  });

  it('looks no further back than 30 days', async () => {
    const store = await stores.open();
    const index = await indexOf([reward, cakes]);
    await store.papers.record(
      [foundPaper(reward, { announcedAt: NOW - 31 * DAY_MS }), foundPaper(cakes)],
      RECORDING,
    );

    const run = await dryRun(wishFor(), {
      papers: store.papers,
      corpus: () => [],
      scorer: index,
      now: NOW,
    });

    expect(run.posts.map(({ paper }) => paper.id)).toEqual([cakes.id]);
  });

  it('makes do with the corpus while no source has brought anything', async () => {
    const store = await stores.open();
    const index = await indexOf([reward, cakes]);

    const run = await dryRun(wishFor({ topic: 'reward models', sources: ['arxiv:cs.CL'] }), {
      papers: store.papers,
      corpus: () => index.papers(),
      scorer: index,
      now: NOW,
    });

    expect(run).toMatchObject({ considered: 2, days: 0 });
    expect(run.perWeek).toBeUndefined();
    expect(run.posts.map(({ paper }) => paper.id)).toEqual([reward.id]);
  });
});
