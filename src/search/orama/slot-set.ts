/** Some of the slots of an index, such as those of the papers that pass a filter. */
export class SlotSet {
  /** Per slot 1 when it is one of them, else 0. */
  readonly mask: Uint8Array;
  #size = 0;

  /** An empty set. @param slots there are, all below this number */
  constructor(slots: number) {
    this.mask = new Uint8Array(slots);
  }

  get size(): number {
    return this.#size;
  }

  has(slot: number): boolean {
    return this.mask[slot] === 1;
  }

  add(slot: number): void {
    this.#size += 1 - this.mask[slot]!;
    this.mask[slot] = 1;
  }

  delete(slot: number): void {
    this.#size -= this.mask[slot]!;
    this.mask[slot] = 0;
  }

  /** The nth from 0, or `undefined` when there are not as many. */
  at(index: number): number | undefined {
    let left = index;
    for (let slot = 0; slot < this.mask.length; slot++) {
      if (this.mask[slot] === 1 && left-- === 0) return slot;
    }
    return undefined;
  }

  /** All of them, in rising order. */
  toSlots(): Int32Array {
    const slots = new Int32Array(this.#size);
    let count = 0;
    for (let slot = 0; slot < this.mask.length; slot++) {
      if (this.mask[slot] === 1) slots[count++] = slot;
    }
    return slots;
  }
}
