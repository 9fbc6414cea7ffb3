import type { Section, SectionSource } from '../snapshot/sections.ts';
import { type Compactable, moveSlots } from './compaction.ts';
import type { Candidates } from './document-ranker.ts';
import { BLOCK_ROWS, EmbeddingRows } from './embedding-rows.ts';
import { TopCandidates } from './top-candidates.ts';

/**
 * One block in so many is searched first, to know from which cosine on rows may be among the best:
 * without that, three times as many tails would be read.
 */
const SAMPLED_EVERY = 20;

/**
 * The embeddings of all documents: exact search over all of them, no approximate index to build or
 * to tune.
 */
export class EmbeddingMatrix implements Compactable {
  #rows: EmbeddingRows;

  constructor(dimensions: number) {
    this.#rows = new EmbeddingRows(dimensions);
  }

  /**
   * Sets the embedding of a slot; an embedding of zeros is one that no query comes near.
   *
   * @throws Error when the embedding has another number of dimensions
   */
  set(slot: number, embedding: ArrayLike<number>): void {
    this.#rows.set(slot, embedding);
  }

  remove(slot: number): void {
    this.#rows.clear(slot);
  }

  /** The embedding of a slot at unit length, or `undefined` when it has none. */
  get(slot: number): Float32Array | undefined {
    return this.#rows.get(slot);
  }

  /**
   * The nearest slots by cosine similarity.
   *
   * @param query of any length; zeros find nothing
   * @param minSimilarity cosine, from -1 to 1, below which a slot is not found
   */
  search(
    query: ArrayLike<number>,
    limit: number,
    minSimilarity: number,
    accept: ((slot: number) => boolean) | undefined,
    compareTies: (slotA: number, slotB: number) => number,
  ): Candidates['ranked'] {
    const scan = (capacity: number, floor: number, step = 1): TopCandidates => {
      const top = new TopCandidates(capacity, compareTies);
      this.#rows.scan(query, { floor, step }, (slot, similarity) => {
        if (accept === undefined || accept(slot)) top.offer(slot, similarity);
        return top.threshold;
      });
      return top;
    };
    if (this.#rows.count >= 2 * SAMPLED_EVERY * BLOCK_ROWS) {
      // Twice as many as it takes if the best are spread evenly.
      const sampled = scan(Math.ceil((2 * limit) / SAMPLED_EVERY), minSimilarity, SAMPLED_EVERY);
      const floor = Math.max(minSimilarity, sampled.threshold);
      const top = scan(limit, floor);
      if (top.isFull || floor === minSimilarity) return top.ranked();
    }
    return scan(limit, minSimilarity).ranked();
  }

  /** The cosine of each slot, from the first to the last that was ever set; 0 for an empty one. */
  similarities(query: ArrayLike<number>): Float32Array {
    const similarities = new Float32Array(this.#rows.count);
    this.#rows.scan(query, { floor: Number.NEGATIVE_INFINITY }, (slot, similarity) => {
      similarities[slot] = similarity;
      return Number.NEGATIVE_INFINITY;
    });
    return similarities;
  }

  /** A matrix of its own with these rows, in this order; an undefined slot gives an empty row. */
  select(slots: readonly (number | undefined)[]): EmbeddingMatrix {
    const selected = new EmbeddingMatrix(this.#rows.dimensions);
    selected.#rows.resize(slots.length);
    for (const [row, slot] of slots.entries()) {
      if (slot !== undefined && slot < this.#rows.count) selected.#rows.copy(this.#rows, slot, row);
    }
    return selected;
  }

  async prepareCompaction(newSlots: Int32Array): Promise<() => void> {
    const rows = new EmbeddingRows(this.#rows.dimensions);
    rows.resize(1 + (newSlots.findLast((newSlot) => newSlot >= 0) ?? -1));
    await moveSlots(newSlots, (slot, newSlot) => rows.copy(this.#rows, slot, newSlot));
    return () => {
      this.#rows = rows;
    };
  }

  /** All rows, for `restore`. */
  sections(): Iterable<Section> {
    return this.#rows.sections();
  }

  /** Takes the rows of a matrix of as many dimensions; only for one that is empty yet. */
  restore(source: SectionSource): Promise<void> {
    return this.#rows.restore(source);
  }
}
