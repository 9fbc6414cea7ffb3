import { splitTerms, stem } from '../terms.ts';
import { splitWords } from '../words.ts';
import { DocumentSlots } from './document-slots.ts';
import { EmbeddingMatrix } from './embedding-matrix.ts';
import {
  type Candidates,
  FullTextIndex,
  type QueryTerm,
  type TextField,
} from './full-text-index.ts';

/** A document by Orama's number and its score. */
export type ScoredDocument = [document: number, score: number];

/**
 * The fields that full-text search reads. A title says in ten words what a paper is about, so its
 * words count double and its length, which hardly varies, is normalised less.
 */
const TEXT_FIELDS = [
  { name: 'title', boost: 2, b: 0.5 },
  { name: 'abstract', boost: 1, b: 0.75 },
  { name: 'authors', boost: 1, b: 0.5 },
] as const satisfies readonly TextField[];

export type TextFieldName = (typeof TEXT_FIELDS)[number]['name'];

const FIELD_NUMBERS = new Map<string, number>(TEXT_FIELDS.map(({ name }, i) => [name, i]));
const AUTHORS_FIELD = FIELD_NUMBERS.get('authors')!;

/** Candidates that one retriever hands on for fusing; Orama spreads them on the stack. */
const MAX_CANDIDATES = 300;

/** Relative difference between scores that are equal but for their order. */
const TRACE = 4 * Number.EPSILON;

/** Dead slots are cleared away when they are this share of all, and no fewer than the minimum. */
const MAX_DEAD_SHARE = 0.25;
const MIN_DEAD_SLOTS = 256;

/**
 * The two retrievers of the Orama plug-in, full-text and vector, over the same documents.
 * Documents go by Orama's numbers outside and by slots inside.
 */
export class Retrievers {
  readonly #slots = new DocumentSlots();
  readonly #text = new FullTextIndex(TEXT_FIELDS, splitFieldTerms);
  readonly #embeddings: EmbeddingMatrix;
  readonly #compareDocuments: (a: number, b: number) => number;

  /** @param compareDocuments order of documents of equal score */
  constructor(dimensions: number, compareDocuments: (a: number, b: number) => number) {
    this.#embeddings = new EmbeddingMatrix(dimensions);
    this.#compareDocuments = compareDocuments;
  }

  /** Documents held. */
  get size(): number {
    return this.#slots.live;
  }

  isTextField(name: string): name is TextFieldName {
    return FIELD_NUMBERS.has(name);
  }

  /** Adds one field; all fields of a document come one after another. */
  addField(document: number, field: TextFieldName, text: string): void {
    this.#text.addField(this.#openSlot(document), FIELD_NUMBERS.get(field)!, text);
  }

  setEmbedding(document: number, embedding: Float32Array): void {
    this.#embeddings.set(this.#openSlot(document), embedding);
  }

  /** The embedding of a document at unit length, or `undefined` when it has none. */
  embeddingOf(document: number): Float32Array | undefined {
    const slot = this.#slots.slotOf(document);
    return slot === undefined ? undefined : this.#embeddings.get(slot);
  }

  /** Takes a document out, given the texts of its fields. */
  remove(document: number, texts: readonly string[]): void {
    const slot = this.#slots.slotOf(document);
    if (slot === undefined) return;
    this.#text.remove(slot, texts);
    this.#embeddings.remove(slot);
    this.#slots.close(document);
  }

  searchText(
    terms: readonly QueryTerm[],
    documents: ReadonlySet<number> | undefined,
  ): ScoredDocument[] {
    return this.#toDocuments(
      this.#text.search(terms, MAX_CANDIDATES, this.#accept(documents), this.#compareSlots),
    );
  }

  /** The score that a document would have in which every term stood without end. */
  idealTextScore(terms: readonly QueryTerm[]): number {
    return this.#text.idealScore(terms);
  }

  /** @param minSimilarity cosine, from -1 to 1 */
  searchEmbedding(
    embedding: ArrayLike<number>,
    minSimilarity: number,
    documents: ReadonlySet<number> | undefined,
  ): ScoredDocument[] {
    return this.#toDocuments(
      this.#embeddings.search(
        embedding,
        MAX_CANDIDATES,
        minSimilarity,
        this.#accept(documents),
        this.#compareSlots,
      ),
    );
  }

  /** All documents, in the order in which they were added. */
  documents(): Iterable<number> {
    return this.#slots.documents();
  }

  /** Documents in which all of the terms stand in one of the fields, in any order. */
  documentsWithAll(terms: readonly string[], fields: readonly TextFieldName[]): Set<number> {
    const documents = new Set<number>();
    for (const field of fields) {
      for (const slot of this.#text.documentsWithAll(terms, FIELD_NUMBERS.get(field)!)) {
        documents.add(this.#slots.documentOf(slot));
      }
    }
    return documents;
  }

  /** Documents that hold a term. */
  documentFrequency(term: string): number {
    return this.#text.documentFrequency(term);
  }

  /** Inverse document frequency of a term. */
  idf(term: string): number {
    return this.#text.idf(term);
  }

  /** Clears away what removed documents left, when there is much of it. */
  compactIfWorthwhile(): void {
    const dead = this.#slots.count - this.#slots.live;
    if (dead < Math.max(MIN_DEAD_SLOTS, this.#slots.count * MAX_DEAD_SHARE)) return;
    const moved = this.#slots.compact();
    this.#text.compact(moved);
    this.#embeddings.compact(moved, this.#slots.live);
  }

  #openSlot(document: number): number {
    const known = this.#slots.slotOf(document);
    if (known !== undefined) return known;
    const slot = this.#slots.open(document);
    this.#text.open(slot);
    return slot;
  }

  #accept(documents: ReadonlySet<number> | undefined): ((slot: number) => boolean) | undefined {
    return documents && ((slot) => documents.has(this.#slots.documentOf(slot)));
  }

  readonly #compareSlots = (a: number, b: number): number =>
    this.#compareDocuments(this.#slots.documentOf(a), this.#slots.documentOf(b));

  /**
   * Orama orders equal scores by its own numbers, which depend on what was added when: so that our
   * order stays, each score is made a trace lower than the one before.
   */
  #toDocuments({ ranked }: Candidates): ScoredDocument[] {
    let ceiling = Number.POSITIVE_INFINITY;
    return ranked.map(({ slot, score }) => {
      const distinct = Math.min(score, ceiling);
      ceiling = distinct * (1 - TRACE);
      return [this.#slots.documentOf(slot), distinct];
    });
  }
}

/** Terms of a name: no stop word is left out, since `An` and `Will` are names. */
export function nameTerms(name: string): string[] {
  return splitWords(name).map(stem);
}

function splitFieldTerms(text: string, field: number): string[] {
  return field === AUTHORS_FIELD ? nameTerms(text) : splitTerms(text);
}
