/** Units of relative times, from the longest, in milliseconds. */
const UNITS = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

const LONG = format({ dateStyle: 'long', timeStyle: 'short' });
const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/**
 * Discord's styles of timestamps; it takes `f` when it knows none. They are made once: making one
 * takes longer than drawing the rest of a message.
 */
const STYLES: Readonly<Record<string, Intl.DateTimeFormat>> = {
  t: format({ timeStyle: 'short' }),
  T: format({ timeStyle: 'medium' }),
  d: format({ dateStyle: 'short' }),
  D: format({ dateStyle: 'long' }),
  f: LONG,
  F: format({ dateStyle: 'full', timeStyle: 'short' }),
};

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', options);
}

export function formatTimestamp(time: Date, style = 'f', now = Date.now()): string {
  if (style === 'R') return formatRelative(time.getTime() - now);
  return (STYLES[style] ?? LONG).format(time);
}

/** @param ms from now; negative for what is past */
export function formatRelative(ms: number): string {
  const [unit, length] = UNITS.find((each) => Math.abs(ms) >= each[1]) ?? ['second', 1_000];
  return RELATIVE.format(Math.round(ms / length), unit);
}

/** When a message was sent: the time alone for one of today. */
export function formatSentAt(time: Date, now = Date.now()): string {
  const clock = formatTimestamp(time, 't');
  if (isSameDay(time, new Date(now))) return clock;
  if (isSameDay(time, new Date(now - 86_400_000))) return `Yesterday at ${clock}`;
  return `${formatTimestamp(time, 'd')}, ${clock}`;
}

export function isSameDay(one: Date, other: Date): boolean {
  return one.toDateString() === other.toDateString();
}
