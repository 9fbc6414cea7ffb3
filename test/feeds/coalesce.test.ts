import { describe, expect, it } from 'vitest';
import { coalesce } from '../../src/feeds/coalesce.ts';

/** A task whose runs end when they are told to. */
function controlled() {
  const ends: ((value: number) => void)[] = [];
  const run = coalesce(() => new Promise<number>((resolve) => ends.push(resolve)));
  return { run, ends };
}

describe('coalesce', () => {
  it('answers calls during a run by one run after it', async () => {
    const { run, ends } = controlled();

    const first = run();
    const others = [run(), run()];
    ends[0]?.(1);

    expect(await first).toBe(1);
    await Promise.resolve();
    ends[1]?.(2);
    expect(await Promise.all(others)).toEqual([2, 2]);
    expect(ends).toHaveLength(2);
  });

  it('runs again after a run that failed', async () => {
    let runs = 0;
    const run = coalesce(async () => {
      runs++;
      if (runs === 1) throw new Error('no');
      return runs;
    });

    const [first, second] = await Promise.allSettled([run(), run()]);

    expect(first.status).toBe('rejected');
    expect(second).toEqual({ status: 'fulfilled', value: 2 });
  });
});
