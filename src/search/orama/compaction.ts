import { nextTurn } from '../next-turn.ts';

/** Something that goes by slots, and forgets the dead ones now and then. */
export interface Compactable {
  /**
   * Prepares to forget dead slots, over many turns of the event loop: searches go on meanwhile, but
   * nothing may be added or removed.
   *
   * @param newSlots the new slot of each slot, -1 for dead ones, rising with it and without gaps
   * @returns forgets them, at once
   */
  prepareCompaction(newSlots: Int32Array): Promise<() => void>;
}

/** Slots that are moved in one turn of the event loop, some milliseconds. */
const SLOTS_A_TURN = 4_096;

/** Hands on each live slot with its new one, in order, over many turns of the event loop. */
export async function moveSlots(
  newSlots: Int32Array,
  move: (slot: number, newSlot: number) => void,
): Promise<void> {
  for (let slot = 0; slot < newSlots.length; slot++) {
    if (slot % SLOTS_A_TURN === 0) await nextTurn();
    const newSlot = newSlots[slot]!;
    if (newSlot >= 0) move(slot, newSlot);
  }
}
