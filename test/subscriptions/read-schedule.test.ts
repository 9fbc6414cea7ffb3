import { describe, expect, it } from 'vitest';
import {
  formatSchedule,
  readSchedule,
  suggestSchedules,
} from '../../src/subscriptions/read-schedule.ts';
import { fc } from '../fast-check.ts';

const daily = (hour: number, timeZone: string) => ({ kind: 'daily' as const, hour, timeZone });
const weekly = (weekday: number, hour: number, timeZone: string) => ({
  kind: 'weekly' as const,
  weekday,
  hour,
  timeZone,
});

describe('readSchedule', () => {
  it.each([
    ['', { kind: 'at-once' }],
    ['at once', { kind: 'at-once' }],
    ['Now', { kind: 'at-once' }],
    ['daily', daily(9, 'UTC')],
    ['daily 9:00 Europe/Berlin', daily(9, 'Europe/Berlin')],
    ['"daily 9:00 Europe/Berlin"', daily(9, 'Europe/Berlin')],
    ['“at once”', { kind: 'at-once' }],
    ['daily at 18:00 berlin', daily(18, 'Europe/Berlin')],
    ['every day at 7am New York', daily(7, 'America/New_York')],
    ['daily 12am', daily(0, 'UTC')],
    ['daily 12 pm', daily(12, 'UTC')],
    ['weekly', weekly(1, 9, 'UTC')],
    ['weekly monday 18 UTC', weekly(1, 18, 'UTC')],
    ['every Friday at 5pm in Tokyo', weekly(5, 17, 'Asia/Tokyo')],
    ['sundays', weekly(0, 9, 'UTC')],
    ['thurs 8 america/los_angeles', weekly(4, 8, 'America/Los_Angeles')],
  ])('reads “%s”', (text, schedule) => {
    expect(readSchedule(text)).toEqual({ schedule });
  });

  it.each([
    ['soon', 'soon', /say `at once`, `daily` or `weekly` first/],
    ['9:00', '9:00', /`daily` or `weekly`/],
    ['daily 9:30', '9:30', /full hours/],
    ['daily 24', '24', /full hours/],
    ['daily 13pm', '13pm', /full hours/],
    ['daily 9 Atlantis', 'Atlantis', /time zone/],
    ['daily 9 +02:00', '+02:00', /time zone/],
    ['daily monday', 'daily monday', /every day/],
    ['weekly mon, thu 9', 'thu', /one day of the week/],
  ])('does not read “%s”', (text, part, problem) => {
    expect(readSchedule(text)).toEqual({ part, problem: expect.stringMatching(problem) });
  });

  it('reads back what formatSchedule writes', () => {
    const hour = fc.integer({ min: 0, max: 23 });
    const timeZone = fc.constantFrom('UTC', ...Intl.supportedValuesOf('timeZone'));
    const schedule = fc.oneof(
      fc.record({ kind: fc.constant('daily' as const), hour, timeZone }),
      fc.record({
        kind: fc.constant('weekly' as const),
        weekday: fc.integer({ min: 0, max: 6 }),
        hour,
        timeZone,
      }),
    );
    fc.assert(
      fc.property(schedule, (each) => {
        expect(readSchedule(formatSchedule(each))).toEqual({ schedule: each });
      }),
    );
  });

  it('never throws, whatever is typed', () => {
    fc.assert(fc.property(fc.string(), (text) => void readSchedule(text)));
  });
});

describe('suggestSchedules', () => {
  it('begins with the usual ones', () => {
    expect(suggestSchedules('', 25)).toEqual([
      'at once',
      'daily 9:00 UTC',
      'weekly Monday 9:00 UTC',
    ]);
  });

  it('completes the time zone that is being typed', () => {
    expect(suggestSchedules('daily 8 berl', 25)).toEqual(['daily 8:00 Europe/Berlin']);
    expect(suggestSchedules('fridays 8 new', 25)).toContain('weekly Friday 8:00 America/New_York');
  });

  it('suggests nothing but what can be read', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        for (const each of suggestSchedules(typed, 25)) {
          expect(readSchedule(each)).toHaveProperty('schedule');
        }
      }),
      { numRuns: 50 },
    );
  });
});
