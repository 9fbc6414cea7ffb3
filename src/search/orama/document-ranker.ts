import type { FieldLengths } from './field-lengths.ts';
import { type PostingRun, postingField, postingFrequency, postingSlot } from './posting-lists.ts';
import { TopCandidates } from './top-candidates.ts';

/** Slots of documents with their scores, best first, and how many documents matched at all. */
export interface Candidates {
  readonly ranked: readonly { readonly slot: number; readonly score: number }[];
  readonly matched: number;
}

/** A term of a query: how much it counts, and where it stands. */
export interface RankedTerm {
  /** The limit of what the term adds to a score, as it stands ever more often in a document. */
  readonly factor: number;
  /** How many postings `runs` has, more or less. */
  readonly postings: number;
  /** In rising order of slots. */
  readonly runs: () => Iterable<PostingRun>;
}

export interface RankOptions {
  /** Documents that are wanted at most. */
  readonly limit: number;
  /** Slots that were given out. */
  readonly slots: number;
  /** Per slot 1 for a document that may be found, else 0; all may when it is left out. */
  readonly filter?: Uint8Array | undefined;
  readonly lengths: FieldLengths;
  readonly documents: number;
  /** Order of documents of equal score. */
  readonly compareTies: (slotA: number, slotB: number) => number;
}

/** Saturation of term frequency; 1.2 to 2 is usual (Robertson and Zaragoza 2009, section 3.3). */
export const K1 = 1.3;

/** Documents that match are counted exactly up to this number. */
export const MAX_COUNTED = 300;

/** Parts that the range of scores is cut into, to tell roughly which scores are the best. */
const BUCKETS = 2_048;

const NONE = -1;

/** Scores closer than this, relatively, may be the same but for the rounding of sums. */
const ROUNDING = 1e-9;

/**
 * Ranks documents by BM25F, term by term, and exactly, though it looks at few of them closely.
 *
 * The terms that tell most come first; they are the rarest. As soon as what is left cannot lift a
 * document that was not met yet among the best, only documents that were met, and that can still
 * get there, are scored on (MaxScore: Turtle and Flood, “Query Evaluation: Strategies and
 * Optimizations”, 1995, in its term-at-a-time form).
 */
export class DocumentRanker {
  /**
   * By slot: above zero for those that were met and can still be among the best. All zero between
   * calls.
   */
  #scores = new Float64Array(0);
  /** A bit a slot, set for the same ones once no others are let in: it is read in a cache near by. */
  #openBits = new Uint32Array(0);
  readonly #histogram = new Uint32Array(BUCKETS);
  /** Slots with a score, and room for one more. */
  #open = new Int32Array(0);
  #count = 0;

  /** @returns `matched` is exact up to `MAX_COUNTED`, and no less than that beyond */
  rank(query: readonly RankedTerm[], options: RankOptions): Candidates {
    this.#reserve(options.slots);
    const terms = query.toSorted((a, b) => b.factor - a.factor);
    const factorLeft = sumsFromEach(terms.map(({ factor }) => factor));
    const postingsLeft = sumsFromEach(terms.map(({ postings }) => postings));
    const bestScore = factorLeft[0] ?? 0;
    const needed = Math.max(options.limit, MAX_COUNTED);
    this.#count = 0;
    let matched: number | undefined;
    /** The threshold is no higher than this: it rises by no more than a term can add. */
    let highest = 0;
    for (const [i, term] of terms.entries()) {
      // Finding the threshold costs about as much for a document as reading a posting.
      const isWorthwhile = postingsLeft[i]! > this.#count && highest > factorLeft[i]!;
      if ((matched ?? this.#count) >= needed && isWorthwhile) {
        highest = this.#scoreOfRank(options.limit, bestScore);
        const least = highest * (1 - ROUNDING) - factorLeft[i]! * (1 + ROUNDING);
        if (least > 0) {
          matched ??= this.#count;
          this.#closeBelow(least);
        }
      }
      highest += term.factor;
      this.#addTerm(term, options, { letsIn: matched === undefined });
    }
    matched ??= this.#count;
    return { ranked: this.#takeBest(bestScore, options), matched };
  }

  /** Adds to the scores of the open documents that a term stands in. @param letsIn others as well */
  #addTerm(
    { factor, runs }: RankedTerm,
    { filter, lengths: fieldLengths, documents }: RankOptions,
    { letsIn }: { readonly letsIn: boolean },
  ): void {
    const scores = this.#scores;
    const open = this.#open;
    const openBits = this.#openBits;
    const { fields, lengths } = fieldLengths;
    const norms = fieldLengths.norms(documents);
    let count = this.#count;
    let current = NONE;
    let frequency = 0;
    for (const { page, start, end } of runs()) {
      for (let i = start; i < end; i++) {
        const posting = page[i]!;
        const slot = postingSlot(posting);
        if (!letsIn && ((openBits[slot >>> 5]! >>> (slot & 31)) & 1) === 0) continue;
        const field = postingField(posting);
        const length = lengths[slot * fields + field]!;
        if (slot !== current) {
          if (current !== NONE) scores[current]! += (factor * frequency) / (K1 + frequency);
          current = NONE;
          frequency = 0;
          if (letsIn) {
            // No field of a dead document has a length.
            if (length === 0 || (filter !== undefined && filter[slot] === 0)) continue;
            // Without a branch, which could not be foreseen: the next one writes over it.
            open[count] = slot;
            count += scores[slot] === 0 ? 1 : 0;
          }
          current = slot;
        }
        frequency += postingFrequency(posting) * norms[length * fields + field]!;
      }
    }
    if (current !== NONE) scores[current]! += (factor * frequency) / (K1 + frequency);
    this.#count = count;
  }

  /** Lets no others in from now on, and those go that have less than this score, which is above 0. */
  #closeBelow(least: number): void {
    const scores = this.#scores;
    const open = this.#open;
    this.#openBits.fill(0);
    let count = 0;
    for (let i = 0; i < this.#count; i++) {
      const slot = open[i]!;
      if (scores[slot]! < least) {
        scores[slot] = 0;
      } else {
        open[count++] = slot;
        this.#openBits[slot >>> 5]! |= 1 << (slot & 31);
      }
    }
    this.#count = count;
  }

  /** A score that at least as many documents reach as the rank says, and hardly more. */
  #scoreOfRank(rank: number, bestScore: number): number {
    const histogram = this.#histogram.fill(0);
    const scale = (BUCKETS - 1) / bestScore;
    for (let i = 0; i < this.#count; i++) {
      histogram[(this.#scores[this.#open[i]!]! * scale) | 0]!++;
    }
    let bucket = BUCKETS;
    for (let left = rank; left > 0 && bucket > 0; ) left -= histogram[--bucket]!;
    return bucket / scale;
  }

  #takeBest(bestScore: number, { limit, compareTies }: RankOptions): Candidates['ranked'] {
    const scores = this.#scores;
    const top = new TopCandidates(Math.min(limit, this.#count), compareTies);
    const least = this.#scoreOfRank(limit, bestScore) * (1 - ROUNDING);
    for (let i = 0; i < this.#count; i++) {
      const slot = this.#open[i]!;
      const score = scores[slot]!;
      if (score >= least) top.offer(slot, score);
      scores[slot] = 0;
    }
    return top.ranked();
  }

  #reserve(slots: number): void {
    if (slots <= this.#scores.length) return;
    this.#scores = new Float64Array(slots);
    this.#openBits = new Uint32Array(Math.ceil(slots / 32));
    this.#open = new Int32Array(slots + 1);
  }
}

/** Per element the sum of itself and all that follow. */
function sumsFromEach(numbers: readonly number[]): Float64Array {
  const sums = Float64Array.from(numbers);
  for (let i = sums.length - 2; i >= 0; i--) sums[i]! += sums[i + 1]!;
  return sums;
}
