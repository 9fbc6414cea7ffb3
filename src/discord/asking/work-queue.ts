/** Answers that are made at once; more would only make all of them slower. */
const MAX_RUNNING = 4;

/** Questions that wait their turn; a longer queue is one that nobody wants to stand in. */
const MAX_WAITING = 32;

/** Why work was not taken on: there is too much of it. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError';
}

/** Work that is done in the order in which it comes, only so much of it at once. */
export interface WorkQueue {
  /**
   * @param key work of one key is done one after another
   * @param patience ends the waiting, never work that has begun
   * @throws {QueueFullError} when too much is waiting already, or patience ends first
   */
  run<Result>(key: string, work: () => Promise<Result>, patience?: AbortSignal): Promise<Result>;
}

interface Waiting {
  readonly key: string;
  readonly start: () => void;
}

export function createWorkQueue({
  maxRunning = MAX_RUNNING,
  maxWaiting = MAX_WAITING,
}: {
  maxRunning?: number;
  maxWaiting?: number;
} = {}): WorkQueue {
  const running = new Set<string>();
  const waiting: Waiting[] = [];

  function startNext(): void {
    if (running.size >= maxRunning) return;
    const next = waiting.findIndex(({ key }) => !running.has(key));
    if (next < 0) return;
    const [{ key, start }] = waiting.splice(next, 1) as [Waiting];
    running.add(key);
    start();
  }

  return {
    async run(key, work, patience) {
      const isFree = running.size < maxRunning && !running.has(key);
      if (!isFree && waiting.length >= maxWaiting) throw new QueueFullError('Too much is waiting');
      await new Promise<void>((resolve, reject) => {
        const giveUp = () => {
          waiting.splice(waiting.indexOf(entry), 1);
          reject(new QueueFullError('Waited too long'));
        };
        const start = () => {
          patience?.removeEventListener('abort', giveUp);
          resolve();
        };
        const entry: Waiting = { key, start };
        waiting.push(entry);
        startNext();
        if (waiting.includes(entry)) patience?.addEventListener('abort', giveUp, { once: true });
      });
      try {
        return await work();
      } finally {
        running.delete(key);
        startNext();
      }
    },
  };
}
