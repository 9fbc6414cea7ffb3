/** 2015-01-01, from which Discord counts. */
const DISCORD_EPOCH_MS = 1_420_070_400_000;

/** Keeps an id at 17 digits or more even when a test's clock starts at 0. */
const MIN_AGE_MS = 30 * 24 * 60 * 60 * 1000;

/** Makes ids that grow with the clock and never repeat, 17 to 19 digits long. */
export function createSnowflakes(now: () => number): () => string {
  let last = 0n;
  return () => {
    const ageMs = Math.max(Math.floor(now()) - DISCORD_EPOCH_MS, MIN_AGE_MS);
    const first = BigInt(ageMs) << 22n;
    last = first > last ? first : last + 1n;
    return String(last);
  };
}
