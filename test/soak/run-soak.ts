import { setTimeout as delay } from 'node:timers/promises';
import {
  type LocalDiscord,
  startLocalDiscord,
} from '../../src/preview/local-discord/local-discord.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { OutboxCounts } from '../../src/store/outbox.ts';
import { createRandom } from '../bench/random.ts';
import type { SenderProgram } from './build-sender.ts';
import { isComplete, judge, type Verdict } from './judge.ts';
import { createKillPlan, type KillCounts } from './kill-plan.ts';
import { runSlot } from './run-slot.ts';
import { papersOf, type SceneChannel, setScene } from './scene.ts';
import { makeTrouble, type TroubleName } from './trouble.ts';

export interface SoakOptions {
  /** Decides papers, wishes, faults and kills; what happens between them is left to the machine. */
  readonly seed: number;
  readonly papers: number;
  readonly channels: number;
  /** Kills at random moments, beside one at each named step. */
  readonly kills: number;
  /** Senders that work at the same time; more than one need a `databaseUrl`. */
  readonly senders: number;
  readonly dataDir: string;
  readonly databaseUrl?: string;
  readonly program: SenderProgram;
  /** How long the senders get, unharmed, to finish. */
  readonly patienceMs: number;
  readonly onProgress?: (kills: number) => void;
}

export interface SoakResult {
  readonly options: Pick<SoakOptions, 'seed' | 'papers' | 'channels' | 'senders'>;
  readonly kills: KillCounts;
  readonly troubles: ReadonlyMap<TroubleName, number>;
  /** Papers that belong in channels, over all of them. */
  readonly expected: number;
  readonly verdict: Verdict;
  /** What is left in the outbox: nothing, when all went well. */
  readonly left: OutboxCounts;
  readonly seconds: number;
}

/** Publishing is limited as by Discord, but not for an hour. */
const CROSSPOST_LIMIT = { limit: 10, windowMs: 2_000 };

/** Twice what the senders rely on. */
const NONCE_LIFE_MS = 4_000;

const LOOK_EVERY_MS = 100;

/**
 * Has senders post papers on a Discord that fails now and then, kills them over and over, and
 * compares in the end what stands in the channels with what belongs there.
 */
export async function runSoak(options: SoakOptions): Promise<SoakResult> {
  const startedAt = performance.now();
  const { seed, senders, papers: count } = options;
  const random = createRandom(seed + 2);
  const discord = await startLocalDiscord({
    crosspostLimit: CROSSPOST_LIMIT,
    nonceLifeMs: NONCE_LIFE_MS,
  });
  try {
    const papers = papersOf(seed, count);
    const channels = setScene(discord, { seed, count: options.channels, papers });
    await subscribe(options, discord, channels);
    const troubles = makeTrouble(discord, random);
    const plan = createKillPlan({ kills: options.kills, random });
    const isDone = () => plan.isOver() && isComplete(judge(discord.world, channels));

    const end = new AbortController();
    const slots = Array.from({ length: senders }, (_, index) =>
      runSlot({ name: `sender-${index + 1}`, discord, plan, options, signal: end.signal }),
    );
    try {
      await Promise.race([waitUntil(isDone, plan.isOver, options.patienceMs), ...slots]);
    } finally {
      end.abort();
    }
    await Promise.all(slots);
    return {
      options,
      kills: plan.counts(),
      troubles,
      expected: channels.reduce((sum, { paperIds }) => sum + paperIds.length, 0),
      verdict: judge(discord.world, channels),
      left: await countLeft(options),
      seconds: (performance.now() - startedAt) / 1_000,
    };
  } finally {
    await discord.close();
  }
}

async function subscribe(
  options: SoakOptions,
  { world }: LocalDiscord,
  channels: readonly SceneChannel[],
): Promise<void> {
  const store = await openStore(options);
  for (const { id: channelId, wish } of channels) {
    await store.subscriptions.add(
      { guildId: world.cast.guild.id, channelId, wish },
      { now: Date.now(), maxPerGuild: channels.length },
    );
  }
  await store.close();
}

/** @param isOver from when on patience is measured */
async function waitUntil(
  isDone: () => boolean,
  isOver: () => boolean,
  patienceMs: number,
): Promise<void> {
  let leftMs = patienceMs;
  while (leftMs > 0 && !isDone()) {
    await delay(LOOK_EVERY_MS);
    if (isOver()) leftMs -= LOOK_EVERY_MS;
  }
}

async function countLeft(options: SoakOptions): Promise<OutboxCounts> {
  const store = await openStore(options);
  try {
    return await store.outbox.counts();
  } finally {
    await store.close();
  }
}
