import { describe, expect, it } from 'vitest';
import { newestSlots } from '../../../src/search/orama/newest-slots.ts';
import { SlotSet } from '../../../src/search/orama/slot-set.ts';
import { fc } from '../../fast-check.ts';

const descending = (a: number, b: number) => b - a;

describe('newestSlots', () => {
  it('gives any page of what sorting everything would give', () => {
    const papers = fc.array(fc.record({ date: fc.nat(4), isIn: fc.boolean() }), { maxLength: 40 });
    fc.assert(
      fc.property(papers, fc.nat(40), fc.nat(12), (all, offset, limit) => {
        const slots = new SlotSet(all.length);
        for (const [slot, { isIn }] of all.entries()) if (isIn) slots.add(slot);
        const dateOf = (slot: number) => all[slot]!.date;

        const page = newestSlots(slots, { offset, limit, dateOf, compareTies: descending });

        const sorted = [...slots.toSlots()].sort(
          (a, b) => dateOf(b) - dateOf(a) || descending(a, b),
        );
        expect(page).toEqual(sorted.slice(offset, offset + limit));
      }),
    );
  });
});
