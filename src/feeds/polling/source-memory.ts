import type { SourceState } from '../../store/source-states.ts';
import type { Place } from '../source.ts';

/** What the poller remembers of a source beside what the store has fields for. */
export interface SourceMemory {
  /** When it was first read, in epoch milliseconds: what it announced before is no news. */
  readonly followedSince?: number;
  /** Where the source goes on. */
  readonly cursor?: string;
  /** Why there was nothing or not everything to read last time, in words. */
  readonly note?: string;
  /** What was wrong with entries last time, in words. */
  readonly trouble?: string;
}

/** The memory of a source is kept in its cursor, as JSON. */
export function readMemory(state: SourceState | undefined): SourceMemory {
  return state?.cursor === undefined ? {} : (JSON.parse(state.cursor) as SourceMemory);
}

export function writeMemory(memory: SourceMemory): string {
  return JSON.stringify(memory);
}

/** Where the next reading begins. */
export function placeOf(state: SourceState | undefined): Place {
  const { cursor } = readMemory(state);
  const { etag, lastModified } = state ?? {};
  return {
    ...((etag !== undefined || lastModified !== undefined) && {
      validators: {
        ...(etag !== undefined && { etag }),
        ...(lastModified !== undefined && { lastModified }),
      },
    }),
    ...(cursor !== undefined && { cursor }),
  };
}
