import { createHash } from 'node:crypto';

/** So many requests in so long a time. */
export interface RateLimit {
  readonly limit: number;
  readonly windowMs: number;
}

/** More than a bot needs: waiting is tried with faults, or on the route that is truly narrow. */
const USUAL: RateLimit = { limit: 1_000, windowMs: 1_000 };

/** Publishing in announcement channels, about ten an hour. */
const CROSSPOST: RateLimit = { limit: 10, windowMs: 60 * 60 * 1000 };

/** Counters kept before those that are over are looked for. */
const MAX_WINDOWS = 1_000;

/** How a request stands to the limit of its route. */
interface RateLimitState {
  readonly headers: Readonly<Record<string, string>>;
  /** How long to wait, where the limit is used up. */
  readonly retryAfterMs?: number;
}

/** Counts requests by route and by the channel, server or webhook they go to. */
export function createRateLimits(
  now: () => number,
  crosspost = CROSSPOST,
): (method: string, path: string) => RateLimitState {
  const windows = new Map<string, { used: number; readonly endsMs: number }>();

  return (method, path) => {
    const time = now();
    if (windows.size > MAX_WINDOWS) {
      for (const [key, { endsMs }] of windows) if (endsMs <= time) windows.delete(key);
    }

    const { limit, windowMs } = path.endsWith('/crosspost') ? crosspost : USUAL;
    const { route, major } = routeOf(method, path);
    const key = `${route} ${major}`;
    const open = windows.get(key);
    const window = open && open.endsMs > time ? open : { used: 0, endsMs: time + windowMs };
    windows.set(key, window);
    window.used += 1;

    const resetAfterMs = window.endsMs - time;
    const headers = {
      'X-RateLimit-Limit': String(limit),
      'X-RateLimit-Remaining': String(Math.max(0, limit - window.used)),
      'X-RateLimit-Reset': String(window.endsMs / 1000),
      'X-RateLimit-Reset-After': String(resetAfterMs / 1000),
      'X-RateLimit-Bucket': createHash('md5').update(route).digest('hex'),
    };
    return window.used > limit ? { headers, retryAfterMs: resetAfterMs } : { headers };
  };
}

/** A path without its ids, and the ids that have a limit of their own. */
function routeOf(method: string, path: string): { route: string; major: string } {
  const [, major = ''] = /^\/((?:channels|guilds)\/\d+|webhooks\/\d+\/[^/]+)/.exec(path) ?? [];
  const rest = path.slice(major.length + 1).replace(/\d{17,20}|(?<=reactions\/)[^/]+/g, ':id');
  return { route: `${method} ${major.split('/')[0]}${rest}`, major };
}
