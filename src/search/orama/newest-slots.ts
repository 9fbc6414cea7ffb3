import type { SlotSet } from './slot-set.ts';
import { TopCandidates } from './top-candidates.ts';

export interface NewestOptions {
  readonly offset: number;
  readonly limit: number;
  /** Greater for a newer paper. */
  readonly dateOf: (slot: number) => number;
  /** Order of papers of one date. */
  readonly compareTies: (slotA: number, slotB: number) => number;
}

/**
 * Some slots, newest first. Only papers of the dates that the wanted ones can have are put in order:
 * a page from the middle of a hundred thousand papers takes milliseconds.
 */
export function newestSlots(
  { mask }: SlotSet,
  { offset, limit, dateOf, compareTies }: NewestOptions,
): number[] {
  const counts = new Map<number, number>();
  for (let slot = 0; slot < mask.length; slot++) {
    if (mask[slot] === 0) continue;
    const date = dateOf(slot);
    counts.set(date, (counts.get(date) ?? 0) + 1);
  }

  const wanted = new Set<number>();
  let newer = 0;
  let passed = 0;
  for (const [date, count] of [...counts].sort(([a], [b]) => b - a)) {
    if (newer >= offset + limit) break;
    if (newer + count > offset) wanted.add(date);
    else passed += count;
    newer += count;
  }

  const newest = new TopCandidates(Math.max(0, offset - passed + limit), compareTies);
  for (let slot = 0; slot < mask.length; slot++) {
    if (mask[slot] === 1 && wanted.has(dateOf(slot))) newest.offer(slot, dateOf(slot));
  }
  return newest
    .ranked()
    .slice(offset - passed)
    .map(({ slot }) => slot);
}
