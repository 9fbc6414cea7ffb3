import { expect, it } from 'vitest';
import { retryAfterMs } from '../../../src/feeds/http/retry-after.ts';

it.each([
  ['120', 120_000],
  [' 0 ', 0],
  ['Mon, 23 Nov 2026 12:01:00 GMT', 60_000],
  ['Mon, 23 Nov 2026 11:00:00 GMT', 0],
  ['999999999', 86_400_000],
  ['Fri, 31 Dec 9999 23:59:59 GMT', 86_400_000],
  ['soon', undefined],
  [undefined, undefined],
])('reads the header %s as %s ms', (header, ms) => {
  expect(retryAfterMs(header, new Date('2026-11-23T12:00:00Z'))).toBe(ms);
});
