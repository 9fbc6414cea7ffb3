import { type Compactable, moveSlots } from './compaction.ts';

/**
 * Gives every document that Orama numbers (from 1, reused when a paper is replaced) a slot of our
 * own: slots only rise, so that postings stay in order, and are made dense by compaction.
 */
export class DocumentSlots implements Compactable {
  #slotOf: number[] = [];
  #documentOf: number[] = [];
  #live = 0;

  /** Slots given out so far, dead ones included. */
  get count(): number {
    return this.#documentOf.length;
  }

  get live(): number {
    return this.#live;
  }

  /** The slot of a document, or `undefined` when it has none. */
  slotOf(document: number): number | undefined {
    const slot = this.#slotOf[document];
    return slot === undefined || slot < 0 ? undefined : slot;
  }

  /** The document in a slot; only asked of live slots. */
  documentOf(slot: number): number {
    return this.#documentOf[slot]!;
  }

  /** The documents in live slots, in the order in which they were added. */
  *documents(): Iterable<number> {
    for (const document of this.#documentOf) if (document !== 0) yield document;
  }

  open(document: number): number {
    const slot = this.#documentOf.push(document) - 1;
    this.#slotOf[document] = slot;
    this.#live++;
    return slot;
  }

  close(document: number): void {
    const slot = this.slotOf(document);
    if (slot === undefined) return;
    this.#slotOf[document] = -1;
    this.#documentOf[slot] = 0;
    this.#live--;
  }

  /**
   * Per slot the number of its document, 0 for a dead one.
   *
   * @param newNumber of a document, above 0; documents may be numbered anew for a snapshot
   */
  save(newNumber: (document: number) => number): Uint32Array {
    return Uint32Array.from(this.#documentOf, (each) => (each === 0 ? 0 : newNumber(each)));
  }

  /** Takes what `save` returned. */
  restore(documents: Uint32Array): void {
    this.#documentOf = Array.from(documents);
    for (const [slot, document] of documents.entries()) {
      if (document === 0) continue;
      this.#slotOf[document] = slot;
      this.#live++;
    }
  }

  /** The new slot of each slot once the gaps are closed, -1 for dead ones. */
  newSlots(): Int32Array {
    const newSlots = new Int32Array(this.count).fill(-1);
    let live = 0;
    for (let slot = 0; slot < this.count; slot++) {
      if (this.#documentOf[slot] !== 0) newSlots[slot] = live++;
    }
    return newSlots;
  }

  async prepareCompaction(newSlots: Int32Array): Promise<() => void> {
    const documentOf: number[] = [];
    const slotOf = this.#slotOf.slice();
    await moveSlots(newSlots, (slot, newSlot) => {
      const document = this.#documentOf[slot]!;
      documentOf.push(document);
      slotOf[document] = newSlot;
    });
    return () => {
      this.#documentOf = documentOf;
      this.#slotOf = slotOf;
    };
  }
}
