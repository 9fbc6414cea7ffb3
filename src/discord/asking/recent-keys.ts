const LIFE_MS = 60 * 60_000;
const MAX_KEYS = 10_000;

/** What has happened lately, so that it counts once. */
export interface RecentKeys {
  /** Whether the key is new: it was not added within the last hour. */
  add(key: string): boolean;
}

export function createRecentKeys(now: () => number): RecentKeys {
  const untilMs = new Map<string, number>();
  return {
    add(key) {
      for (const [known, until] of untilMs) {
        if (until > now() && untilMs.size < MAX_KEYS) break;
        untilMs.delete(known);
      }
      if (untilMs.has(key)) return false;
      untilMs.set(key, now() + LIFE_MS);
      return true;
    },
  };
}
