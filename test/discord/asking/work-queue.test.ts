import { describe, expect, it } from 'vitest';
import { createWorkQueue, QueueFullError } from '../../../src/discord/asking/work-queue.ts';

/** Everything that follows has happened when the event loop comes round. */
const settled = () => new Promise(setImmediate);

/** Work that says when it starts, and ends when it is told to. */
function bench(limits: Parameters<typeof createWorkQueue>[0]) {
  const queue = createWorkQueue(limits);
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    started,
    take: (key: string, name: string, patience?: AbortSignal) =>
      queue.run(
        key,
        async () => {
          started.push(name);
          await new Promise<void>((end) => ends.set(name, end));
          return name;
        },
        patience,
      ),
    end: async (name: string) => {
      ends.get(name)?.();
      await settled();
    },
    queue,
  };
}

describe('a work queue', () => {
  it('does so much at once, and the rest in order', async () => {
    const { take, end, started } = bench({ maxRunning: 2, maxWaiting: 9 });
    const results = ['a', 'b', 'c', 'd'].map((name) => take(name, name));
    await settled();

    const atFirst = [...started];
    await end('b');
    const then = [...started];
    await end('a');
    await end('c');
    await end('d');

    expect(atFirst).toEqual(['a', 'b']);
    expect(then).toEqual(['a', 'b', 'c']);
    expect(await Promise.all(results)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('does the work of one conversation one after another, and lets others pass', async () => {
    const { take, end, started } = bench({ maxRunning: 2, maxWaiting: 9 });
    void take('thread', 'first');
    void take('thread', 'second');
    void take('dm', 'other');
    await settled();

    const atFirst = [...started];
    await end('first');

    expect(atFirst).toEqual(['first', 'other']);
    expect(started).toEqual(['first', 'other', 'second']);
  });

  it('takes on no more than may wait', async () => {
    const { take, end, started } = bench({ maxRunning: 1, maxWaiting: 1 });
    void take('a', 'a');
    void take('b', 'b');

    await expect(take('c', 'c')).rejects.toThrow(QueueFullError);
    await end('a');
    void take('d', 'd');
    await end('b');

    expect(started).toEqual(['a', 'b', 'd']);
  });

  it('lets go of those whose patience ends, but not of work that has begun', async () => {
    const { queue, take, end, started } = bench({ maxRunning: 1, maxWaiting: 9 });
    const patience = new AbortController();
    const begun = take('a', 'a', patience.signal);
    const waiting = take('b', 'b', patience.signal);
    const patient = take('c', 'c');

    patience.abort();
    await expect(waiting).rejects.toThrow(QueueFullError);
    await end('a');
    await end('c');

    await expect(begun).resolves.toBe('a');
    await expect(patient).resolves.toBe('c');
    expect(started).toEqual(['a', 'c']);
    await expect(queue.run('d', async () => 'done', AbortSignal.abort())).resolves.toBe('done');
  });

  it('goes on after work that fails', async () => {
    const { queue } = bench({ maxRunning: 1, maxWaiting: 9 });

    const failing = queue.run('a', () => Promise.reject(new Error('On fire')));
    const next = queue.run('a', async () => 'done');

    await expect(failing).rejects.toThrow('On fire');
    await expect(next).resolves.toBe('done');
  });
});
