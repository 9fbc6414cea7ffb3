import { describe, expect, it } from 'vitest';
import { nextDigest } from '../../src/subscriptions/next-digest.ts';

const BERLIN = 'Europe/Berlin';

describe('nextDigest', () => {
  it.each([
    {
      what: 'at once is now',
      when: { kind: 'at-once' },
      now: '2026-03-04T05:06:07Z',
      next: '2026-03-04T05:06:07Z',
    },
    {
      what: 'a daily hour that is still to come is today’s',
      when: { kind: 'daily', hour: 9, timeZone: BERLIN },
      now: '2026-01-15T07:59:00Z',
      next: '2026-01-15T08:00:00Z',
    },
    {
      what: 'a daily hour that has begun is tomorrow’s',
      when: { kind: 'daily', hour: 9, timeZone: BERLIN },
      now: '2026-01-15T08:00:00Z',
      next: '2026-01-16T08:00:00Z',
    },
    {
      what: 'the hour is that of the place, in summer too',
      when: { kind: 'daily', hour: 9, timeZone: BERLIN },
      now: '2026-07-15T00:00:00Z',
      next: '2026-07-15T07:00:00Z',
    },
    {
      what: 'a weekly one is on its day of the week there',
      when: { kind: 'weekly', weekday: 1, hour: 0, timeZone: 'Asia/Tokyo' },
      now: '2026-11-20T12:00:00Z',
      next: '2026-11-22T15:00:00Z',
    },
    {
      what: 'an hour that the clocks skip in spring is made up for',
      when: { kind: 'daily', hour: 2, timeZone: BERLIN },
      now: '2026-03-28T12:00:00Z',
      next: '2026-03-29T01:00:00Z',
    },
    {
      what: 'an hour that comes twice in autumn counts once',
      when: { kind: 'daily', hour: 2, timeZone: BERLIN },
      now: '2026-10-25T00:30:00Z',
      next: '2026-10-26T01:00:00Z',
    },
  ] as const)('$what', ({ when, now, next }) => {
    const at = new Date(nextDigest(when, Date.parse(now))).toISOString();

    expect(at).toBe(new Date(next).toISOString());
  });
});
