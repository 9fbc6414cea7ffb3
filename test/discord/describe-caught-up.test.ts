import { expect, it } from 'vitest';
import { describeCaughtUp } from '../../src/discord/following/describe-caught-up.ts';

it.each([
  [{ waiting: 0, dropped: 0, when: 'at-once' }, 'Resumed.'],
  [{ waiting: 1, dropped: 0, when: 'at-once' }, 'Resumed. 1 paper that waited comes now.'],
  [
    { waiting: 50, dropped: 1, when: 'at-once' },
    'Resumed. 50 papers that waited come now. 1 paper older than those is left out.',
  ],
  [
    { waiting: 3, dropped: 0, when: 'weekly' },
    'Resumed. 3 papers that waited come when their digest is due.',
  ],
] as const)('says of %j “%s”', (caughtUp, text) => {
  expect(describeCaughtUp(caughtUp)).toBe(text);
});
