import { describe, expect, it } from 'vitest';
import { createPoller, type PollerOptions } from '../../../src/feeds/polling/poller.ts';
import type { Source } from '../../../src/feeds/source.ts';
import { SourceError } from '../../../src/feeds/source-error.ts';
import { sourceHealth } from '../../../src/feeds/source-health.ts';
import type { Store } from '../../../src/store/store.ts';
import { paperWith } from '../../sample-papers.ts';
import { subscribe } from '../../store/samples.ts';
import { openTestStore } from '../open-test-store.ts';
import { silentLog } from '../silent-log.ts';
import { announced, fakeSource, NOW } from './fake-source.ts';

const HOUR_MS = 60 * 60_000;

function pollerOf(sources: readonly Source[], store: Store, options: Partial<PollerOptions> = {}) {
  const clock = { now: NOW };
  const poller = createPoller({
    sources,
    store,
    timetable: { schedule: '30 * * * *', timeZone: 'UTC' },
    holder: 'a',
    now: () => new Date(clock.now),
    random: () => 0,
    log: silentLog,
    onRecorded: () => undefined,
    ...options,
  });
  return { poller, clock };
}

/** A source that never answers; `asked` is fulfilled when it is asked. */
function silentSource() {
  let ask = () => {};
  const asked = new Promise<void>((resolve) => {
    ask = resolve;
  });
  const source = fakeSource('silent', () => {
    ask();
    return new Promise(() => {});
  });
  return { source, asked };
}

describe('createPoller', () => {
  it('reads a source at once when it is new, and then by the timetable', async () => {
    const store = await openTestStore();
    const source = fakeSource('lab', () => ({ papers: [announced('feed:1')] }));
    const { poller, clock } = pollerOf([source], store);

    expect(await poller.runDue()).toMatchObject([{ source: 'lab', seen: 1, added: 1 }]);
    expect(await poller.runDue()).toEqual([]);
    clock.now += HOUR_MS / 2;
    expect(await poller.runDue()).toMatchObject([{ source: 'lab', seen: 1, added: 0 }]);
  });

  it('reads at once after a start what became due meanwhile', async () => {
    const store = await openTestStore();
    const source = fakeSource('lab', () => ({}));
    const before = pollerOf([source], store);
    await before.poller.runDue();
    await before.poller.stop();

    const after = pollerOf([source], store, { holder: 'b' });
    expect(await after.poller.runDue()).toEqual([]);
    after.clock.now += 5 * HOUR_MS;
    expect(await after.poller.runDue()).toHaveLength(1);
  });

  it('hands papers to the store for matching, old ones only to keep', async () => {
    const store = await openTestStore();
    const old = announced('feed:old', { announcedAt: NOW - 40 * 24 * HOUR_MS });
    const { poller } = pollerOf(
      [fakeSource('lab', () => ({ papers: [announced('feed:new'), old] }))],
      store,
    );

    await poller.runDue();

    expect(await store.papers.count()).toBe(2);
    expect(await store.papers.unmatched(10)).toMatchObject([
      { paper: { id: 'feed:new' }, source: 'lab', announcement: 'new' },
    ]);
  });

  it('does not announce the archive of a site that dates all its pages anew', async () => {
    const store = await openTestStore();
    const [before, after] = ['2024-05-01', '2026-11-23'].map((publishedAt) =>
      announced('feed:1', {
        paper: paperWith({ id: 'feed:1', title: 'A page of some years ago', publishedAt }),
        announcedAt: Date.parse(publishedAt),
      }),
    );
    const source = fakeSource('lab', (_request, count) => ({
      papers: [count === 1 ? before! : after!],
    }));
    const { poller, clock } = pollerOf([source], store);

    await poller.runDue();
    clock.now += HOUR_MS;
    await poller.runDue();

    expect(source.requests).toHaveLength(2);
    expect(await store.papers.unmatched(10)).toEqual([]);
  });

  it('announces a paper once that a list and its back-fill both bring', async () => {
    const store = await openTestStore();
    const paper = announced('2611.00001', { version: 1 });
    const list = fakeSource('arxiv:cs.CL', () => ({ papers: [paper] }));
    const backfill = fakeSource('arxiv-records:cs.CL', () => ({ papers: [paper] }), {
      announcesAs: 'arxiv:cs.CL',
    });

    await pollerOf([list, backfill], store).poller.runDue();

    expect(await store.papers.unmatched(10)).toHaveLength(1);
  });

  it('tells nobody any more of a paper that was withdrawn, and counts it', async () => {
    const store = await openTestStore();
    const [here, quiet] = [announced('2611.00001'), announced('2611.00002')];
    const source = fakeSource('arxiv:cs.CL', (_request, count) =>
      count === 1 ? { papers: [here, quiet] } : { withdrawn: ['2611.00001', '2611.99999'] },
    );
    const { poller, clock } = pollerOf([source], store);
    await poller.runDue();
    const { id } = await subscribe(store);
    const post = { subscriptionId: id, paperId: '2611.00001', reason: 'all', dueAt: NOW + HOUR_MS };
    await store.outbox.add([post], { maxWaiting: 9 });
    clock.now += HOUR_MS;

    const reports = await poller.runDue();

    expect(reports).toMatchObject([{ withdrawn: 2, seen: 0 }]);
    expect(await store.outbox.counts()).toEqual({ waiting: 0, dead: 0 });
    expect(await store.papers.unmatched(9)).toMatchObject([{ paper: { id: '2611.00002' } }]);
    expect(await store.papers.count()).toBe(2);
    expect(await store.subscriptions.recentSkips(id)).toMatchObject([
      { reason: 'withdrawn by their authors', papers: 1 },
    ]);
    const state = await store.sources.get('arxiv:cs.CL');
    expect(sourceHealth(source, state, new Date(clock.now)).trouble).toBe(
      '2 papers were withdrawn',
    );
  });

  it('goes on from the place that the last reading left', async () => {
    const store = await openTestStore();
    const place = { validators: { etag: '"1"', lastModified: 'yesterday' }, cursor: 'page 2' };
    const source = fakeSource('lab', () => ({ place }));
    const { poller, clock } = pollerOf([source], store);

    await poller.runDue();
    clock.now += HOUR_MS;
    await poller.runDue();

    expect(source.requests.map((request) => request.place)).toEqual([{}, place]);
  });

  it('reads on while there is more, each part kept before the next is asked for', async () => {
    const store = await openTestStore();
    const source = fakeSource('harvest', (_request, count) => {
      if (count === 3) throw new SourceError('it answers 503');
      return { papers: [announced(`feed:${count}`)], hasMore: true, place: { cursor: `${count}` } };
    });
    const { poller } = pollerOf([source], store);

    expect(await poller.runDue()).toMatchObject([{ added: 2, error: 'it answers 503' }]);
    expect(await store.papers.count()).toBe(2);
    expect(source.requests.at(-1)?.place).toEqual({ cursor: '2' });
  });

  it('leaves a source that fails alone for longer and longer, and keeps the reason', async () => {
    const store = await openTestStore();
    const source = fakeSource('lab', () => {
      throw new SourceError('it answers 503');
    });
    const { poller, clock } = pollerOf([source], store, { random: () => 1 });
    const minutesToNext = async () =>
      (((await store.sources.get('lab'))?.nextRunAt ?? 0) - clock.now) / 60_000;

    await poller.runDue();
    expect(await minutesToNext()).toBe(1);
    clock.now += 60_000;
    await poller.runDue();
    expect(await minutesToNext()).toBe(2);
    expect(await store.sources.get('lab')).toMatchObject({
      lastError: 'it answers 503',
      failures: 2,
    });
  });

  it('waits for as long as the source asks', async () => {
    const store = await openTestStore();
    const source = fakeSource('lab', () => {
      throw new SourceError('asked too often', { retryAfterMs: HOUR_MS });
    });

    await pollerOf([source], store).poller.runDue();

    expect((await store.sources.get('lab'))?.nextRunAt).toBe(NOW + HOUR_MS);
  });

  it('forgets failures once a source is well', async () => {
    const store = await openTestStore();
    const source = fakeSource('lab', (_request, count) => {
      if (count === 1) throw new SourceError('it answers 503');
      return {};
    });
    const { poller, clock } = pollerOf([source], store);

    await poller.runDue();
    clock.now += HOUR_MS;
    await poller.runDue();

    const state = await store.sources.get('lab');
    expect(state).toMatchObject({ failures: 0, lastSuccessAt: clock.now });
    expect(state).not.toHaveProperty('lastError');
  });

  it('says of a mistake of its own no more than that the log has it', async () => {
    const store = await openTestStore();
    const source = fakeSource('lab', () => {
      throw new TypeError('x is not a function');
    });

    expect(await pollerOf([source], store).poller.runDue()).toMatchObject([
      { error: 'something went wrong in the bot itself; its log says more' },
    ]);
  });

  it('is not held up by a source that hangs', async () => {
    const store = await openTestStore();
    const hanging = fakeSource('hanging', () => new Promise(() => {}));
    const lab = fakeSource('lab', () => ({ papers: [announced('feed:1')] }));

    const reports = await pollerOf([hanging, lab], store, { pollTimeoutMs: 50 }).poller.runDue();

    expect(reports).toMatchObject([
      { source: 'hanging', error: 'reading it took too long' },
      { source: 'lab', added: 1 },
    ]);
  });

  it('polls in one process only, until that one stops', async () => {
    const store = await openTestStore();
    const source = fakeSource('lab', () => ({}));
    const first = pollerOf([source], store, { holder: 'first' });
    const second = pollerOf([source], store, { holder: 'second' });

    expect(await first.poller.runDue()).toHaveLength(1);
    first.clock.now += HOUR_MS;
    second.clock.now += HOUR_MS;
    await first.poller.runDue();
    expect(await second.poller.runDue()).toEqual([]);

    await first.poller.stop();
    second.clock.now += HOUR_MS;
    expect(await second.poller.runDue()).toHaveLength(1);
  });

  it('takes over from a process that is not heard of any more', async () => {
    const store = await openTestStore();
    const source = fakeSource('lab', () => ({}));
    await pollerOf([source], store, { holder: 'dead' }).poller.runDue();

    const heir = pollerOf([source], store, { holder: 'heir' });
    expect(await heir.poller.runDue()).toEqual([]);
    heir.clock.now += HOUR_MS;
    expect(await heir.poller.runDue()).toHaveLength(1);
  });

  it('writes nothing once another process has taken over', async () => {
    const store = await openTestStore();
    const heir = pollerOf([], store, { holder: 'heir' });
    const source = fakeSource('lab', async () => {
      heir.clock.now += HOUR_MS;
      await heir.poller.runDue();
      sleeper.clock.now += HOUR_MS;
      return { papers: [announced('feed:1')] };
    });
    const sleeper = pollerOf([source], store, { holder: 'sleeper' });

    expect(await sleeper.poller.runDue()).toMatchObject([
      { added: 0, error: 'another process polls now' },
    ]);
    expect(await store.papers.count()).toBe(0);
    expect(await store.sources.get('lab')).toBeUndefined();
  });

  it('leaves no failure behind when it is stopped in the middle of a reading', async () => {
    const store = await openTestStore();
    const { source, asked } = silentSource();
    const { poller } = pollerOf([source], store);

    const reports = poller.runDue();
    await asked;
    await poller.stop();

    expect(await reports).toMatchObject([{ error: 'the bot is being stopped' }]);
    expect(await store.sources.get('silent')).toBeUndefined();
  });

  it('reads by itself once it is started', async () => {
    const store = await openTestStore();
    const { source, asked } = silentSource();
    const { poller } = pollerOf([source], store);

    poller.start();
    await asked;
    await poller.stop();

    expect(source.requests).toHaveLength(1);
  });

  it('reads one source when it is asked to, due or not', async () => {
    const store = await openTestStore();
    const source = fakeSource('lab', () => ({ papers: [announced('feed:1')] }));
    const { poller } = pollerOf([source], store);

    await poller.runDue();

    expect(await poller.poll(source)).toMatchObject({ seen: 1, added: 0 });
  });

  it('asks the process that polls to read a source, where another one does', async () => {
    const store = await openTestStore();
    const source = fakeSource('lab', () => ({}));
    const bot = pollerOf([source], store, { holder: 'bot' });
    await bot.poller.runDue();

    expect(await pollerOf([source], store, { holder: 'cli' }).poller.poll(source)).toBeUndefined();
    expect(await bot.poller.runDue()).toHaveLength(1);
  });
});
