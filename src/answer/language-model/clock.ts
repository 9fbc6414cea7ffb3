import { setTimeout as wait } from 'node:timers/promises';

/** Time as the language model's side sees it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Rejects when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** A signal that aborts after this time. */
  timeLimit(ms: number): AbortSignal;
}

export const systemClock: Clock = {
  now: Date.now,
  wait: (ms, signal) => wait(ms, undefined, { signal }),
  timeLimit: (ms) => AbortSignal.timeout(ms),
};
