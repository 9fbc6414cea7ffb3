import { describe, expect, it } from 'vitest';
import type { Wish } from '../../src/store/subscription-store.ts';
import { batchSize } from '../../src/subscriptions/batch-size.ts';
import { wishFor } from '../store/samples.ts';

const DAILY: Wish['when'] = { kind: 'daily', hour: 9, timeZone: 'UTC' };

describe('batchSize', () => {
  it.each([
    { wish: {}, waiting: 3, size: 1, when: 'a few papers wait' },
    { wish: {}, waiting: 4, size: 10, when: 'a flood waits' },
    { wish: {}, waiting: 2, lateMs: 3_600_000, size: 10, when: 'what waits was missed' },
    { wish: {}, waiting: 2, lateMs: 3_599_999, size: 1, when: 'a few wait for less than an hour' },
    { wish: { style: 'digest' }, waiting: 1, size: 10, when: 'the style is a digest' },
    { wish: { when: DAILY }, waiting: 2, size: 10, when: 'the day’s papers come together' },
    { wish: { style: 'threads' }, waiting: 3, size: 1, when: 'each of a few papers gets a thread' },
    { wish: { style: 'threads' }, waiting: 30, size: 10, when: 'a flood of threads waits' },
    { wish: { style: 'threads', when: DAILY }, waiting: 3, size: 1, when: 'a day has few threads' },
    { wish: { style: 'forum' }, waiting: 60, size: 1, when: 'each paper gets a forum post' },
  ])('is $size when $when', ({ wish, waiting, lateMs = 0, size }) => {
    const wanted = wishFor(wish as Partial<Wish>);

    expect(batchSize({ wish: wanted }, { waiting, lateMs })).toBe(size);
  });
});
