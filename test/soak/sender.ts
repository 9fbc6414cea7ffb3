import { setTimeout as delay } from 'node:timers/promises';
import { Client, Events, GatewayIntentBits } from 'discord.js';
import { pino } from 'pino';
import { createDiscordNotifier } from '../../src/discord/posting/create-notifier.ts';
import { createPostingRest } from '../../src/discord/posting/posting-rest.ts';
import type { TopicScorer } from '../../src/search/topic-scorer.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { createDelivery } from '../../src/subscriptions/delivery.ts';
import { matchNews } from '../../src/subscriptions/match-news.ts';
import type { Orders, Report } from './orders.ts';
import { papersOf } from './scene.ts';
import { type Reach, restWithSteps, storeWithSteps } from './steps.ts';

/*
 * What of the bot finds, matches and sends papers, in a process that can be killed: the parts are the
 * bot's own, with a source and filters that need no index. It begins when it is told to; until then
 * it has only loaded its code.
 */

/** Far longer than the local Discord takes, far shorter than the tests. */
const LEASE_MS = 1_500;

/** Shorter than the local Discord remembers, so that both ways of not repeating are gone. */
const NONCE_MEMORY_MS = 2_000;

/** Longer than the local Discord holds a request up. */
const SETTLE_MS = 200;

/** After a failure, however many there were. */
const WAIT_MS = 50;

const POLL_EVERY_MS = 100;
const LOOK_EVERY_MS = 50;
const MAX_LAST_LOOKS = 400;
const POLLER = 'poller';
const POLLER_TTL_MS = 1_000;

process.once('message', (orders: Orders) => {
  run(orders).catch((error: unknown) => {
    tell({ problem: error instanceof Error ? String(error.stack) : String(error) });
    process.exitCode = 1;
    process.disconnect();
  });
});
tell('loaded');

function tell(report: Report): void {
  process.send?.(report);
}

/** No wish of the scene has a topic. */
const scorer: TopicScorer = {
  takePapers: async (paperIds) => ({
    scoreTopics: async (topics) => topics.map(() => new Float32Array(paperIds.length)),
  }),
};

async function run(orders: Orders): Promise<void> {
  const { name, apiUrl, token, killAt } = orders;
  let times = 0;
  const reach: Reach = (step) => {
    if (step !== killAt?.step) return;
    times += 1;
    if (times === killAt.time) process.kill(process.pid, 'SIGKILL');
  };
  const log = pino({ level: 'error' }, process.stderr);
  const opened = await openStore(orders);
  const store = storeWithSteps(opened, reach);
  const client = await connect(apiUrl, token);
  const rest = createPostingRest({ ...client.options.rest, userAgentAppendix: name }, token);
  const notifier = createDiscordNotifier({
    client,
    rest: restWithSteps(rest, reach),
    log,
    now: Date.now,
    nonceMemoryMs: NONCE_MEMORY_MS,
    settleMs: SETTLE_MS,
  });
  const delivery = createDelivery({
    store,
    notifier,
    now: Date.now,
    waitMs: () => WAIT_MS,
    leaseMs: LEASE_MS,
    log,
  });
  delivery.start();
  const end = new AbortController();
  const polling = poll(store, orders, delivery.wake, end.signal);
  tell('ready');

  await new Promise((resolve) => process.once('message', resolve));
  end.abort();
  await polling;
  await untilNothingIsLeft(opened);
  await delivery.stop();
  await client.destroy();
  await opened.close();
  process.disconnect();
}

/** What stands in a channel may not be marked so yet, where the last sender was killed in between. */
async function untilNothingIsLeft({ outbox }: Store): Promise<void> {
  for (let looks = 0; looks < MAX_LAST_LOOKS; looks += 1) {
    const { waiting } = await outbox.counts();
    const unpublished = await outbox.crossposts();
    if (waiting + unpublished.length === 0) return;
    await delay(LOOK_EVERY_MS);
  }
}

async function connect(apiUrl: string, token: string): Promise<Client> {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: { api: apiUrl, version: '10', offset: 0 },
    // Discord lets a bot identify once in 5 s; here nobody counts.
    ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => undefined }) },
  });
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(token);
  await ready;
  return client;
}

/** Takes up what is new at the source, as the one poller of the store does. */
async function poll(
  store: Store,
  { name: holder, seed, papers }: Orders,
  wake: () => void,
  signal: AbortSignal,
): Promise<void> {
  const found = papersOf(seed, papers);
  while (!signal.aborted) {
    const now = Date.now();
    const lease = await store.leases.acquire(POLLER, { now, ttlMs: POLLER_TTL_MS, holder });
    if (lease !== undefined) {
      const isForMatching = true;
      const news = found.slice(await store.papers.count());
      if (news.length > 0) {
        await store.papers.record(news, { now, isForMatching, merge: (_, { paper }) => paper });
      }
      const { posts } = await matchNews({ store, scorer, isIndexed: () => true, now: Date.now });
      if (posts > 0) wake();
    }
    await delay(POLL_EVERY_MS);
  }
}
