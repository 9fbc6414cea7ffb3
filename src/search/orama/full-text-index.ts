import {
  MAX_SLOTS,
  PostingLists,
  postingField,
  postingFrequency,
  postingSlot,
} from './posting-lists.ts';
import { TopCandidates } from './top-candidates.ts';

/** How a field counts in BM25F. */
export interface TextField {
  readonly name: string;
  /** Weight of an occurrence in this field. */
  readonly boost: number;
  /** Length normalisation: 0 = none, 1 = full. */
  readonly b: number;
}

/** A term to find and how much it counts, 1 for a word that was typed. */
export interface QueryTerm {
  readonly term: string;
  readonly weight: number;
}

/** Slots of documents with their scores, best first, and how many documents matched at all. */
export interface Candidates {
  readonly ranked: readonly { readonly slot: number; readonly score: number }[];
  readonly matched: number;
}

/** Saturation of term frequency; 1.2 to 2 is usual (Robertson and Zaragoza 2009, section 3.3). */
const K1 = 1.3;

/**
 * Full-text search by BM25F over posting lists in typed arrays.
 *
 * Documents are known by slot, a small number that rises with every document added; a removed one
 * leaves a dead slot until `compact`. Statistics (document frequencies, average lengths) change at
 * once with every addition and removal, so that scores are those of an index built fresh.
 *
 * Source of the formula: Robertson and Zaragoza, “The Probabilistic Relevance Framework: BM25 and
 * Beyond” (2009), section 3.6; idf in the form that is never negative, as in Lucene.
 */
export class FullTextIndex {
  readonly #fields: readonly TextField[];
  readonly #tokenize: (text: string, field: number) => string[];
  readonly #termIds = new Map<string, number>();
  readonly #documentFrequency: number[] = [];
  #postings = new PostingLists();

  /** Per field: terms in the field of each slot, and the sum over live slots. */
  #lengths: Uint16Array[];
  readonly #totalLengths: number[];
  #alive = new Uint8Array(1024);
  #documents = 0;

  /** Per field and slot, see `#freshNorms`. */
  #norms = new Float64Array(0);
  #areNormsFresh = false;

  /** Scratch space of `search`, all zero between calls. */
  #scores = new Float64Array(1024);
  #touched = new Int32Array(1024);

  /** @param tokenize the terms of the text of a field, given by its number */
  constructor(fields: readonly TextField[], tokenize: (text: string, field: number) => string[]) {
    this.#fields = fields;
    this.#tokenize = tokenize;
    this.#lengths = fields.map(() => new Uint16Array(1024));
    this.#totalLengths = fields.map(() => 0);
  }

  /** Live documents. */
  get size(): number {
    return this.#documents;
  }

  /** Inverse document frequency; above 0 for every term, highest for one that no document holds. */
  idf(term: string): number {
    const frequency = this.documentFrequency(term);
    return Math.log(1 + (this.#documents - frequency + 0.5) / (frequency + 0.5));
  }

  /** Documents that hold the term. */
  documentFrequency(term: string): number {
    const id = this.#termIds.get(term);
    return id === undefined ? 0 : (this.#documentFrequency[id] ?? 0);
  }

  /** Every term that ever stood in a document; its document frequency may be 0 by now. */
  terms(): Iterable<string> {
    return this.#termIds.keys();
  }

  /** Makes a document known; its fields follow, before any other document's. */
  open(slot: number): void {
    if (slot >= MAX_SLOTS) throw new Error(`The index is full: it holds ${MAX_SLOTS} papers.`);
    this.#reserve(slot + 1);
    this.#alive[slot] = 1;
    this.#documents++;
  }

  /** Adds the text of one field of an open document. */
  addField(slot: number, field: number, text: string): void {
    const terms = this.#tokenize(text, field);
    this.#setLength(slot, field, terms.length);
    for (const [term, frequency] of countTerms(terms)) {
      const id = this.#internTerm(term);
      const isNew = this.#postings.append(id, slot, field, frequency);
      if (isNew) this.#documentFrequency[id]!++;
    }
  }

  /** Takes a document out; `texts` are the texts of its fields as they were added, by number. */
  remove(slot: number, texts: readonly string[]): void {
    this.#alive[slot] = 0;
    this.#documents--;
    for (let field = 0; field < this.#fields.length; field++) this.#setLength(slot, field, 0);
    const terms = texts.flatMap((text, field) => this.#tokenize(text, field));
    for (const term of new Set(terms)) {
      const id = this.#termIds.get(term);
      if (id !== undefined) this.#documentFrequency[id]!--;
    }
  }

  /**
   * The best documents for the terms.
   *
   * @param limit candidates wanted at most
   * @param accept whether a slot may be found at all
   * @param compareTies order of documents of equal score
   */
  search(
    query: readonly QueryTerm[],
    limit: number,
    accept: ((slot: number) => boolean) | undefined,
    compareTies: (slotA: number, slotB: number) => number,
  ): Candidates {
    let touched = 0;
    for (const { term, weight } of query) {
      const id = this.#termIds.get(term);
      const frequency = id === undefined ? 0 : this.#documentFrequency[id]!;
      if (id === undefined || frequency === 0) continue;
      touched = this.#scoreTerm(id, weight * this.idf(term) * (K1 + 1), touched);
    }

    const top = new TopCandidates(limit, compareTies);
    let matched = 0;
    for (let i = 0; i < touched; i++) {
      const slot = this.#touched[i]!;
      const score = this.#scores[slot]!;
      this.#scores[slot] = 0;
      if (this.#alive[slot] === 0 || (accept !== undefined && !accept(slot))) continue;
      matched++;
      if (score >= top.threshold) top.offer(slot, score);
    }
    return { ranked: top.ranked(), matched };
  }

  /** The limit that scores approach as every term stands ever more often in a document. */
  idealScore(query: readonly QueryTerm[]): number {
    return query.reduce((sum, { term, weight }) => sum + weight * this.idf(term) * (K1 + 1), 0);
  }

  /** The live documents in whose field every one of the terms stands. */
  *documentsWithAll(terms: readonly string[], field: number): Iterable<number> {
    const rarestFirst = [...new Set(terms)].sort(
      (a, b) => this.documentFrequency(a) - this.documentFrequency(b),
    );
    let slots: ReadonlySet<number> | undefined;
    for (const term of rarestFirst) slots = this.#slotsWith(term, field, slots);
    for (const slot of slots ?? []) {
      if (this.#alive[slot] === 1) yield slot;
    }
  }

  /** Forgets dead slots. `newSlots[slot]` is the new slot of a live one, and rises with it. */
  compact(newSlots: Int32Array): void {
    const old = this.#postings;
    const lengths = this.#lengths;
    const slots = this.#alive.length;
    this.#postings = new PostingLists();
    this.#lengths = lengths.map((field) => new Uint16Array(field.length));
    for (let slot = 0; slot < slots; slot++) {
      if (this.#alive[slot] === 0) continue;
      for (let f = 0; f < lengths.length; f++) {
        this.#lengths[f]![newSlots[slot]!] = lengths[f]![slot]!;
      }
    }
    for (const id of this.#termIds.values()) {
      for (const { page, start, end } of old.runs(id)) {
        for (let i = start; i < end; i++) {
          const posting = page[i]!;
          const slot = postingSlot(posting);
          if (this.#alive[slot] === 0) continue;
          this.#postings.append(
            id,
            newSlots[slot]!,
            postingField(posting),
            postingFrequency(posting),
          );
        }
      }
    }
    this.#areNormsFresh = false;
    this.#alive.fill(0);
    this.#alive.fill(1, 0, this.#documents);
  }

  #slotsWith(term: string, field: number, within: ReadonlySet<number> | undefined): Set<number> {
    const slots = new Set<number>();
    const id = this.#termIds.get(term);
    if (id === undefined || within?.size === 0) return slots;
    for (const { page, start, end } of this.#postings.runs(id)) {
      for (let i = start; i < end; i++) {
        const posting = page[i]!;
        const slot = postingSlot(posting);
        if (postingField(posting) === field && (within?.has(slot) ?? true)) slots.add(slot);
      }
    }
    return slots;
  }

  /** Adds one term's share to the scores; returns how many slots were touched so far. */
  #scoreTerm(id: number, factor: number, touchedBefore: number): number {
    const scores = this.#scores;
    const touched = this.#touched;
    const norms = this.#freshNorms();
    const capacity = this.#alive.length;
    let count = touchedBefore;
    let current = -1;
    let frequency = 0;
    for (const { page, start, end } of this.#postings.runs(id)) {
      for (let i = start; i < end; i++) {
        const posting = page[i]!;
        const slot = postingSlot(posting);
        if (slot !== current) {
          if (current >= 0) {
            if (scores[current] === 0) touched[count++] = current;
            scores[current]! += (factor * frequency) / (K1 + frequency);
          }
          current = slot;
          frequency = 0;
        }
        frequency += postingFrequency(posting) * norms[postingField(posting) * capacity + slot]!;
      }
    }
    if (current < 0) return count;
    if (scores[current] === 0) touched[count++] = current;
    scores[current]! += (factor * frequency) / (K1 + frequency);
    return count;
  }

  /**
   * What one occurrence in a field of a slot is worth: boost over normalised length. Kept until a
   * document comes or goes, since that changes the average lengths.
   */
  #freshNorms(): Float64Array {
    if (this.#areNormsFresh) return this.#norms;
    const capacity = this.#alive.length;
    if (this.#norms.length !== capacity * this.#fields.length) {
      this.#norms = new Float64Array(capacity * this.#fields.length);
    }
    for (const [field, { boost, b }] of this.#fields.entries()) {
      const total = this.#totalLengths[field]!;
      const slope = total === 0 ? 0 : (b * this.#documents) / total;
      const lengths = this.#lengths[field]!;
      for (let slot = 0; slot < capacity; slot++) {
        this.#norms[field * capacity + slot] = boost / (1 - b + slope * lengths[slot]!);
      }
    }
    this.#areNormsFresh = true;
    return this.#norms;
  }

  #setLength(slot: number, field: number, length: number): void {
    const lengths = this.#lengths[field]!;
    const stored = Math.min(length, 65_535);
    this.#areNormsFresh = false;
    this.#totalLengths[field]! += stored - lengths[slot]!;
    lengths[slot] = stored;
  }

  #internTerm(term: string): number {
    const known = this.#termIds.get(term);
    if (known !== undefined) return known;
    const id = this.#documentFrequency.length;
    this.#termIds.set(term, id);
    this.#documentFrequency.push(0);
    return id;
  }

  #reserve(slots: number): void {
    if (slots <= this.#alive.length) return;
    const capacity = Math.max(slots, Math.ceil(this.#alive.length * 1.5));
    this.#alive = copyInto(new Uint8Array(capacity), this.#alive);
    this.#lengths = this.#lengths.map((field) => copyInto(new Uint16Array(capacity), field));
    this.#scores = new Float64Array(capacity);
    this.#touched = new Int32Array(capacity);
  }
}

function countTerms(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

function copyInto<T extends Uint8Array | Uint16Array>(target: T, source: T): T {
  target.set(source);
  return target;
}
