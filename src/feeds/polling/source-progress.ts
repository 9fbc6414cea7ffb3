import type { RecordedPaper } from '../../store/paper-store.ts';
import type { DayCounts, SourceState } from '../../store/source-states.ts';
import type { BadEntry, Reading } from '../source.ts';
import { readMemory, type SourceMemory, writeMemory } from './source-memory.ts';

interface Progress {
  readonly name: string;
  /** Before it was read; absent the first time. */
  readonly state: SourceState | undefined;
  readonly now: number;
  readonly nextRunAt: number;
}

/** The state of a source that was read. */
export function afterReading(
  { name, state, now, nextRunAt }: Progress,
  reading: Reading,
  recorded: readonly RecordedPaper[],
): SourceState {
  const { validators = {}, cursor } = reading.place;
  const { followedSince = now, note: lastNote } = readMemory(state);
  // What has not changed since it was empty is empty still.
  const note = reading.note ?? (reading.isNotModified ? (lastNote ?? UNCHANGED) : undefined);
  const trouble = troubleOf(reading);
  const memory: SourceMemory = {
    followedSince,
    ...(cursor !== undefined && { cursor }),
    ...(note !== undefined && { note }),
    ...(trouble !== undefined && { trouble }),
  };
  return {
    name,
    ...validators,
    cursor: writeMemory(memory),
    lastSuccessAt: now,
    failures: 0,
    nextRunAt,
    today: addToDay(state?.today, now, {
      seen: reading.papers.length,
      new: recorded.filter(({ outcome }) => outcome === 'new').length,
      bad: reading.bad.length,
    }),
  };
}

const UNCHANGED = 'the source has not changed since it was read before';

/** The state of a source that could not be read. */
export function afterFailure(
  { name, state, now, nextRunAt }: Progress,
  error: string,
): SourceState {
  const { lastError: _, lastErrorAt: __, ...rest } = state ?? {};
  return {
    ...rest,
    name,
    lastError: error,
    lastErrorAt: now,
    failures: (state?.failures ?? 0) + 1,
    nextRunAt,
    today: addToDay(state?.today, now, { seen: 0, new: 0, bad: 0 }),
  };
}

/** Days are those of UTC. */
function addToDay(
  before: DayCounts | undefined,
  now: number,
  { seen, new: added, bad }: Omit<DayCounts, 'day'>,
): DayCounts {
  const day = new Date(now).toISOString().slice(0, 10);
  const sum = before?.day === day ? before : { seen: 0, new: 0, bad: 0 };
  return { day, seen: sum.seen + seen, new: sum.new + added, bad: sum.bad + bad };
}

/** “3 entries could not be read: title is missing (2), link is missing (1); 1 paper was withdrawn”. */
function troubleOf({ bad, withdrawn = [] }: Reading): string | undefined {
  const entries = bad.length === 1 ? '1 entry' : `${bad.length} entries`;
  const papers = withdrawn.length === 1 ? '1 paper was' : `${withdrawn.length} papers were`;
  const parts = [
    ...(bad.length === 0 ? [] : [`${entries} could not be read: ${summarise(bad)}`]),
    ...(withdrawn.length === 0 ? [] : [`${papers} withdrawn`]),
  ];
  return parts.length === 0 ? undefined : parts.join('; ');
}

const SHOWN_REASONS = 3;

/** The most frequent reasons, with how often each holds. */
function summarise(bad: readonly BadEntry[]): string {
  const counts = new Map<string, number>();
  for (const { reason } of bad) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  const shown = sorted.slice(0, SHOWN_REASONS).map(([reason, count]) => `${reason} (${count})`);
  return [...shown, ...(sorted.length > SHOWN_REASONS ? ['…'] : [])].join(', ');
}
