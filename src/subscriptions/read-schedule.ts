import type { Schedule } from '../store/subscription-store.ts';

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** When a digest is posted whose hour nobody named: before most people read. */
const DEFAULT_HOUR = 9;

const AT_ONCE = /^(?:at\s+)?(?:once|now|immediately|always)$/i;
const HOUR = /^(\d{1,2})(?::(\d\d))?(am|pm)?$/i;

/** A schedule, or why what was typed is none, in words that say what would be one. */
export type ScheduleReading =
  | { readonly schedule: Schedule }
  | { readonly problem: string; readonly part: string };

/**
 * Reads when somebody wants to be told: `at once`, `daily 9:00 Europe/Berlin`, `weekly monday 18
 * Tokyo`, `fridays 5pm`. The hour is 9 and the time zone UTC where they are left out.
 */
export function readSchedule(typed: string): ScheduleReading {
  const text = typed.replace(/["“”]/g, ' ').trim();
  if (text === '' || AT_ONCE.test(text)) return { schedule: { kind: 'at-once' } };
  // “9 am” is one word, and little words say nothing.
  const parts = text
    .replace(/(\d)\s+(am|pm)\b/i, '$1$2')
    .split(/[\s,]+/)
    .filter((part) => !/^(?:at|on|every|in|the|o'clock|day|days|week)$/i.test(part));
  let kind: 'daily' | 'weekly' | undefined = /\bevery\s+day\b/i.test(text) ? 'daily' : undefined;
  let weekday: number | undefined;
  let hour: number | undefined;
  const zoneParts: string[] = [];
  for (const part of parts) {
    const day = WEEKDAYS.findIndex((name) => isWeekday(part, name));
    const time = HOUR.exec(part);
    if (/^(?:daily|weekly)$/i.test(part)) kind = part.toLowerCase() as 'daily' | 'weekly';
    else if (day >= 0) {
      if (weekday !== undefined && weekday !== day) return { part, problem: ONE_DAY };
      weekday = day;
    } else if (time !== null) {
      const read = readHour(time);
      if (read === undefined) return { part, problem: 'I post digests at full hours, 0 to 23' };
      hour = read;
    } else zoneParts.push(part);
  }
  if (weekday !== undefined) kind ??= 'weekly';
  if (kind === undefined) {
    return { part: text, problem: 'say `at once`, `daily` or `weekly` first' };
  }
  if (kind === 'daily' && weekday !== undefined) {
    return { part: text, problem: 'a daily digest comes on every day of the week' };
  }
  const wanted = zoneParts.join('_');
  const timeZone = wanted === '' ? 'UTC' : findTimeZone(wanted);
  if (timeZone === undefined) {
    return {
      part: zoneParts.join(' '),
      problem: 'give a time zone such as `Europe/Berlin`, `America/New_York` or `UTC`',
    };
  }
  const at = { hour: hour ?? DEFAULT_HOUR, timeZone };
  return {
    schedule: kind === 'daily' ? { kind, ...at } : { kind, weekday: weekday ?? MONDAY, ...at },
  };
}

const MONDAY = 1;

const ONE_DAY = 'a weekly digest comes on one day of the week';

/** When posts come, in words that `readSchedule` understands. */
export function formatSchedule(schedule: Schedule): string {
  if (schedule.kind === 'at-once') return 'at once';
  const at = `${schedule.hour}:00 ${schedule.timeZone}`;
  if (schedule.kind === 'daily') return `daily ${at}`;
  const name = WEEKDAYS[schedule.weekday]!;
  return `weekly ${name[0]!.toUpperCase()}${name.slice(1)} ${at}`;
}

/** Whole schedules that go on from what was typed so far, for choosing one. */
export function suggestSchedules(typed: string, limit: number): string[] {
  const words = typed.trim().split(/\s+/);
  const last = words.at(-1) ?? '';
  const zones = last.length >= 2 ? timeZones().filter((zone) => isLike(zone, last)) : [];
  const before = words.slice(0, -1).join(' ');
  const completed = zones.map((zone) => `${before === '' ? 'daily 9:00' : before} ${zone}`);
  const common = ['at once', 'daily 9:00 UTC', 'weekly Monday 9:00 UTC'];
  const begun = common.filter((one) => one.toLowerCase().startsWith(typed.trim().toLowerCase()));
  const readable = [typed, ...completed, ...begun].flatMap((one) => {
    const reading = readSchedule(one);
    return one.trim() !== '' && 'schedule' in reading ? [formatSchedule(reading.schedule)] : [];
  });
  return [...new Set([...readable, ...(typed.trim() === '' ? common : [])])].slice(0, limit);
}

function isWeekday(part: string, name: string): boolean {
  const bare = part.toLowerCase().replace(/s$/, '');
  return bare.length >= 3 && name.startsWith(bare) && /^[a-z]+$/.test(bare);
}

function readHour([, digits, minutes = '00', half]: RegExpExecArray): number | undefined {
  const hour = Number(digits);
  if (minutes !== '00') return undefined;
  if (half === undefined) return hour <= 23 ? hour : undefined;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
}

/** A time zone by its name, or by that of its city; `undefined` when there is none. */
function findTimeZone(text: string): string | undefined {
  const wanted = text.toLowerCase();
  const zones = timeZones();
  const found =
    zones.find((zone) => zone.toLowerCase() === wanted) ??
    zones.find((zone) => zone.toLowerCase().endsWith(`/${wanted}`));
  return found ?? canonicalZone(text);
}

/** What the engine knows beside its list, such as `UTC`, `Asia/Calcutta` and `CET`. */
function canonicalZone(text: string): string | undefined {
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
    // Offsets such as `+02:00` know nothing of summer time.
    return /^[+-]/.test(known) ? undefined : known;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function isLike(zone: string, typed: string): boolean {
  return (
    zone
      .toLowerCase()
      .split('/')
      .some((part) => part.startsWith(typed.toLowerCase())) ||
    zone.toLowerCase().startsWith(typed.toLowerCase())
  );
}

function timeZones(): readonly string[] {
  return Intl.supportedValuesOf('timeZone');
}
