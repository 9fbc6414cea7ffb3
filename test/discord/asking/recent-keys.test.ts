import { expect, it } from 'vitest';
import { createRecentKeys } from '../../../src/discord/asking/recent-keys.ts';

it('counts a key once in an hour', () => {
  let time = 0;
  const keys = createRecentKeys(() => time);

  const added = [0, 1, 60 * 60_000 - 1, 60 * 60_000].map((ms) => {
    time = ms;
    return keys.add('max');
  });

  expect(added).toEqual([true, false, false, true]);
  expect(keys.add('ada')).toBe(true);
});
