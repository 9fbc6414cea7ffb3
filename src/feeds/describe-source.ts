import type { SourceHealth } from './source-health.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * How a source is doing, in sentences for people: when it was read, what went wrong, what it gave
 * today and why nothing came. Plain text without markup; words of the source itself are in it.
 */
export function describeSource(health: SourceHealth, now: Date): string[] {
  const { status, lastError, today, quietBecause, trouble } = health;
  return [
    status === 'failing' ? `Cannot be read: ${lastError}.` : '',
    `${readSentence(health, now)} ${nextSentence(health, now)}`,
    status === 'unread' ? '' : papersSentence(today, status === 'failing' ? '' : quietBecause),
    trouble === undefined ? '' : `${capitalised(trouble)}.`,
  ].filter((sentence) => sentence !== '');
}

function readSentence({ status, lastSuccessAt, failures }: SourceHealth, now: Date): string {
  if (lastSuccessAt === undefined) {
    return failures === 0 ? 'Not read yet.' : `Never read, tried ${times(failures)}.`;
  }
  const read = `Last read ${howLongAgo(now.getTime() - lastSuccessAt)}`;
  return status === 'failing' ? `${read}, tried ${times(failures)} since.` : `${read}.`;
}

function nextSentence({ nextRunAt }: SourceHealth, now: Date): string {
  if (nextRunAt === undefined) return 'Due now.';
  return `${nextRunAt - now.getTime() < MINUTE_MS ? 'Due' : 'Next'} ${inHowLong(nextRunAt - now.getTime())}.`;
}

function papersSentence({ seen, new: added }: SourceHealth['today'], why = ''): string {
  if (added > 0) return `Today ${added} new ${added === 1 ? 'paper' : 'papers'}, of ${seen} read.`;
  return why === '' ? 'Nothing new today.' : `Nothing new today: ${why}.`;
}

function howLongAgo(ms: number): string {
  return ms < MINUTE_MS ? 'just now' : `${duration(ms)} ago`;
}

function inHowLong(ms: number): string {
  return ms < MINUTE_MS ? 'in a moment' : `in ${duration(ms)}`;
}

function duration(ms: number): string {
  const [count, unit] =
    ms < HOUR_MS
      ? [Math.round(ms / MINUTE_MS), 'minute']
      : ms < 2 * DAY_MS
        ? [Math.round(ms / HOUR_MS), 'hour']
        : [Math.round(ms / DAY_MS), 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`;
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
