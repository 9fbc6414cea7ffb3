import { describe, expect, it } from 'vitest';
import {
  backOffMs,
  isTimeZone,
  NEVER,
  nextRun,
  scheduleProblem,
} from '../../../src/feeds/polling/next-run.ts';
import { fc } from '../../fast-check.ts';

const at = (iso: string) => Date.parse(iso);
const MINUTE_MS = 60_000;

describe('nextRun', () => {
  it.each([
    ['7 * * * *', 'UTC', '2026-11-23T12:07:00Z', '2026-11-23T13:07:00Z'],
    ['0 9 * * *', 'Europe/Berlin', '2026-11-23T08:00:00Z', '2026-11-24T08:00:00Z'],
    // The clocks are put forward on 29 March 2026, at two o’clock.
    ['0 9 * * *', 'Europe/Berlin', '2026-03-28T08:00:00Z', '2026-03-29T07:00:00Z'],
  ])('finds the time of %s in %s after %s', (schedule, timeZone, after, next) => {
    expect(nextRun({ schedule, timeZone }, { after: at(after), random: () => 0 })).toBe(at(next));
  });

  it('comes up to four minutes later, by chance', () => {
    const hourly = { schedule: '0 * * * *', timeZone: 'UTC' };

    expect(nextRun(hourly, { after: at('2026-11-23T12:30:00Z'), random: () => 0.5 })).toBe(
      at('2026-11-23T13:02:00Z'),
    );
  });

  it('never comes when the timetable is over', () => {
    const once = { schedule: '2020-01-01T00:00:00Z', timeZone: 'UTC' };

    expect(nextRun(once, { after: at('2026-11-23T12:30:00Z'), random: () => 0 })).toBe(NEVER);
  });
});

describe('backOffMs', () => {
  it.each([
    [1, 1],
    [2, 2],
    [5, 16],
    [9, 256],
    [10, 360],
    [1_000, 360],
  ])('after %i failures waits at most %i minutes', (failures, minutes) => {
    expect(backOffMs(failures, { random: () => 1 })).toBe(minutes * MINUTE_MS);
    expect(backOffMs(failures, { random: () => 0 })).toBe((minutes * MINUTE_MS) / 2);
  });

  it('never waits less than it was asked to', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), fc.nat(10 ** 9), (failures, retryAfterMs) => {
        expect(backOffMs(failures, { random: () => 0, retryAfterMs })).toBeGreaterThanOrEqual(
          retryAfterMs,
        );
      }),
    );
  });
});

it.each(['7 * * * *', '*/15 6-18 * * 1-5', '@daily'])('takes %s for a schedule', (schedule) => {
  expect(scheduleProblem(schedule)).toBeUndefined();
});

it.each(['hourly', '99 * * * *', '* * *', '2020-01-01T00:00:00Z'])(
  'says what is wrong with the schedule %s',
  (schedule) => {
    expect(scheduleProblem(schedule)).toEqual(expect.any(String));
  },
);

it.each([
  ['UTC', true],
  ['Europe/Berlin', true],
  ['Mars/Olympus', false],
])('knows whether %s is a time zone', (timeZone, isOne) => {
  expect(isTimeZone(timeZone)).toBe(isOne);
});
