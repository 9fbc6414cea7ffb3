import { describe, expect, it } from 'vitest';
import { backOff } from '../../src/subscriptions/back-off.ts';
import { fc } from '../fast-check.ts';

describe('backOff', () => {
  it.each([
    [1, 0, 500],
    [1, 0.5, 750],
    [2, 0, 1_000],
    [5, 0, 8_000],
    [200, 0, 15 * 60_000],
  ])('after %i tries, with chance at %f, is %i ms', (attempt, chance, ms) => {
    expect(backOff(attempt, () => chance)).toBe(ms);
  });

  it('never falls below half of the whole, nor above it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (n, r) => {
          const least = backOff(n, () => 0);
          const delay = backOff(n, () => r);
          expect(delay).toBeGreaterThanOrEqual(least);
          expect(delay).toBeLessThanOrEqual(2 * least);
        },
      ),
    );
  });
});
