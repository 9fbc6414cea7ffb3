import type { SourceState } from '../store/source-states.ts';
import { NEVER } from './polling/next-run.ts';
import { readMemory } from './polling/source-memory.ts';
import type { Source } from './source.ts';

/** How a source is doing, as far as its state tells. */
export interface SourceHealth {
  readonly name: string;
  /** For people, such as “arXiv cs.CL”. */
  readonly title: string;
  readonly status: 'well' | 'failing' | 'unread';
  /** Epoch milliseconds. */
  readonly lastSuccessAt?: number;
  /** In words, of the last poll if that failed. */
  readonly lastError?: string;
  /** How many polls in a row failed. */
  readonly failures: number;
  /** Epoch milliseconds; absent when it is due at once, or never again. */
  readonly nextRunAt?: number;
  /** What it gave today, by UTC. */
  readonly today: { readonly seen: number; readonly new: number; readonly bad: number };
  /** Why there are no new papers of today, in words; absent when there are some. */
  readonly quietBecause?: string;
  /** What was wrong with entries at the last reading, in words. */
  readonly trouble?: string;
}

const NOTHING = { seen: 0, new: 0, bad: 0 };

/**
 * Reads from the state of a source how it is doing, and why nothing came if nothing did.
 *
 * @param state absent: the source was never polled
 */
export function sourceHealth(
  { name, title }: Pick<Source, 'name' | 'title'>,
  state: SourceState | undefined,
  now: Date,
): SourceHealth {
  const { lastSuccessAt, failures = 0, nextRunAt } = state ?? {};
  const lastError = failures > 0 ? state?.lastError : undefined;
  const isToday = state?.today.day === dayOf(now.getTime());
  const { seen, new: added, bad } = isToday && state ? state.today : NOTHING;
  const today = { seen, new: added, bad };
  const { trouble } = readMemory(state);
  const quietBecause = added === 0 ? whyQuiet(state, today, now) : undefined;
  return {
    name,
    title,
    status: lastError !== undefined ? 'failing' : lastSuccessAt === undefined ? 'unread' : 'well',
    ...(lastSuccessAt !== undefined && { lastSuccessAt }),
    ...(lastError !== undefined && { lastError }),
    failures,
    ...(nextRunAt !== undefined && nextRunAt > now.getTime() && nextRunAt < NEVER && { nextRunAt }),
    today,
    ...(quietBecause !== undefined && { quietBecause }),
    ...(trouble !== undefined && { trouble }),
  };
}

function whyQuiet(
  state: SourceState | undefined,
  today: SourceHealth['today'],
  now: Date,
): string | undefined {
  if (state === undefined) return 'it has not been read yet';
  if (state.failures > 0) return 'it could not be read';
  if (state.lastSuccessAt === undefined) return 'it has not been read yet';
  const { note } = readMemory(state);
  if (note !== undefined) return note;
  if (today.seen > 0) return `all ${today.seen} papers of today were known already`;
  if (today.bad > 0) return 'none of its entries could be read';
  const wasReadToday = dayOf(state.lastSuccessAt) === dayOf(now.getTime());
  return wasReadToday ? 'there was nothing in it' : 'it has not been read today yet';
}

/** By UTC. */
function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
