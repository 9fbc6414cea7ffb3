import { setTimeout as sleep } from 'node:timers/promises';

/** Lets requests through one at a time, with a pause after each. */
export interface RequestGate {
  /**
   * Runs a task when its turn has come.
   *
   * @param options.isUrgent somebody waits for it: it goes before those that are not
   * @throws the reason of `signal` when that is aborted before the task's turn
   */
  pass<T>(
    task: () => Promise<T>,
    options: { readonly signal: AbortSignal; readonly isUrgent: boolean },
  ): Promise<T>;
}

interface Waiting {
  readonly isUrgent: boolean;
  readonly enter: () => void;
}

export interface RequestGateOptions {
  /** From the end of one task to the start of the next. */
  readonly pauseMs: number;
  /** A clock that never goes back, in milliseconds. */
  readonly now: () => number;
  readonly wait?: (ms: number) => Promise<unknown>;
}

/** A gate for a server that wants one connection and time between requests, as arXiv does. */
export function createRequestGate({ pauseMs, now, wait = sleep }: RequestGateOptions): RequestGate {
  const queue: Waiting[] = [];
  let isOpen = true;
  let freeAt = Number.NEGATIVE_INFINITY;

  async function letNextIn(): Promise<void> {
    if (!isOpen || queue.length === 0) return;
    isOpen = false;
    const pause = freeAt - now();
    if (pause > 0) await wait(pause);
    const urgent = queue.findIndex(({ isUrgent }) => isUrgent);
    const [next] = queue.splice(Math.max(0, urgent), 1);
    if (next === undefined) isOpen = true;
    else next.enter();
  }

  async function takeTurn(signal: AbortSignal, isUrgent: boolean): Promise<void> {
    signal.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const giveUp = () => {
        queue.splice(queue.indexOf(waiting), 1);
        reject(signal.reason);
      };
      const waiting: Waiting = {
        isUrgent,
        enter() {
          signal.removeEventListener('abort', giveUp);
          resolve();
        },
      };
      signal.addEventListener('abort', giveUp, { once: true });
      queue.push(waiting);
      void letNextIn();
    });
  }

  return {
    async pass(task, { signal, isUrgent }) {
      await takeTurn(signal, isUrgent);
      try {
        return await task();
      } finally {
        freeAt = now() + pauseMs;
        isOpen = true;
        void letNextIn();
      }
    },
  };
}
