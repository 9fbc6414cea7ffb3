import type { Logger } from '../log.ts';
import type { CrosspostClaim, PostClaim } from '../store/outbox.ts';
import { SIGHTINGS_KEPT_MS } from '../store/paper-store.ts';
import { createDeliverer, type DelivererParts } from './deliver-posts.ts';
import { createDrain } from './drain.ts';
import type { CrosspostOutcome, PostOutcome } from './notifier.ts';

/** Channels that are posted to at the same time; in each, one message after the other. */
const CHANNELS_AT_A_TIME = 5;

/** How often to look for what other processes brought, or left behind when they were killed. */
const LOOK_EVERY_MS = 15_000;

/** How long what was given up can be seen. */
const KEEP_DEAD_LETTERS_MS = 30 * 86_400_000;

/** How often what is old is thrown away. */
const TIDY_EVERY_MS = 60 * 60_000;

export interface DeliveryParts extends Omit<DelivererParts, 'onPost' | 'onCrosspost'> {
  readonly log: Logger;
}

/** Posts what is due for as long as the bot runs. */
export interface Delivery {
  /** Begins; what was left from before goes out first. */
  start(): void;
  /** Papers were put in line, or a subscription was resumed: look at once. */
  wake(): void;
  /** Posts no more; fulfilled when every message that was under way is settled. */
  stop(): Promise<void>;
}

export function createDelivery({ log, ...parts }: DeliveryParts): Delivery {
  const { store, now } = parts;
  const deliverer = createDeliverer({
    ...parts,
    onPost(claim, outcome) {
      logOutcome(log, claim, outcome);
      if (outcome.kind === 'barred') keeping.wake();
      if (outcome.kind === 'posted' && outcome.canCrosspost) publishing.wake();
    },
    onCrosspost: (claim, outcome) => logCrosspost(log, claim, outcome),
  });
  let tidiedAt = Number.NEGATIVE_INFINITY;

  async function tidy(): Promise<void> {
    if (now() - tidiedAt < TIDY_EVERY_MS) return;
    tidiedAt = now();
    await store.outbox.pruneDeadLetters(now() - KEEP_DEAD_LETTERS_MS);
    await store.papers.pruneSightings(now() - SIGHTINGS_KEPT_MS);
  }

  const shared = { longestWaitMs: LOOK_EVERY_MS, now };

  const posting = createDrain({
    ...shared,
    work: deliverer.deliverNext,
    atATime: CHANNELS_AT_A_TIME,
    nextAt: () => store.outbox.nextDueAt(),
    onError: (error) => log.error({ err: error }, 'posting failed'),
  });
  const publishing = createDrain({
    ...shared,
    work: deliverer.crosspostNext,
    atATime: 1,
    nextAt: () => store.outbox.nextDueAt(),
    onError: (error) => log.error({ err: error }, 'publishing failed'),
  });
  const keeping = createDrain({
    ...shared,
    async work() {
      await deliverer.tellOfPauses();
      await tidy();
      return false;
    },
    atATime: 1,
    nextAt: async () => undefined,
    onError: (error) => log.error({ err: error }, 'tidying up after posting failed'),
  });
  const drains = [posting, publishing, keeping];

  return {
    start() {
      for (const drain of drains) drain.wake();
    },
    wake: posting.wake,
    async stop() {
      await Promise.all(drains.map((drain) => drain.stop()));
    },
  };
}

function logOutcome(
  log: Logger,
  { channelId, subscription, entries, attempt }: PostClaim,
  outcome: PostOutcome,
): void {
  const place = { guild: subscription.guildId, channel: channelId, subscription: subscription.id };
  const fields = { ...place, papers: entries.length, attempt, ...outcome };
  if (outcome.kind === 'posted') log.info(fields, 'papers posted');
  else log.warn(fields, 'papers not posted');
}

function logCrosspost(
  log: Logger,
  { channelId: channel, messageId, attempt }: CrosspostClaim,
  outcome: CrosspostOutcome,
): void {
  log.info({ channel, messageId, attempt, ...outcome }, 'publishing done');
}
