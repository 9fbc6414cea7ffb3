import {
  numbersSection,
  readNumbers,
  type Section,
  type SectionSource,
} from '../snapshot/sections.ts';
import { decodeStrings, encodeStrings } from '../snapshot/string-blocks.ts';
import type { WordSequence } from '../word-reader.ts';
import type { QueryTerm } from '../wording/query-reading.ts';
import { MAX_WORD_CHARS } from '../words.ts';
import type { Compactable } from './compaction.ts';
import { type Candidates, DocumentRanker, K1, type RankedTerm } from './document-ranker.ts';
import { FieldLengths, type FieldWeight } from './field-lengths.ts';
import { ForwardIndex } from './forward-index.ts';
import { MAX_FREQUENCY, MAX_SLOTS, PostingLists } from './posting-lists.ts';
import { type TermOf, TermReader } from './term-reader.ts';

/** A field of a document: how it counts in BM25F, and which terms are found in it. */
export interface TextField extends FieldWeight {
  readonly name: string;
  readonly termOf: TermOf;
}

export interface TextSearchOptions {
  /** Candidates wanted at most. */
  readonly limit: number;
  /** Per slot 1 for a document that may be found, else 0; all may when it is left out. */
  readonly filter?: Uint8Array | undefined;
  /** Order of documents of equal score. */
  readonly compareTies: (slotA: number, slotB: number) => number;
}

/**
 * Full-text search by BM25F over posting lists in typed arrays.
 *
 * Documents are known by slot, a small number that rises with every document added; a removed one
 * leaves a dead slot until compaction. Statistics (document frequencies, average lengths) change at
 * once with every addition and removal, so that scores are those of an index built fresh.
 *
 * Source of the formula: Robertson and Zaragoza, “The Probabilistic Relevance Framework: BM25 and
 * Beyond” (2009), section 3.6; idf in the form that is never negative, as in Lucene.
 */
export class FullTextIndex implements Compactable {
  readonly #reader: TermReader;
  readonly #ranker = new DocumentRanker();
  readonly #termIds = new Map<string, number>();
  readonly #documentFrequency: number[] = [];
  readonly #lengths: FieldLengths;
  #postings = new PostingLists();
  #forward: ForwardIndex;
  /** Per slot 1 for a document that is held. */
  #alive = new Uint8Array(0);
  #documents = 0;
  /** Scratch space of `#addField`: occurrences of each term, all zero between calls. */
  #occurrences = new Uint32Array(1024);

  constructor(fields: readonly TextField[]) {
    this.#lengths = new FieldLengths(fields);
    this.#forward = new ForwardIndex(fields.length);
    this.#reader = new TermReader(
      fields.map(({ termOf }) => termOf),
      (term) => this.#internTerm(term),
    );
    this.#reserve(1024);
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

  /** The words of the texts, of which terms are the stems. */
  get words(): Pick<TermReader, 'wordCount' | 'wordAt' | 'occurrencesOf'> {
    return this.#reader;
  }

  /** The words of a text, as its terms are derived from them. */
  readWords(text: string): WordSequence {
    const { numbers, wholes } = this.#reader.readWords(text);
    return { numbers: numbers.slice(), wholes: wholes.slice() };
  }

  /**
   * Adds a document.
   *
   * @param fields the words of each field, as `readWords` gives them, by number
   */
  add(slot: number, fields: readonly WordSequence[]): void {
    if (slot >= MAX_SLOTS) throw new Error(`The index is full: it holds ${MAX_SLOTS} papers.`);
    this.#reserve(slot + 1);
    this.#alive[slot] = 1;
    this.#documents++;
    this.#forward.add(slot, fields);
    for (const [field, { numbers }] of fields.entries()) this.#addField(slot, field, numbers);
  }

  /** Takes a document out. */
  remove(slot: number): void {
    this.#alive[slot] = 0;
    this.#documents--;
    const terms = new Set<number>();
    for (const [field, words] of this.#forward.read(slot).entries()) {
      this.#lengths.set(slot, field, 0);
      this.#reader.count(words, -1);
      for (const id of this.#reader.toTerms(words, field)) terms.add(id);
    }
    for (const id of terms) this.#documentFrequency[id]!--;
  }

  /** The words and the terms of the first fields of a document, in order, with repetitions. */
  read(slot: number, fields: number): { words: Int32Array; terms: Int32Array } {
    const words = this.#forward.read(slot, fields);
    const terms = words.map((each, field) => this.#reader.toTerms(each, field).slice());
    return { words: joined(words), terms: joined(terms) };
  }

  /** The number that `read` gives a term; `undefined` when no document ever held it. */
  numberOf(term: string): number | undefined {
    return this.#termIds.get(term);
  }

  /** The best documents for the terms; `matched` as in `DocumentRanker`. */
  search(
    query: readonly QueryTerm[],
    { limit, filter, compareTies }: TextSearchOptions,
  ): Candidates {
    return this.#ranker.rank(this.#rankedTerms(query), {
      limit,
      filter,
      slots: this.#alive.length,
      lengths: this.#lengths,
      documents: this.#documents,
      compareTies,
    });
  }

  /**
   * What each term of a document adds to its score, as a share of what the term can add at most; by
   * the numbers of terms.
   */
  termShares(slot: number): Map<number, number> {
    const { fields, lengths } = this.#lengths;
    const norms = this.#lengths.norms(this.#documents);
    const weighted = new Map<number, number>();
    for (const [field, words] of this.#forward.read(slot).entries()) {
      const norm = norms[lengths[slot * fields + field]! * fields + field]!;
      for (const [term, frequency] of countEach(this.#reader.toTerms(words, field))) {
        const counted = Math.min(frequency, MAX_FREQUENCY);
        weighted.set(term, (weighted.get(term) ?? 0) + counted * norm);
      }
    }
    for (const [term, frequency] of weighted) weighted.set(term, frequency / (K1 + frequency));
    return weighted;
  }

  /** The limit that scores approach as every term stands ever more often in a document. */
  idealScore(query: readonly QueryTerm[]): number {
    return query.reduce((sum, { term, weight }) => sum + weight * this.idf(term) * (K1 + 1), 0);
  }

  /** The slots, rising, of the documents in whose field every one of the terms stands. */
  slotsWithAll(terms: readonly string[], field: number): Int32Array {
    const rarestFirst = [...new Set(terms)].sort(
      (a, b) => this.documentFrequency(a) - this.documentFrequency(b),
    );
    let slots: Int32Array | undefined;
    for (const term of rarestFirst) {
      const id = this.#termIds.get(term);
      if (id === undefined) return new Int32Array(0);
      slots = this.#postings.slotsIn(id, field, slots);
    }
    return slots?.filter((slot) => this.#alive[slot] === 1) ?? new Int32Array(0);
  }

  /**
   * Words that follow one another, by their numbers; `undefined` when no document ever held one of
   * them. Of a very long word only the beginning counts, as in texts.
   */
  phraseOf(words: readonly string[]): readonly number[] | undefined {
    const numbers = words.map((word) => this.#reader.numberOf(word.slice(0, MAX_WORD_CHARS)));
    return numbers.includes(undefined) ? undefined : (numbers as number[]);
  }

  /** Whether a phrase stands in one of the first `fields` fields of a document, word for word. */
  holdsPhrase(slot: number, phrase: readonly number[], fields: number): boolean {
    return this.#forward.holdsPhrase(slot, phrase, fields);
  }

  async prepareCompaction(newSlots: Int32Array): Promise<() => void> {
    const postings = await this.#postings.compacted(newSlots);
    const forward = await this.#forward.compacted(newSlots);
    const compactLengths = await this.#lengths.prepareCompaction(newSlots);
    return () => {
      this.#postings = postings;
      this.#forward = forward;
      compactLengths();
      this.#alive.fill(0);
      this.#alive.fill(1, 0, this.#documents);
    };
  }

  /** All that is held, for `restore`. */
  *sections(): Iterable<Section> {
    yield* this.#reader.sections();
    yield { name: 'terms', chunks: encodeStrings(this.#termIds.keys()) };
    yield numbersSection('document frequencies', Uint32Array.from(this.#documentFrequency));
    yield* this.#postings.sections();
    yield* this.#forward.sections();
    yield* this.#lengths.sections();
    yield numbersSection('live slots', this.#alive);
    yield numbersSection('documents', Uint32Array.of(this.#documents));
  }

  /** Takes what another index held; only for one that is empty yet. */
  async restore(source: SectionSource): Promise<void> {
    await this.#reader.restore(source);
    for await (const block of source.chunks('terms')) {
      for (const term of decodeStrings(block)) this.#termIds.set(term, this.#termIds.size);
    }
    for (const frequency of await readNumbers(source, 'document frequencies', Uint32Array)) {
      this.#documentFrequency.push(frequency);
    }
    await this.#postings.restore(source);
    await this.#forward.restore(source);
    const alive = await readNumbers(source, 'live slots', Uint8Array);
    this.#reserve(alive.length);
    this.#alive.set(alive);
    await this.#lengths.restore(source);
    [this.#documents = 0] = await readNumbers(source, 'documents', Uint32Array);
  }

  #addField(slot: number, field: number, words: Int32Array): void {
    this.#reader.count(words, 1);
    const terms = this.#reader.toTerms(words, field);
    this.#lengths.set(slot, field, terms.length);
    this.#reserveOccurrences();
    const occurrences = this.#occurrences;
    for (let i = 0; i < terms.length; i++) occurrences[terms[i]!]!++;
    for (let i = 0; i < terms.length; i++) {
      const id = terms[i]!;
      const frequency = occurrences[id]!;
      if (frequency === 0) continue;
      occurrences[id] = 0;
      if (this.#postings.append(id, slot, field, frequency)) this.#documentFrequency[id]!++;
    }
  }

  #rankedTerms(query: readonly QueryTerm[]): RankedTerm[] {
    return query.flatMap(({ term, weight }) => {
      const id = this.#termIds.get(term);
      const factor = weight * this.idf(term) * (K1 + 1);
      if (id === undefined || this.documentFrequency(term) === 0 || factor <= 0) return [];
      const postings = this.#postings;
      return { factor, postings: postings.count(id), runs: () => postings.runs(id) };
    });
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
    const alive = new Uint8Array(capacity);
    alive.set(this.#alive);
    this.#alive = alive;
    this.#lengths.reserve(capacity);
  }

  #reserveOccurrences(): void {
    const terms = this.#documentFrequency.length;
    if (terms > this.#occurrences.length) this.#occurrences = new Uint32Array(terms * 2);
  }
}

function countEach(numbers: Iterable<number>): Map<number, number> {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return counts;
}

function joined(parts: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
