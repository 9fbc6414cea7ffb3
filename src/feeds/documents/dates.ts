/** Years outside are typing errors. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2100;

const SHORT = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;

/** Where the time of day begins. */
const TIME = /\s+\d{1,2}:\d\d|T\d\d:?\d\d/;

/** The number of the day: third in ISO 8601, second between slashes, else beside a month's name. */
const DAY =
  /^\d{4}-\d{1,2}-(\d{1,2})|^\d{1,2}\/(\d{1,2})\/\d|\b(\d{1,2})[\s/-]+[a-z]{3}|[a-z]{3}\.?\s+(\d{1,2})\b/i;

/**
 * The day that a date of a feed names, where it was written: `YYYY-MM-DD`, or `YYYY-MM` or `YYYY`
 * if it is no more precise. Understands RFC 822 and ISO 8601; `undefined` for anything else.
 */
export function calendarDate(text: string | undefined): string | undefined {
  const date = text?.trim() ?? '';
  const instant = instantOf(date);
  if (instant === undefined) return undefined;
  if (SHORT.test(date)) return date;
  return new Date(writtenDay(date) ?? instant).toISOString().slice(0, 'YYYY-MM-DD'.length);
}

/** The moment that a date of a feed names, as epoch milliseconds; without a zone it is UTC. */
export function instantOf(text: string | undefined): number | undefined {
  const date = text?.trim() ?? '';
  if (!/\d{4}|\d\d:\d\d/.test(date) || !isDayThereWas(date)) return undefined;
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

/** The day of a date by itself, in UTC; `undefined` where its time stands in front. */
function writtenDay(date: string): number | undefined {
  const [day = ''] = date.split(TIME);
  const instant = Date.parse(`${day} GMT`);
  return Number.isNaN(instant) ? undefined : instant;
}

/** Engines take 31 February for 3 March: the day that comes out must be the one that was written. */
function isDayThereWas(date: string): boolean {
  const written = DAY.exec(date)
    ?.slice(1)
    .find((number) => number !== undefined);
  const day = writtenDay(date);
  if (written === undefined || day === undefined) return true;
  return new Date(day).getUTCDate() === Number(written);
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
