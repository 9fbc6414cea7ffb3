/** Between two looks when something seems due but is in other hands. */
const SHORTEST_WAIT_MS = 100;

/** How long to leave alone what failed for a reason of its own, such as a database that is away. */
const WAIT_AFTER_ERROR_MS = 5_000;

export interface DrainParts {
  /** Does one piece of work. @returns whether there was any */
  readonly work: () => Promise<boolean>;
  /** Pieces that are worked on at the same time. */
  readonly atATime: number;
  /** When there will be work again, in epoch milliseconds, as far as is known. */
  readonly nextAt: () => Promise<number | undefined>;
  /** How long to wait at the most: others may bring work without a word. */
  readonly longestWaitMs: number;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}

/** Does work for as long as there is some, then waits until some is due. */
export interface Drain {
  /** There may be work now. */
  wake(): void;
  /** Begins nothing more; fulfilled when what was begun is done. */
  stop(): Promise<void>;
}

/** A drain that waits to be woken for the first time. */
export function createDrain({
  work,
  atATime,
  nextAt,
  longestWaitMs,
  now,
  onError,
}: DrainParts): Drain {
  const workers = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let wakes = 0;
  let isStopped = false;

  function wake(): void {
    wakes += 1;
    clearTimeout(timer);
    while (!isStopped && workers.size < atATime) {
      const worker = workToTheEnd().finally(() => workers.delete(worker));
      workers.add(worker);
    }
  }

  async function workToTheEnd(): Promise<void> {
    try {
      for (;;) {
        const wakesBefore = wakes;
        while (!isStopped && (await work()));
        if (isStopped) return;
        const waitMs = await untilNext();
        // Whoever called in the meantime found everybody at work, and may know of more.
        if (wakes === wakesBefore) return wakeIn(waitMs);
      }
    } catch (error) {
      onError(error);
      wakeIn(WAIT_AFTER_ERROR_MS);
    }
  }

  async function untilNext(): Promise<number> {
    const next = (await nextAt()) ?? Number.POSITIVE_INFINITY;
    return Math.min(longestWaitMs, Math.max(SHORTEST_WAIT_MS, next - now()));
  }

  function wakeIn(ms: number): void {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(wake, ms);
  }

  return {
    wake,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await Promise.all(workers);
    },
  };
}
