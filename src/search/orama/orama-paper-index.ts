import { type AnyOrama, create, insertMultiple, remove, search } from '@orama/orama';
import type { Paper } from '../../corpus/paper.ts';
import { texToUnicode } from '../../corpus/tex-to-unicode.ts';
import { calibrateMeaning, DEFAULT_MEANING_SHARE, drawSample } from '../calibrate-meaning.ts';
import type { Embedder } from '../embedding/embedder.ts';
import type {
  Hit,
  ListRequest,
  PaperIndex,
  SearchFilters,
  SearchMode,
  SearchRequest,
  SearchResult,
} from '../paper-index.ts';
import { proximity } from '../proximity.ts';
import { isStopWord, splitTerms, stem } from '../terms.ts';
import { splitWords } from '../words.ts';
import type { Conditions } from './find-by-conditions.ts';
import { newestDocuments } from './newest-documents.ts';
import { createPapercordPlugin, EMBEDDING_PROPERTY, paperSchema } from './papercord-plugin.ts';

/** Papers that are embedded and inserted at a time; between batches other work gets its turn. */
const BATCH_PAPERS = 32;

/** Cosine below which a paper is not found by meaning: two texts that share only small talk. */
const MIN_SIMILARITY = 0.15;

/** The best paper for a query of which none holds a single word must come at least this near. */
const MIN_SIMILARITY_ALONE = 0.22;

/** Papers at the head of a ranking that are looked at again, the words of each in their order. */
const RERANKED_PAPERS = 20;

/** What a paper gains in which all of the query stands together; a perfect score is near 1. */
const PROXIMITY_WEIGHT = 0.06;

/** How much of a paper's embedding is its title's. */
const TITLE_SHARE = 0.3;

const ORAMA_MODES = { hybrid: 'hybrid', text: 'fulltext', vector: 'vector' } as const;

/** The `PaperIndex` over Orama in hybrid mode, with our plug-in in the places that matter. */
export class OramaPaperIndex implements PaperIndex {
  readonly #embedder: Embedder;
  readonly #onEmbeddingFailure: (error: unknown) => void;
  readonly #plugin: ReturnType<typeof createPapercordPlugin>;
  readonly #orama: AnyOrama;
  #meaningShare = DEFAULT_MEANING_SHARE;
  #lastTurn = Promise.resolve();
  /** The papers that the share was calibrated by. */
  #sample: readonly Paper[] = [];

  /** @param onEmbeddingFailure told when a remote model did not answer and the index made do without it */
  constructor(embedder: Embedder, onEmbeddingFailure: (error: unknown) => void = () => undefined) {
    this.#embedder = embedder;
    this.#onEmbeddingFailure = onEmbeddingFailure;
    this.#plugin = createPapercordPlugin(embedder.dimensions);
    this.#orama = create({
      schema: paperSchema(embedder.dimensions),
      plugins: [this.#plugin.plugin],
      // Orama would keep a sorted copy of every string property.
      sort: { enabled: false },
    });
  }

  get size(): number {
    return this.#plugin.retrievers.size;
  }

  async upsert(papers: readonly Paper[]): Promise<void> {
    const latest = [...new Map(papers.map((paper) => [paper.id, paper])).values()];
    for (let start = 0; start < latest.length; start += BATCH_PAPERS) {
      const batch = latest.slice(start, start + BATCH_PAPERS);
      const embeddings = await this.#embedPapers(batch);
      // Nothing is awaited from here on: no search sees a paper half replaced.
      for (const { id } of batch) this.#removeOne(id);
      insertMultiple(this.#orama, [...batch], batch.length);
      for (const [i, { id }] of batch.entries()) {
        this.#plugin.retrievers.setEmbedding(this.#documentOf(id)!, embeddings[i]!);
      }
      this.#plugin.retrievers.compactIfWorthwhile();
      await nextTurn();
    }
    await this.#calibrate();
  }

  async remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#removeOne(id);
    this.#plugin.retrievers.compactIfWorthwhile();
    await this.#calibrate();
  }

  get(id: string): Paper | undefined {
    const document = this.#documentOf(id);
    return document === undefined ? undefined : this.#orama.data.docs.docs[document];
  }

  *papers(): Iterable<Paper> {
    yield* Object.values<Paper>(this.#orama.data.docs.docs);
  }

  idf(term: string): number {
    return this.#plugin.retrievers.idf(term);
  }

  async search({
    query,
    limit,
    offset = 0,
    filters,
    mode = 'hybrid',
  }: SearchRequest): Promise<SearchResult> {
    const where = toWhere(filters);
    if (splitWords(query).length === 0) return { hits: [], total: 0 };
    await this.#ownTurn();
    const embedding = mode === 'text' ? undefined : await this.#embedQuery(query);
    if (mode === 'hybrid' && this.#isStrange(query, embedding)) return { hits: [], total: 0 };
    return this.#search({ query, limit, offset, where, mode, embedding });
  }

  async newest({ limit, offset = 0, filters }: ListRequest): Promise<SearchResult> {
    const where = toWhere(filters);
    const { data, index, tokenizer } = this.#orama;
    const documents: Set<number> =
      Object.keys(where).length === 0
        ? new Set(this.#plugin.retrievers.documents())
        : index.searchByWhereClause(data.index, tokenizer, where, undefined);
    const paper = (document: number): Paper => data.docs.docs[document];
    const wanted = Math.min(offset + limit, documents.size);
    const newest = newestDocuments(documents, paper, wanted).slice(offset);
    return {
      hits: newest.map(([document, date]) => ({ paper: paper(document), score: date })),
      total: documents.size,
    };
  }

  async similar(id: string, limit: number): Promise<readonly Hit[]> {
    const document = this.#documentOf(id);
    const embedding = document && this.#plugin.retrievers.embeddingOf(document);
    if (!embedding) return [];
    const { hits } = await this.#search({
      query: '',
      limit: limit + 1,
      offset: 0,
      where: {},
      mode: 'vector',
      embedding,
    });
    return hits.filter(({ paper }) => paper.id !== id).slice(0, limit);
  }

  async #search(request: {
    query: string;
    limit: number;
    offset: number;
    where: Record<string, unknown>;
    mode: SearchMode;
    embedding: Float32Array | undefined;
  }): Promise<SearchResult> {
    const { query, limit, offset, where, mode, embedding } = request;
    const isTextOnly = embedding === undefined;
    const { hits, count } = await search(this.#orama, {
      mode: isTextOnly ? 'fulltext' : ORAMA_MODES[mode],
      term: query,
      limit: Math.max(offset + limit, RERANKED_PAPERS),
      where,
      // Without this Orama sets the embedding of every paper it returns to null, in our object.
      includeVectors: true,
      ...(!isTextOnly && {
        vector: { property: EMBEDDING_PROPERTY, value: embedding as unknown as number[] },
        similarity: MIN_SIMILARITY,
        hybridWeights: this.#plugin.fusionWeights(this.#meaningShareOf(query)),
      }),
    });
    const ranked = hits.map(({ document, score }) => ({
      paper: document as unknown as Paper,
      score,
    }));
    const reranked = mode === 'hybrid' && !isTextOnly ? this.#rerank(query, ranked) : ranked;
    return { hits: reranked.slice(offset, offset + limit), total: count };
  }

  /**
   * One search a turn of the event loop: many that come at once must not hold up the heartbeat.
   * Each asks for its turn in that of the one before, for all that are asked for at once are one.
   */
  async #ownTurn(): Promise<void> {
    this.#lastTurn = this.#lastTurn.then(nextTurn);
    await this.#lastTurn;
  }

  /** A remote model that is away leaves the share as it was: the papers are in all the same. */
  async #calibrate(): Promise<void> {
    const sample = drawSample(this.papers());
    const isSame =
      sample.length === this.#sample.length &&
      sample.every((paper, i) => paper === this.#sample[i]);
    if (isSame) return;
    try {
      this.#meaningShare = await calibrateMeaning(sample, this.#embedder);
      this.#sample = sample;
    } catch (error) {
      this.#onEmbeddingFailure(error);
    }
  }

  /** Whether no paper holds a word of the query and none comes near it in meaning either. */
  #isStrange(query: string, embedding: Float32Array | undefined): boolean {
    const { retrievers } = this.#plugin;
    if (splitTerms(query).some((term) => retrievers.documentFrequency(term) > 0)) return false;
    return (
      embedding === undefined ||
      retrievers.searchEmbedding(embedding, MIN_SIMILARITY_ALONE, undefined).length === 0
    );
  }

  /** Lifts those of the first papers in which the query's words stand together. */
  #rerank(query: string, hits: readonly Hit[]): Hit[] {
    const terms = splitTerms(query);
    const first = hits.slice(0, RERANKED_PAPERS).map(({ paper, score }) => {
      const text = splitTerms(`${texToUnicode(paper.title)}\n${texToUnicode(paper.abstract)}`);
      const bonus = PROXIMITY_WEIGHT * proximity(terms, text, (term) => this.idf(term));
      return { paper, score: score + bonus };
    });
    // The sort is stable: papers of equal score keep the order that they came in.
    first.sort((a, b) => b.score - a.score);
    return [...first, ...hits.slice(RERANKED_PAPERS)];
  }

  /** `undefined` when a remote model does not answer: a search by words alone beats none. */
  async #embedQuery(query: string): Promise<Float32Array | undefined> {
    try {
      const [embedding] = await this.#embedder.embed([query], 'query');
      return embedding;
    } catch (error) {
      this.#onEmbeddingFailure(error);
      return undefined;
    }
  }

  /** A paper's embedding is between that of its title and that of its whole text. */
  async #embedPapers(papers: readonly Paper[]): Promise<Float32Array[]> {
    const titles = papers.map(({ title }) => texToUnicode(title));
    // Authors say nothing about meaning.
    const texts = papers.map(({ abstract }, i) => `${titles[i]}\n${texToUnicode(abstract)}`);
    const embeddings = await this.#embedder.embed([...titles, ...texts]);
    return texts.map((_, i) => blend(embeddings[i]!, embeddings[papers.length + i]!, TITLE_SHARE));
  }

  /**
   * How much the cosine counts for a query: the corpus' share, less for a query of whose telling
   * words the embedder knows few.
   */
  #meaningShareOf(query: string): number {
    let known = 0;
    let all = 0;
    for (const word of new Set(splitWords(query))) {
      if (isStopWord(word)) continue;
      const weight = this.idf(stem(word));
      all += weight;
      if (this.#embedder.knows(word)) known += weight;
    }
    return all === 0 ? this.#meaningShare : (this.#meaningShare * known) / all;
  }

  #removeOne(id: string): void {
    const document = this.#documentOf(id);
    const paper = this.get(id);
    if (document === undefined || paper === undefined) return;
    this.#plugin.removePaper(document, paper);
    remove(this.#orama, id);
  }

  /** Orama's number of a paper. Its own look-up would give an unknown id a new number. */
  #documentOf(id: string): number | undefined {
    return this.#orama.internalDocumentIDStore.idToInternalId.get(id);
  }
}

/** The unit vector between two embeddings, of any length; one of zeros leaves the other. */
function blend(a: Float32Array, b: Float32Array, shareOfA: number): Float32Array {
  const scaleA = shareOfA / (norm(a) || 1);
  const scaleB = (1 - shareOfA) / (norm(b) || 1);
  return a.map((x, i) => x * scaleA + b[i]! * scaleB);
}

function norm(numbers: Float32Array): number {
  let squares = 0;
  for (const x of numbers) squares += x * x;
  return Math.sqrt(squares);
}

function toWhere({
  year,
  category,
  author,
  source,
  required = [],
  excluded = [],
}: SearchFilters = {}): Record<string, unknown> {
  const groups: Conditions['required'] =
    author === undefined ? required : [[{ kind: 'author', name: author }], ...required];
  return {
    ...(year !== undefined && { year: { eq: year } }),
    ...(category !== undefined && { categories: { containsAny: [category.toLowerCase()] } }),
    ...(source !== undefined && { source: { eq: source } }),
    ...(groups.length + excluded.length > 0 && { conditions: { required: groups, excluded } }),
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
