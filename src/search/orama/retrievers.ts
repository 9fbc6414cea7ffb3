import type { Paper } from '../../corpus/paper.ts';
import type { TextScope } from '../paper-index.ts';
import {
  numbersSection,
  readNumbers,
  type Section,
  type SectionSource,
} from '../snapshot/sections.ts';
import type { WordSequence } from '../word-reader.ts';
import type { QueryTerm } from '../wording/query-reading.ts';
import { splitWords } from '../words.ts';
import type { Compactable } from './compaction.ts';
import { type Candidates, MAX_COUNTED } from './document-ranker.ts';
import { DocumentSlots } from './document-slots.ts';
import { EmbeddingMatrix } from './embedding-matrix.ts';
import { FilterColumns } from './filter-columns.ts';
import { FullTextIndex } from './full-text-index.ts';
import { LineList } from './line-list.ts';
import type { TopicTerm } from './selected-papers.ts';
import { SlotSet } from './slot-set.ts';
import {
  fieldNumber,
  fieldTexts,
  type ReadableTexts,
  TEXT_FIELDS,
  type TextFieldName,
  titleLine,
} from './text-fields.ts';

/** A paper with its texts and the numbers of their words, by field. */
export interface ReadPaper {
  readonly paper: Paper;
  readonly texts: ReadableTexts;
  readonly words: readonly WordSequence[];
}

/** A document by Orama's number and its score. */
export type ScoredDocument = [document: number, score: number];

/** Candidates that one retriever hands on for fusing; Orama spreads them on the stack. */
export const MAX_CANDIDATES = MAX_COUNTED;

/** The first fields, so many, are the texts of a scope. */
const FIELDS_OF: Readonly<Record<TextScope, number>> = {
  title: fieldNumber('title') + 1,
  text: fieldNumber('abstract') + 1,
};

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
  readonly #text = new FullTextIndex(TEXT_FIELDS);
  readonly #embeddings: EmbeddingMatrix;
  readonly #columns = new FilterColumns();
  readonly #titles = new LineList('titles');
  readonly #ids = new LineList('ids');
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

  /** Reads the texts of a paper, to be embedded and added. */
  read(paper: Paper, texts: ReadableTexts): ReadPaper {
    const words = fieldTexts(paper, texts).map((text) => this.#text.readWords(text));
    return { paper, texts, words };
  }

  /** Adds a document and its embedding, of any length. */
  add(document: number, { paper, texts, words }: ReadPaper, embedding: Float32Array): void {
    const slot = this.#slots.open(document);
    this.#text.add(slot, words);
    this.#columns.set(slot, paper);
    this.#titles.add(titleLine(splitWords(texts.title)));
    this.#ids.add(paper.id);
    this.#embeddings.set(slot, embedding);
  }

  /** Takes a document out. */
  remove(document: number): void {
    const slot = this.#slots.slotOf(document);
    if (slot === undefined) return;
    this.#text.remove(slot);
    this.#embeddings.remove(slot);
    this.#slots.close(document);
  }

  /** The embedding of a document at unit length, or `undefined` when it has none. */
  embeddingOf(document: number): Float32Array | undefined {
    const slot = this.#slots.slotOf(document);
    return slot === undefined ? undefined : this.#embeddings.get(slot);
  }

  /** @param limit documents wanted, at most `MAX_CANDIDATES` */
  searchText(
    terms: readonly QueryTerm[],
    limit: number,
    filter: SlotSet | undefined,
  ): { found: ScoredDocument[]; matched: number } {
    const compareTies = this.#compareSlots;
    const { ranked, matched } = this.#text.search(terms, {
      limit: Math.min(limit, MAX_CANDIDATES),
      filter: filter?.mask,
      compareTies,
    });
    return { found: this.#toDocuments(ranked), matched: Math.min(matched, MAX_CANDIDATES) };
  }

  /** See `FullTextIndex.termShares`. */
  termShares(document: number): ReadonlyMap<number, number> {
    const slot = this.#slots.slotOf(document);
    return slot === undefined ? new Map() : this.#text.termShares(slot);
  }

  /** The embeddings of documents in this order; an undefined one has none. */
  selectEmbeddings(documents: readonly (number | undefined)[]): EmbeddingMatrix {
    return this.#embeddings.select(documents.map((each) => each && this.#slots.slotOf(each)));
  }

  /** What the terms of a query can add to a score, those that no document ever held left out. */
  topicTerms(terms: readonly QueryTerm[]): TopicTerm[] {
    return terms.flatMap(({ term, weight }) => {
      const number = this.#text.numberOf(term);
      return number === undefined
        ? []
        : { term: number, weight: this.#text.idealScore([{ term, weight }]) };
    });
  }

  /** The score that a document would have in which every term stood without end. */
  idealTextScore(terms: readonly QueryTerm[]): number {
    return this.#text.idealScore(terms);
  }

  /** @param minSimilarity cosine, from -1 to 1 */
  searchEmbedding(
    embedding: ArrayLike<number>,
    minSimilarity: number,
    filter: SlotSet | undefined,
  ): ScoredDocument[] {
    const ranked = this.#embeddings.search(
      embedding,
      MAX_CANDIDATES,
      minSimilarity,
      filter && ((slot) => filter.has(slot)),
      this.#compareSlots,
    );
    return this.#toDocuments(ranked);
  }

  /** What papers are filtered by besides their texts, by slot. */
  get columns(): FilterColumns {
    return this.#columns;
  }

  /** Titles as `titleLine` writes them, by slot, those of dead slots included. */
  get titles(): LineList {
    return this.#titles;
  }

  /** Ids by slot, those of dead slots included. */
  get ids(): LineList {
    return this.#ids;
  }

  /** Whether there is a document in a slot that was given out. */
  isHeld(slot: number): boolean {
    return this.#slots.documentOf(slot) !== 0;
  }

  /** The slots of all documents; another set with each call. */
  allSlots(): SlotSet {
    const slots = new SlotSet(this.#slots.count);
    for (let slot = 0; slot < this.#slots.count; slot++) if (this.isHeld(slot)) slots.add(slot);
    return slots;
  }

  slotOf(document: number): number | undefined {
    return this.#slots.slotOf(document);
  }

  documentOf(slot: number): number {
    return this.#slots.documentOf(slot);
  }

  /** Slots, rising, of the documents in which all of the terms stand in the field, in any order. */
  slotsWithAll(terms: readonly string[], field: TextFieldName): Int32Array {
    return this.#text.slotsWithAll(terms, fieldNumber(field));
  }

  /** As `FullTextIndex.phraseOf`. */
  phraseOf(words: readonly string[]): readonly number[] | undefined {
    return this.#text.phraseOf(words);
  }

  /** As `FullTextIndex.holdsPhrase`, in the title or in the whole text of the document in a slot. */
  holdsPhrase(slot: number, phrase: readonly number[], scope: TextScope): boolean {
    return this.#text.holdsPhrase(slot, phrase, FIELDS_OF[scope]);
  }

  /**
   * The words and the terms of a document's title and abstract, in order, with repetitions; none for
   * one that is no longer held.
   */
  readTexts(document: number | undefined): { words: Int32Array; terms: Int32Array } {
    const slot = document === undefined ? undefined : this.#slots.slotOf(document);
    if (slot === undefined) return { words: new Int32Array(0), terms: new Int32Array(0) };
    return this.#text.read(slot, FIELDS_OF.text);
  }

  /** The number that `readTexts` gives a term; `undefined` when no document ever held it. */
  numberOf(term: string): number | undefined {
    return this.#text.numberOf(term);
  }

  /** As `FullTextIndex.words`. */
  get words(): FullTextIndex['words'] {
    return this.#text.words;
  }

  /** Documents in whose title, or in whose abstract, all of the terms stand. */
  countWithAll(terms: readonly string[]): number {
    const byTitle = new Set(this.slotsWithAll(terms, 'title'));
    const byAbstract = this.slotsWithAll(terms, 'abstract').filter((slot) => !byTitle.has(slot));
    return byTitle.size + byAbstract.length;
  }

  /** Documents that hold a term. */
  documentFrequency(term: string): number {
    return this.#text.documentFrequency(term);
  }

  /** Inverse document frequency of a term. */
  idf(term: string): number {
    return this.#text.idf(term);
  }

  /**
   * Clears away what removed documents left, when there is much of it, over many turns of the event
   * loop: searches go on meanwhile, but nothing may be added or removed.
   */
  async compactIfWorthwhile(): Promise<void> {
    const dead = this.#slots.count - this.#slots.live;
    if (dead < Math.max(MIN_DEAD_SLOTS, this.#slots.count * MAX_DEAD_SHARE)) return;
    const newSlots = this.#slots.newSlots();
    const parts: readonly Compactable[] = [
      this.#slots,
      this.#text,
      this.#embeddings,
      this.#columns,
      this.#titles,
      this.#ids,
    ];
    const compactions: (() => void)[] = [];
    for (const part of parts) compactions.push(await part.prepareCompaction(newSlots));
    // All at once, for a slot must be the same document in each.
    for (const compact of compactions) compact();
  }

  /** All that is held, for `restore`. @param newNumber see `DocumentSlots.save` */
  *sections(newNumber: (document: number) => number): Iterable<Section> {
    yield numbersSection('slots', this.#slots.save(newNumber));
    yield* this.#text.sections();
    yield* this.#embeddings.sections();
    yield* this.#columns.sections();
    yield* this.#titles.sections();
    yield* this.#ids.sections();
  }

  /** Takes what other retrievers held; only for ones that are empty yet. */
  async restore(source: SectionSource): Promise<void> {
    this.#slots.restore(await readNumbers(source, 'slots', Uint32Array));
    await this.#text.restore(source);
    await this.#embeddings.restore(source);
    await this.#columns.restore(source);
    await this.#titles.restore(source);
    await this.#ids.restore(source);
  }

  readonly #compareSlots = (a: number, b: number): number =>
    this.#compareDocuments(this.#slots.documentOf(a), this.#slots.documentOf(b));

  /**
   * Orama orders equal scores by its own numbers, which depend on what was added when: so that our
   * order stays, each score is made a trace lower than the one before.
   */
  #toDocuments(ranked: Candidates['ranked']): ScoredDocument[] {
    let ceiling = Number.POSITIVE_INFINITY;
    return ranked.map(({ slot, score }) => {
      const distinct = Math.min(score, ceiling);
      ceiling = distinct * (1 - TRACE);
      return [this.#slots.documentOf(slot), distinct];
    });
  }
}
