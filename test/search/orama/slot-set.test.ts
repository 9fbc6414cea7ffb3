import { describe, expect, it } from 'vitest';
import { SlotSet } from '../../../src/search/orama/slot-set.ts';

describe('SlotSet', () => {
  it('holds what was added and not deleted, each once, in rising order', () => {
    const slots = new SlotSet(10);

    for (const slot of [7, 2, 7, 9, 4]) slots.add(slot);
    for (const slot of [4, 4, 5]) slots.delete(slot);

    expect([...slots.toSlots()]).toEqual([2, 7, 9]);
    expect(slots.size).toBe(3);
    expect([slots.has(7), slots.has(4), slots.has(99)]).toEqual([true, false, false]);
    expect([0, 2, 3].map((index) => slots.at(index))).toEqual([2, 9, undefined]);
  });
});
