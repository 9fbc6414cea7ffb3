const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 30 * 60_000;

/**
 * How long to wait before the next try, in milliseconds: twice as long each time, up to half an
 * hour, less a random half so that many that failed together do not come back together.
 *
 * The “equal jitter” of Marc Brooker, “Exponential Backoff and Jitter”, AWS Architecture Blog (2015).
 *
 * @param attempt the tries so far, from 1
 * @param random from 0 up to, not including, 1
 */
export function backOff(attempt: number, random: () => number): number {
  const whole = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(attempt - 1, 30));
  return whole / 2 + (whole / 2) * random();
}
