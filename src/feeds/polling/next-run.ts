import { Cron } from 'croner';

const MINUTE_MS = 60_000;
/** So that not every bot in the world asks at the same second. */
const MAX_JITTER_MS = 4 * MINUTE_MS;
const FIRST_BACKOFF_MS = MINUTE_MS;
const MAX_BACKOFF_MS = 6 * 60 * MINUTE_MS;

/** The end of time, as dates know it: when something is to be done that is never done again. */
export const NEVER = 8.64e15;

/** When something is done again and again. */
export interface Timetable {
  /** A cron expression. */
  readonly schedule: string;
  /** As in the time-zone database: `Europe/Berlin`. */
  readonly timeZone: string;
}

/**
 * The next time of a timetable, a little later by chance.
 *
 * @param random from 0 up to, not including, 1
 * @returns epoch milliseconds; `NEVER` when the timetable has no more times
 */
export function nextRun(
  { schedule, timeZone }: Timetable,
  { after, random }: { after: number; random: () => number },
): number {
  const next = new Cron(schedule, { timezone: timeZone, paused: true }).nextRun(new Date(after));
  return next === null ? NEVER : next.getTime() + Math.floor(random() * MAX_JITTER_MS);
}

/**
 * How long to leave a source alone after it failed: a minute, doubled with every further failure up
 * to six hours, and spread by chance; never less than it asked for.
 *
 * @param failures how many times in a row, from 1
 */
export function backOffMs(
  failures: number,
  { random, retryAfterMs = 0 }: { random: () => number; retryAfterMs?: number | undefined },
): number {
  const whole = Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(30, failures - 1));
  return Math.max(retryAfterMs, Math.round(whole * (0.5 + random() / 2)));
}

/** What is wrong with a cron expression, in words; `undefined` when nothing is. */
export function scheduleProblem(schedule: string): string | undefined {
  try {
    const next = new Cron(schedule, { timezone: 'UTC', paused: true }).nextRun();
    return next === null ? 'that never comes' : undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

export function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }) !== undefined;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
