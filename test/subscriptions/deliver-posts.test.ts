import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import type { PostStyle } from '../../src/store/subscription-store.ts';
import { createDeliverer, type Deliverer } from '../../src/subscriptions/deliver-posts.ts';
import type {
  CrosspostOutcome,
  Notifier,
  Post,
  PostOutcome,
} from '../../src/subscriptions/notifier.ts';
import { foundPaper, MINUTE_MS, NOW, RECORDING, subscribe, wishFor } from '../store/samples.ts';
import { useSqliteStores } from '../store/use-sqlite-stores.ts';

const POSTED: PostOutcome = { kind: 'posted', messageId: 'm1', canCrosspost: false };
const LEASE_MS = 10_000;

interface Scene {
  readonly store: Store;
  readonly deliverer: Deliverer;
  /** What was posted, tries included. */
  readonly posts: readonly Post[];
  readonly told: readonly string[];
  /** What comes of the next posts and crossposts; afterwards all goes well. */
  readonly outcomes: PostOutcome[];
  readonly crosspostOutcomes: CrosspostOutcome[];
  readonly clock: { now: number };
}

describe('the deliverer', () => {
  const stores = useSqliteStores();

  async function setScene(paperIds: readonly string[], style: PostStyle = 'posts') {
    const store = await stores.open();
    const outcomes: PostOutcome[] = [];
    const crosspostOutcomes: CrosspostOutcome[] = [];
    const posts: Post[] = [];
    const told: string[] = [];
    const clock = { now: NOW };
    const notifier: Notifier = {
      async post(post) {
        posts.push(post);
        return outcomes.shift() ?? POSTED;
      },
      crosspost: async () => crosspostOutcomes.shift() ?? { kind: 'published' },
      async tellAdmins(_, text) {
        told.push(text);
        return true;
      },
    };
    const deliverer = createDeliverer({
      store,
      notifier,
      now: () => clock.now,
      waitMs: (attempts) => attempts * MINUTE_MS,
      leaseMs: LEASE_MS,
    });
    const subscription = await subscribe(store, { wish: wishFor({ style }) });
    await store.papers.record(
      paperIds.map((id) => foundPaper({ id })),
      { ...RECORDING, isForMatching: false },
    );
    await store.outbox.add(
      paperIds.map((paperId) => ({
        subscriptionId: subscription.id,
        paperId,
        reason: 'matched: x',
        dueAt: NOW,
      })),
      { maxWaiting: 100 },
    );
    const scene: Scene = { store, deliverer, posts, told, outcomes, crosspostOutcomes, clock };
    return { ...scene, subscription };
  }

  const idsOf = (posts: readonly Post[]) =>
    posts.map(({ papers }) => papers.map(({ paper }) => paper.id).join(' '));

  it('posts what is due, one after the other, each with its reason', async () => {
    const { deliverer, posts } = await setScene(['2401.00001', '2401.00002']);

    const results = [
      await deliverer.deliverNext(),
      await deliverer.deliverNext(),
      await deliverer.deliverNext(),
    ];

    expect(results).toEqual([true, true, false]);
    expect(idsOf(posts)).toEqual(['2401.00001', '2401.00002']);
    expect(posts[0]?.papers[0]?.reason).toBe('matched: x');
  });

  it.each(['posts', 'threads'] as const)('batches a flood of %s, in order', async (style) => {
    const ids = Array.from({ length: 14 }, (_, index) => `2401.000${10 + index}`);
    const { deliverer, posts } = await setScene(ids, style);

    while (await deliverer.deliverNext());

    expect(idsOf(posts)).toEqual([ids.slice(0, 10).join(' '), ids.slice(10).join(' ')]);
  });

  it('gives up the one paper that Discord refuses, not those that came with it', async () => {
    const ids = ['2401.00001', '2401.00002', '2401.00003'];
    const { deliverer, posts, outcomes, store } = await setScene(ids, 'digest');
    const refused: PostOutcome = { kind: 'refused', cause: 'Discord refuses this message.' };
    outcomes.push(refused, POSTED, refused);

    while (await deliverer.deliverNext());

    expect(idsOf(posts)).toEqual([ids.join(' '), ...ids]);
    expect(new Set(posts.map(({ claim }) => claim.nonce)).size).toBe(4);
    expect(await store.outbox.deadLetters({ limit: 9 })).toMatchObject([{ paperId: ids[1] }]);
    expect(await store.outbox.counts()).toEqual({ waiting: 0, dead: 1 });
  });

  it('tries the very same message again, later each time, before any other of the channel', async () => {
    const { deliverer, posts, outcomes, clock, store } = await setScene([
      '2401.00001',
      '2401.00002',
    ]);
    outcomes.push(
      { kind: 'later', cause: 'Discord was in trouble (500).' },
      { kind: 'later', cause: 'Discord asked me to slow down.', retryAfterMs: 7_000 },
    );

    await deliverer.deliverNext();
    const isPastIt = await deliverer.deliverNext();
    const [delay] = await store.outbox.delays({ now: clock.now });
    clock.now += MINUTE_MS;
    await deliverer.deliverNext();
    clock.now += 7_000;
    while (await deliverer.deliverNext());

    expect(isPastIt).toBe(false);
    expect(delay).toMatchObject({ until: NOW + MINUTE_MS, cause: 'Discord was in trouble (500).' });
    expect(idsOf(posts)).toEqual(['2401.00001', '2401.00001', '2401.00001', '2401.00002']);
    expect(posts.map(({ claim }) => claim.attempt)).toEqual([1, 2, 3, 1]);
    expect(new Set(posts.slice(0, 3).map(({ claim }) => claim.nonce)).size).toBe(1);
  });

  it('waits until what was sent would have taken effect, where that is longer', async () => {
    const { deliverer, outcomes, store } = await setScene(['2401.00001']);
    outcomes.push({ kind: 'later', cause: 'The connection broke.', settleMs: 3 * MINUTE_MS });

    await deliverer.deliverNext();

    expect(await store.outbox.delays({ now: NOW })).toMatchObject([{ until: NOW + 3 * MINUTE_MS }]);
  });

  it('gives up after many tries, in words', async () => {
    const { deliverer, outcomes, clock, store } = await setScene(['2401.00001']);
    for (let tries = 0; tries < 200; tries += 1) {
      outcomes.push({ kind: 'later', cause: 'Discord was in trouble (500).' });
      await deliverer.deliverNext();
      clock.now += 1_000 * MINUTE_MS;
    }

    expect(await deliverer.deliverNext()).toBe(false);
    expect(await store.outbox.deadLetters({ limit: 5 })).toMatchObject([
      {
        paperId: '2401.00001',
        cause: 'Given up after many tries. Discord was in trouble (500).',
      },
    ]);
  });

  it('buries what Discord will never take, and goes on', async () => {
    const { deliverer, posts, outcomes, store } = await setScene(['2401.00001', '2401.00002']);
    outcomes.push({ kind: 'refused', cause: 'Discord refuses this message: No.' });

    while (await deliverer.deliverNext());

    expect(idsOf(posts)).toEqual(['2401.00001', '2401.00002']);
    expect(await store.outbox.deadLetters({ limit: 5 })).toMatchObject([
      { paperId: '2401.00001', cause: 'Discord refuses this message: No.' },
    ]);
  });

  it('leaves out a paper that is not held, and posts the others of its message', async () => {
    const { deliverer, posts, store, subscription } = await setScene(['2401.00001'], 'digest');
    const unknown = { paperId: '2401.00002', reason: 'matched: x', dueAt: NOW };
    await store.outbox.add([{ subscriptionId: subscription.id, ...unknown }], { maxWaiting: 100 });

    while (await deliverer.deliverNext());

    expect(idsOf(posts)).toEqual(['2401.00001']);
    expect(await store.outbox.counts()).toEqual({ waiting: 0, dead: 0 });
  });

  it('stops at once where it may not post, pauses all subscriptions there, loses nothing', async () => {
    const { deliverer, posts, outcomes, store, subscription } = await setScene([
      '2401.00001',
      '2401.00002',
    ]);
    await subscribe(store);
    outcomes.push({ kind: 'barred', reason: 'permission-lost', detail: 'I need **Embed Links**.' });

    while (await deliverer.deliverNext());

    expect(posts).toHaveLength(1);
    expect(await store.subscriptions.count()).toEqual({ active: 0, paused: 2 });
    expect(await store.outbox.counts()).toEqual({ waiting: 2, dead: 0 });
    await store.subscriptions.resume(subscription.id);
    while (await deliverer.deliverNext());
    expect(idsOf(posts)).toEqual(['2401.00001', '2401.00001', '2401.00002']);
  });

  it('tells the admins of a pause once, whatever the number of subscriptions', async () => {
    const { deliverer, told, outcomes, store } = await setScene(['2401.00001']);
    await subscribe(store);
    outcomes.push({ kind: 'barred', reason: 'permission-lost', detail: 'I need **Embed Links**.' });
    await deliverer.deliverNext();

    await deliverer.tellOfPauses();
    await deliverer.tellOfPauses();

    expect(told).toEqual([
      'I can no longer post new papers to <#c1>, so its 2 subscriptions are paused.\n' +
        'I need **Embed Links**.\n' +
        'Nothing is lost: papers go on being kept. `/paper following` resumes or moves them.',
    ]);
  });

  it('tells nobody of a pause that was asked for', async () => {
    const { deliverer, told, store, subscription } = await setScene([]);
    await store.subscriptions.pause(subscription.id, { reason: 'asked', at: NOW });

    await deliverer.tellOfPauses();

    expect(told).toEqual([]);
  });

  it('publishes what can be published, and waits as long as the limit says', async () => {
    const scene = await setScene(['2401.00001', '2401.00002']);
    const { deliverer, outcomes, crosspostOutcomes, store, clock } = scene;
    outcomes.push(
      { ...POSTED, canCrosspost: true },
      { ...POSTED, messageId: 'm2', canCrosspost: true },
    );
    crosspostOutcomes.push({ kind: 'later', cause: 'Slow down.', retryAfterMs: 3_600_000 });
    while (await deliverer.deliverNext());

    await deliverer.crosspostNext();
    const isHeldUp = !(await deliverer.crosspostNext());
    const queue = await store.outbox.crossposts();
    clock.now += 3_600_000;
    while (await deliverer.crosspostNext());

    expect(isHeldUp).toBe(true);
    expect(queue.map(({ dueAt }) => dueAt)).toEqual([NOW + 3_600_000, NOW + 3_600_000]);
    expect(await store.outbox.crossposts()).toEqual([]);
  });

  it('takes a message that cannot be published for posted', async () => {
    const { deliverer, outcomes, crosspostOutcomes, store } = await setScene(['2401.00001']);
    outcomes.push({ ...POSTED, canCrosspost: true });
    crosspostOutcomes.push({ kind: 'refused', cause: 'The message was deleted.' });
    await deliverer.deliverNext();

    await deliverer.crosspostNext();

    expect(await store.outbox.crossposts()).toEqual([]);
    expect(await store.outbox.counts()).toEqual({ waiting: 0, dead: 0 });
  });

  it('leaves a message to the next one when it dies with it in hand', async () => {
    const { store, posts, deliverer, clock } = await setScene(['2401.00001']);
    await store.outbox.claim({ now: NOW, leaseMs: LEASE_MS, batchSize: () => 1 });

    const isTaken = await deliverer.deliverNext();
    clock.now += LEASE_MS;
    await deliverer.deliverNext();

    expect(isTaken).toBe(false);
    expect(posts.map(({ claim }) => claim.attempt)).toEqual([2]);
  });
});
