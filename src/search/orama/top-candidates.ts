/**
 * The best few of many scored slots, kept in a binary heap whose root is the worst of them, so
 * that a long scan costs one comparison for nearly every slot.
 *
 * Equal scores are ordered by `compareTies`, never by where a slot happens to lie: an index that
 * has seen removals ranks exactly like one built fresh.
 */
export class TopCandidates {
  readonly #slots: Int32Array;
  readonly #scores: Float64Array;
  readonly #compareTies: (slotA: number, slotB: number) => number;
  #size = 0;

  /** @param compareTies negative when the first slot goes before the second */
  constructor(capacity: number, compareTies: (slotA: number, slotB: number) => number) {
    this.#slots = new Int32Array(capacity);
    this.#scores = new Float64Array(capacity);
    this.#compareTies = compareTies;
  }

  /** The score that a slot must reach to be kept; `-Infinity` while there is room. */
  get threshold(): number {
    return this.#size < this.#slots.length ? Number.NEGATIVE_INFINITY : (this.#scores[0] as number);
  }

  get isFull(): boolean {
    return this.#size === this.#slots.length;
  }

  offer(slot: number, score: number): void {
    if (this.#size < this.#slots.length) {
      this.#slots[this.#size] = slot;
      this.#scores[this.#size] = score;
      this.#siftUp(this.#size++);
    } else if (this.#size > 0 && this.#isWorse(0, slot, score)) {
      this.#slots[0] = slot;
      this.#scores[0] = score;
      this.#siftDown();
    }
  }

  /** What was kept, best first. */
  ranked(): { slot: number; score: number }[] {
    return Array.from({ length: this.#size }, (_, i) => ({
      slot: this.#slots[i] as number,
      score: this.#scores[i] as number,
    })).sort((a, b) => b.score - a.score || this.#compareTies(a.slot, b.slot));
  }

  /** Whether what stands at `position` goes after a slot with this score. */
  #isWorse(position: number, slot: number, score: number): boolean {
    const own = this.#scores[position] as number;
    return own < score || (own === score && this.#compareTies(slot, this.#slots[position]!) < 0);
  }

  #siftUp(start: number): void {
    let child = start;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (this.#isWorse(parent, this.#slots[child]!, this.#scores[child]!)) break;
      this.#swap(parent, child);
      child = parent;
    }
  }

  #siftDown(): void {
    let parent = 0;
    for (;;) {
      let worst = parent;
      for (const child of [2 * parent + 1, 2 * parent + 2]) {
        const isChildWorse =
          child < this.#size && this.#isWorse(child, this.#slots[worst]!, this.#scores[worst]!);
        if (isChildWorse) worst = child;
      }
      if (worst === parent) return;
      this.#swap(parent, worst);
      parent = worst;
    }
  }

  #swap(a: number, b: number): void {
    const slot = this.#slots[a]!;
    this.#slots[a] = this.#slots[b]!;
    this.#slots[b] = slot;
    const score = this.#scores[a]!;
    this.#scores[a] = this.#scores[b]!;
    this.#scores[b] = score;
  }
}
