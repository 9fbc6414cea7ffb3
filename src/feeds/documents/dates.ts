/** Years outside are typing errors. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2100;

const SHORT = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;
const OFFSET = /(?:([+-])(\d{2}):?(\d{2})|[A-Z]{1,5})\)?$/i;

/**
 * The day that a date of a feed names, where it was written: `YYYY-MM-DD`, or `YYYY-MM` or `YYYY`
 * if it is no more precise. Understands RFC 822 and ISO 8601; `undefined` for anything else.
 */
export function calendarDate(text: string | undefined): string | undefined {
  const date = text?.trim() ?? '';
  const instant = instantOf(date);
  if (instant === undefined) return undefined;
  if (SHORT.test(date)) {
    return new Date(instant).toISOString().startsWith(date) ? date : undefined;
  }
  const [, sign, hours = 0, minutes = 0] = OFFSET.exec(date) ?? [];
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60_000 : 60_000);
  return new Date(instant + offset).toISOString().slice(0, 10);
}

/** The moment that a date of a feed names, as epoch milliseconds; without a zone it is UTC. */
export function instantOf(text: string | undefined): number | undefined {
  const date = text?.trim() ?? '';
  if (!/\d{4}|\d\d:\d\d/.test(date)) return undefined;
  const candidates = hasZone(date)
    ? // A zone that is not known to the machine is an hour or two from UTC, which says the day.
      [date, date.replace(/\s+\(?[A-Za-z]{1,5}\)?$/, ' GMT')]
    : [`${date}Z`, `${date} GMT`, date];
  for (const candidate of candidates) {
    const instant = Date.parse(candidate);
    if (!Number.isNaN(instant)) return isPlausible(instant) ? instant : undefined;
  }
  return undefined;
}

function hasZone(date: string): boolean {
  return SHORT.test(date) || /\d:\d.*(?:Z|[+-]\d{2}:?\d{2}|[A-Za-z]{1,5}\)?)$/.test(date);
}

function isPlausible(instant: number): boolean {
  // What a clock shows that was never set.
  if (instant === 0) return false;
  const year = new Date(instant).getUTCFullYear();
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}
