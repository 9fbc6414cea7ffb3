import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDrain, type DrainParts } from '../../src/subscriptions/drain.ts';

/** A drain over a pile of work, on a clock of its own. */
function drainOf(parts: Partial<DrainParts> = {}) {
  const pile: (() => Promise<void> | void)[] = [];
  const errors: unknown[] = [];
  const drain = createDrain({
    async work() {
      const piece = pile.shift();
      await piece?.();
      return piece !== undefined;
    },
    atATime: 2,
    nextAt: async () => undefined,
    longestWaitMs: 15_000,
    now: Date.now,
    onError: (error) => errors.push(error),
    ...parts,
  });
  return { drain, pile, errors };
}

/** Work that is done when it is told to be. */
function heldUp() {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { run: () => held, release: () => release() };
}

describe('a drain', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('does all there is once it is woken, and nothing before', async () => {
    const done: number[] = [];
    const { drain, pile } = drainOf();
    pile.push(...[1, 2, 3, 4, 5].map((piece) => () => void done.push(piece)));

    await vi.advanceTimersByTimeAsync(60_000);
    expect(done).toEqual([]);
    drain.wake();
    await vi.advanceTimersByTimeAsync(0);

    expect(done).toEqual([1, 2, 3, 4, 5]);
    await drain.stop();
  });

  it('does several pieces at a time, and no more than it was told', async () => {
    const pieces = [heldUp(), heldUp(), heldUp()];
    const { drain, pile } = drainOf({ atATime: 2 });
    pile.push(...pieces.map(({ run }) => run));

    drain.wake();
    drain.wake();
    await vi.advanceTimersByTimeAsync(0);
    expect(pile).toHaveLength(1);
    pieces[0]?.release();
    await vi.advanceTimersByTimeAsync(0);
    expect(pile).toHaveLength(0);

    for (const { release } of pieces) release();
    await drain.stop();
  });

  it('looks again when something is due', async () => {
    let due: number | undefined = Date.now() + 3_000;
    const done: number[] = [];
    const { drain, pile } = drainOf({ nextAt: async () => due });
    drain.wake();
    await vi.advanceTimersByTimeAsync(2_900);
    pile.push(() => void done.push(Date.now()));
    const expected = due;
    await vi.advanceTimersByTimeAsync(50);
    expect(done).toEqual([]);

    due = undefined;
    await vi.advanceTimersByTimeAsync(100);

    expect(done).toEqual([expected]);
    await drain.stop();
  });

  it('looks now and then when nothing is due, for what others brought', async () => {
    const done: string[] = [];
    const { drain, pile } = drainOf();
    drain.wake();
    await vi.advanceTimersByTimeAsync(10);
    pile.push(() => void done.push('from elsewhere'));

    await vi.advanceTimersByTimeAsync(15_000);

    expect(done).toEqual(['from elsewhere']);
    await drain.stop();
  });

  it('does not spin on what is due but in other hands', async () => {
    let looks = 0;
    const { drain } = drainOf({
      atATime: 1,
      nextAt: async () => Date.now() - 1_000,
      work: async () => {
        looks += 1;
        return false;
      },
    });

    drain.wake();
    await vi.advanceTimersByTimeAsync(1_000);

    expect(looks).toBeLessThanOrEqual(11);
    await drain.stop();
  });

  it('does not miss being woken while it works out how long to wait', async () => {
    const done: string[] = [];
    const looking = heldUp();
    const { drain, pile } = drainOf({
      atATime: 1,
      nextAt: async () => {
        await looking.run();
        return undefined;
      },
    });
    drain.wake();
    await vi.advanceTimersByTimeAsync(0);
    pile.push(() => void done.push('late'));
    drain.wake();
    looking.release();

    await vi.advanceTimersByTimeAsync(0);

    expect(done).toEqual(['late']);
    await drain.stop();
  });

  it('reports what breaks, and goes on after a while', async () => {
    const done: string[] = [];
    const { drain, pile, errors } = drainOf({ atATime: 1 });
    pile.push(
      () => Promise.reject(new Error('no database')),
      () => void done.push('next'),
    );

    drain.wake();
    await vi.advanceTimersByTimeAsync(4_900);
    expect(done).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);

    expect(errors).toMatchObject([{ message: 'no database' }]);
    expect(done).toEqual(['next']);
    await drain.stop();
  });

  it('when stopped finishes what it has begun, and begins nothing more', async () => {
    const begun = heldUp();
    const { drain, pile } = drainOf({ atATime: 1 });
    pile.push(begun.run, () => undefined);
    drain.wake();
    await vi.advanceTimersByTimeAsync(0);

    let hasStopped = false;
    const stopped = drain.stop().then(() => {
      hasStopped = true;
    });
    drain.wake();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(hasStopped).toBe(false);
    begun.release();
    await stopped;

    await vi.advanceTimersByTimeAsync(60_000);
    expect(pile).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});
