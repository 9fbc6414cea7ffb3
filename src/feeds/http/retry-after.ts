/** Nobody who means to be asked again asks for more; a slip of theirs must not silence a source for years. */
const LONGEST_MS = 24 * 60 * 60_000;

/**
 * How long a `Retry-After` header asks to wait, in milliseconds, at most a day: it holds seconds or a
 * date. `undefined` without a header that makes sense.
 */
export function retryAfterMs(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  const wait = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now.getTime();
  return Number.isNaN(wait) ? undefined : Math.min(LONGEST_MS, Math.max(0, wait));
}
