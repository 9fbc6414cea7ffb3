import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { foundPaper, MINUTE_MS, NOW, RECORDING, subscribe, wishFor } from './samples.ts';
import type { StoresUnderTest } from './store-under-test.ts';

const LEASE_MS = MINUTE_MS;
const one = () => 1;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

/** What a store that several processes share keeps to besides. */
export function describeSeveralProcesses({ open, openBare }: StoresUnderTest): void {
  describe('several processes on one server', () => {
    it('make the schema once when they start at the same time', async () => {
      await openBare();

      const opened = await Promise.all(numbers(4).map(() => open()));

      expect(await Promise.all(opened.map(({ papers }) => papers.count()))).toEqual([0, 0, 0, 0]);
    });

    it('post each paper once and in order, however many senders they have', async () => {
      const [first, second] = [await open(), await open()];
      const channels = numbers(8).map((number) => `c${number}`);
      const papers = numbers(12).map((number) => `p${number}`);
      const subscriptions = await Promise.all(
        channels.map((channelId) => subscribe(first, { channelId })),
      );
      const sent: string[] = [];
      const send = async ({ outbox }: Store, name: string) => {
        for (;;) {
          const claim = await outbox.claim({ now: NOW, leaseMs: LEASE_MS, batchSize: one });
          if (!claim) return;
          sent.push(`${claim.channelId} ${claim.entries[0]?.paperId}`);
          await outbox.markPosted(claim, { now: NOW, messageId: `${name}${sent.length}` });
        }
      };

      for (const half of [papers.slice(0, 6), papers.slice(6)]) {
        const posts = half.flatMap((paperId) =>
          subscriptions.map(({ id }) => ({
            subscriptionId: id,
            paperId,
            reason: '',
            dueAt: NOW,
          })),
        );
        await second.outbox.add(posts, { maxWaiting: 99 });
        await Promise.all([first, first, second, second].map((store, n) => send(store, `s${n}-`)));
      }

      for (const channelId of channels) {
        expect(sent.filter((line) => line.startsWith(`${channelId} `))).toEqual(
          papers.map((paperId) => `${channelId} ${paperId}`),
        );
      }
    });

    it('claim different channels at the same moment', async () => {
      const [first, second] = [await open(), await open()];
      for (const channelId of ['c1', 'c2', 'c3']) {
        const { id } = await subscribe(first, { channelId });
        await first.outbox.add([{ subscriptionId: id, paperId: 'a', reason: '', dueAt: NOW }], {
          maxWaiting: 9,
        });
      }

      const claims = await Promise.all(
        [first, second, first, second, first].map(({ outbox }) =>
          outbox.claim({ now: NOW, leaseMs: LEASE_MS, batchSize: one }),
        ),
      );

      const claimed = claims.flatMap((claim) => claim?.channelId ?? []);
      expect(claimed.toSorted()).toEqual(['c1', 'c2', 'c3']);
    });

    it('let one of them hold a lease', async () => {
      const [first, second] = [await open(), await open()];

      const leases = await Promise.all(
        numbers(6).map((number) =>
          (number % 2 ? first : second).leases.acquire('poller', {
            holder: `process ${number}`,
            now: NOW,
            ttlMs: LEASE_MS,
          }),
        ),
      );

      expect(leases.filter((lease) => lease)).toHaveLength(1);
    });

    it('take no lease over while its owner is in a transaction that asked for it', async () => {
      const [first, second] = [await open(), await open()];
      const terms = { now: NOW, ttlMs: LEASE_MS };
      const lease = (await first.leases.acquire('poller', { ...terms, holder: 'a' }))!;
      const order: string[] = [];
      let takeover: Promise<unknown> = Promise.resolve();

      await first.transaction(async ({ leases, papers }) => {
        await leases.isHeld(lease, NOW);
        takeover = second.leases
          .acquire('poller', { holder: 'b', now: NOW + LEASE_MS, ttlMs: LEASE_MS })
          .then(() => order.push('taken over'));
        await papers.record([foundPaper({ id: 'a' })], RECORDING);
        order.push('written');
      });
      await takeover;

      expect(order).toEqual(['written', 'taken over']);
    });

    it('give a guild no more subscriptions than it may have', async () => {
      const [first, second] = [await open(), await open()];

      await Promise.all(
        numbers(8).map((number) =>
          (number % 2 ? first : second).subscriptions.add(
            { guildId: 'g1', channelId: `c${number}`, wish: wishFor() },
            { now: NOW, maxPerGuild: 3 },
          ),
        ),
      );

      expect(await first.subscriptions.count()).toEqual({ active: 3, paused: 0 });
    });

    it('miss no change of a paper when they read on from the last one', async () => {
      const [first, second, reader] = [await open(), await open(), await open()];
      const seen = new Set<string>();
      let last = 0;
      const readOn = async () => {
        for await (const chunk of reader.papers.read({ after: last })) {
          for (const { paper, revision } of chunk) {
            seen.add(paper.id);
            last = revision;
          }
        }
      };

      const writing = Promise.all(
        numbers(40).map((number) =>
          (number % 2 ? first : second).papers.record(
            [foundPaper({ id: `p${number}` })],
            RECORDING,
          ),
        ),
      );
      for (const _ of numbers(20)) await readOn();
      await writing;
      await readOn();

      expect(seen.size).toBe(40);
    });

    it('never wait for each other in a circle', async () => {
      const processes = [await open(), await open()];
      const channels = ['c1', 'c2', 'c3'];
      const subscriptions = await Promise.all(
        [...channels, ...channels].map((channelId) => subscribe(processes[0]!, { channelId })),
      );
      const add = ({ outbox }: Store, round: number) =>
        outbox.add(
          subscriptions.map(({ id }) => ({
            subscriptionId: id,
            paperId: `p${round}`,
            reason: '',
            dueAt: NOW,
          })),
          { maxWaiting: 4 },
        );
      const send = async ({ outbox, ...rest }: Store, round: number) => {
        const claim = await outbox.claim({ now: NOW, leaseMs: LEASE_MS, batchSize: () => 2 });
        if (!claim) return;
        const { channelId } = claim;
        if (round % 3 > 0) {
          await outbox.markPosted(claim, { now: NOW, messageId: `m${round}`, crosspost: true });
        } else {
          await rest.transaction(async (tx) => {
            await tx.outbox.retryLater(claim, { now: NOW, at: NOW, cause: 'lost' });
            await tx.subscriptions.pauseChannel(channelId, { reason: 'permission-lost', at: NOW });
          });
        }
        const crosspost = await outbox.claimCrosspost({ now: NOW, leaseMs: LEASE_MS });
        if (crosspost) await outbox.finishCrosspost(crosspost);
      };
      const manage = async (store: Store, round: number) => {
        const { id } = subscriptions[round % subscriptions.length]!;
        await store.subscriptions.resume(id);
        await store.subscriptions.update(id, { channelId: channels[round % 3]! });
        await store.outbox.drop([`p${round}`]);
        await store.subscriptions.noteSkips([{ subscriptionId: id, reason: 'r', papers: 1 }], NOW);
        if (round === 15) await store.subscriptions.remove(id);
        if (round === 20) await store.subscriptions.removeGuild('g1');
      };

      const work = numbers(24).flatMap((round) =>
        processes.flatMap((store) => [add, send, send, manage].map((act) => act(store, round))),
      );

      expect(
        (await Promise.allSettled(work)).filter(({ status }) => status === 'rejected'),
      ).toEqual([]);
    });
  });
}
