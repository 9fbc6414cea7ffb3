/** Questions that somebody may ask at once, as people do who write in short messages. */
const BURST = 5;

/** The time in which they may ask that many. */
const WINDOW_MS = 30_000;

/** Whether somebody may go on. */
interface Pace {
  /** 0 for at once. */
  readonly waitMs: number;
  /** Whether they were told to wait before, and have gone on regardless. */
  readonly isRepeated: boolean;
}

/** Counts what each person does lately, and holds up who does too much. */
export interface CoolDown {
  /** Counts one more, unless the person has to wait. */
  take(userId: string): Pace;
}

/** At most `burst` in any `windowMs`, per person; those who are quiet are forgotten. */
export function createCoolDown(
  now: () => number,
  { burst = BURST, windowMs = WINDOW_MS }: { burst?: number; windowMs?: number } = {},
): CoolDown {
  const lately = new Map<string, { readonly times: readonly number[]; isTold: boolean }>();

  function forgetTheQuiet(since: number): void {
    for (const [userId, { times }] of lately) {
      if ((times.at(-1) ?? 0) > since) break;
      lately.delete(userId);
    }
  }

  return {
    take(userId) {
      const since = now() - windowMs;
      forgetTheQuiet(since);
      const known = lately.get(userId);
      const times = (known?.times ?? []).filter((time) => time > since);
      const [oldest] = times;
      if (known !== undefined && oldest !== undefined && times.length >= burst) {
        const isRepeated = known.isTold;
        known.isTold = true;
        return { waitMs: oldest - since, isRepeated };
      }
      // Deleted first, so that the Map stays in the order of the last time.
      lately.delete(userId);
      lately.set(userId, { times: [...times, now()], isTold: false });
      return { waitMs: 0, isRepeated: false };
    },
  };
}
