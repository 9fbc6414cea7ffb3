import { Cron } from 'croner';
import type { Schedule } from '../store/subscription-store.ts';

/**
 * When a paper that comes in at `now` is to be posted, in epoch milliseconds: at once, or with the
 * next digest. An hour that a time zone leaves out in spring is made up for when the clocks have
 * moved; one that comes twice in autumn counts once.
 */
export function nextDigest(when: Schedule, now: number): number {
  if (when.kind === 'at-once') return now;
  const weekday = when.kind === 'weekly' ? when.weekday : '*';
  const schedule = new Cron(`0 0 ${when.hour} * * ${weekday}`, {
    timezone: when.timeZone,
    paused: true,
  });
  const next = schedule.nextRun(new Date(now))?.getTime();
  if (next === undefined) throw new Error(`No digest is ever due by ${JSON.stringify(when)}.`);
  return next;
}
