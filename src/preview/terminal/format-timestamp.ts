const FORMATS: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

const UNITS: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number])[] = [
  ['year', 365.25 * 24 * 3_600],
  ['month', 30.4375 * 24 * 3_600],
  ['day', 24 * 3_600],
  ['hour', 3_600],
  ['minute', 60],
];

/** The last moment that `Date` can hold. */
const MAX_SECONDS = 8.64e12;

/**
 * A moment as Discord shows `<t:SECONDS:STYLE>`, in English.
 *
 * @param style one of Discord's letters; `R` is relative to `nowMs`
 * @param timeZone the machine's own unless told
 */
export function formatTimestamp(
  seconds: number,
  style: string,
  nowMs: number,
  timeZone?: string,
): string {
  if (Math.abs(seconds) > MAX_SECONDS) return 'Invalid date';
  if (style === 'R') return formatRelative(seconds - nowMs / 1_000);
  const format = FORMATS[style] ?? FORMATS.f;
  return new Intl.DateTimeFormat('en-GB', { ...format, ...(timeZone && { timeZone }) }).format(
    seconds * 1_000,
  );
}

function formatRelative(seconds: number): string {
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  const [unit, size] = UNITS.find(([, least]) => Math.abs(seconds) >= least) ?? ['second', 1];
  return format.format(Math.round(seconds / size), unit);
}
