import type { Logger } from 'pino';
import type { Lease } from '../../store/leases.ts';
import type { Store } from '../../store/store.ts';
import type { Source } from '../source.ts';
import type { Timetable } from './next-run.ts';
import { nextPoll, type PollReport, pollSource } from './poll-source.ts';

/** Only one process polls; another takes over when it has not been heard of for so long. */
const LEASE_NAME = 'poller';
const LEASE_MS = 3 * 60_000;
const TICK_MS = 20_000;
/** A month of arXiv at one page in three seconds, and waiting for its other lists. */
const POLL_TIMEOUT_MS = 20 * 60_000;

export interface PollerOptions {
  readonly sources: readonly Source[];
  readonly store: Pick<Store, 'sources' | 'leases' | 'transaction'>;
  readonly timetable: Timetable;
  /** Tells this process from all others of the store. */
  readonly holder: string;
  readonly now: () => Date;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
  readonly log: Logger;
  /** Called after something was recorded. */
  readonly onRecorded: () => void;
  readonly tickMs?: number;
  readonly pollTimeoutMs?: number;
}

/** Reads sources when they are due. */
export interface Poller {
  /** Looks after the sources from now on; what is overdue is read at once. */
  start(): void;

  /** Starts what is due and waits until it is read; empty while another process is the poller. */
  runDue(): Promise<PollReport[]>;

  /**
   * Reads one source now, due or not.
   *
   * @returns `undefined` when another process is the poller: that one reads it at its next tick
   */
  poll(source: Source): Promise<PollReport | undefined>;

  /** Gives up what is being read and hands the polling to whoever wants it. */
  stop(): Promise<void>;
}

/**
 * The poller over all processes of a store: whoever holds the lease polls, the others look after
 * themselves whether they can have it. Sources are read side by side, each with a time limit, so
 * that one which hangs holds up none of the others.
 */
export function createPoller(options: PollerOptions): Poller {
  const { sources, store, holder, now, log } = options;
  const { tickMs = TICK_MS, pollTimeoutMs = POLL_TIMEOUT_MS } = options;
  const stopping = new AbortController();
  const running = new Map<string, Promise<PollReport>>();
  let lease: Lease | undefined;
  let timer: NodeJS.Timeout | undefined;
  let tick: Promise<unknown> = Promise.resolve();

  async function takeLease(): Promise<Lease | undefined> {
    const terms = { now: now().getTime(), ttlMs: LEASE_MS, holder };
    const isMine = lease !== undefined;
    lease = await store.leases.acquire(LEASE_NAME, terms);
    if (lease !== undefined && !isMine) log.info({ holder }, 'polling sources');
    if (lease === undefined && isMine) log.warn({ holder }, 'another process polls now');
    return lease;
  }

  function startPoll(source: Source, held: Lease): Promise<PollReport> {
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(pollTimeoutMs)]);
    const polling = pollSource(source, { ...options, signal, lease: held }).finally(() =>
      running.delete(source.name),
    );
    running.set(source.name, polling);
    return polling;
  }

  async function isDue(source: Source): Promise<boolean> {
    const state = await store.sources.get(source.name);
    if (state?.nextRunAt === undefined) return true;
    // A schedule that was changed since counts as well.
    const planned =
      state.failures === 0 && state.lastSuccessAt !== undefined
        ? nextPoll(source, state.lastSuccessAt, { ...options, random: () => LATEST })
        : undefined;
    return Math.min(state.nextRunAt, planned ?? state.nextRunAt) <= now().getTime();
  }

  async function startDue(): Promise<Promise<PollReport>[]> {
    const held = stopping.signal.aborted ? undefined : await takeLease();
    if (held === undefined) return [];
    const started: Promise<PollReport>[] = [];
    for (const source of sources) {
      if (!running.has(source.name) && (await isDue(source)) && !stopping.signal.aborted) {
        started.push(startPoll(source, held));
      }
    }
    return started;
  }

  function look(): void {
    tick = startDue()
      .then((started) => {
        for (const polling of started) polling.catch(logFailure);
      })
      .catch(logFailure);
  }

  function logFailure(error: unknown): void {
    log.error({ err: error }, 'polling failed');
  }

  return {
    start() {
      look();
      timer = setInterval(look, tickMs);
    },

    runDue: async () => Promise.all(await startDue()),

    async poll(source) {
      const held = await takeLease();
      if (held !== undefined) {
        // A harvest may take longer than the lease, and nobody has to look after the sources here.
        const keeping = setInterval(() => takeLease().catch(logFailure), tickMs);
        const polling = running.get(source.name) ?? startPoll(source, held);
        return polling.finally(() => clearInterval(keeping));
      }
      const state = await store.sources.get(source.name);
      const today = { day: '', seen: 0, new: 0, bad: 0 };
      const asked = { name: source.name, failures: 0, today, ...state, nextRunAt: now().getTime() };
      await store.sources.save(asked);
      return undefined;
    },

    async stop() {
      clearInterval(timer);
      stopping.abort();
      await tick;
      await Promise.allSettled(running.values());
      if (lease !== undefined) await store.leases.release(lease);
      lease = undefined;
    },
  };
}

/** The greatest number below 1: a run is planned no later than this makes it. */
const LATEST = 1 - Number.EPSILON;
