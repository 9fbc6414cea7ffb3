import { fold, splitWords } from '../words.ts';
import type { Retrievers } from './retrievers.ts';
import { titleLine } from './text-fields.ts';
import { TopCandidates } from './top-candidates.ts';

/**
 * Slots of papers that go with what was typed so far: first those whose id begins with it, then
 * titles that begin with it, then titles that hold all its words or beginnings of words. Newer
 * papers first within each; the newest papers when nothing was typed.
 */
export function suggestSlots(typed: string, limit: number, retrievers: Retrievers): number[] {
  const { ids, titles, columns } = retrievers;
  const idStart = fold(typed.trim()).replace(/^arxiv:\s*/, '');
  const words = splitWords(typed);
  const groups = [
    () => ids.startingWith(idStart),
    () => (words.length === 0 ? [] : titles.startingWith(titleLine(words))),
    () => (words.length === 0 ? [] : titles.holding(words.map((word) => titleLine([word])))),
  ];
  const suggested = new Set<number>();
  for (const slots of groups) {
    const left = limit - suggested.size;
    if (left <= 0) break;
    const newest = new TopCandidates(left, (a, b) => a - b);
    for (const slot of slots()) {
      if (retrievers.isHeld(slot) && !suggested.has(slot)) newest.offer(slot, columns.dateOf(slot));
    }
    for (const { slot } of newest.ranked()) suggested.add(slot);
  }
  return [...suggested];
}
