/**
 * Gives every document that Orama numbers (from 1, reused when a paper is replaced) a slot of our
 * own: slots only rise, so that postings stay in order, and are made dense by `compact`.
 */
export class DocumentSlots {
  readonly #slotOf: number[] = [];
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

  /** Numbers live slots anew without gaps; returns the new slot of each old one, -1 for dead ones. */
  compact(): Int32Array {
    const moved = new Int32Array(this.count).fill(-1);
    const documents: number[] = [];
    for (const [slot, document] of this.#documentOf.entries()) {
      if (document === 0) continue;
      moved[slot] = documents.push(document) - 1;
      this.#slotOf[document] = moved[slot];
    }
    this.#documentOf = documents;
    return moved;
  }
}
