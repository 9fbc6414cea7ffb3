import { type AnyOrama, create, insertMultiple, remove, search } from '@orama/orama';
import type { Paper } from '../../corpus/paper.ts';
import { texToUnicode } from '../../corpus/tex-to-unicode.ts';
import type { Embedder } from '../embedding/embedder.ts';
import type {
  Hit,
  PaperIndex,
  SearchFilters,
  SearchMode,
  SearchRequest,
  SearchResult,
} from '../paper-index.ts';
import { splitWords } from '../words.ts';
import { createPapercordPlugin, EMBEDDING_PROPERTY, paperSchema } from './papercord-plugin.ts';

/** Papers that are embedded and inserted at a time; between batches other work gets its turn. */
const BATCH_PAPERS = 256;

/** Cosine below which a paper is not found by meaning: two texts that share only small talk. */
const MIN_SIMILARITY = 0.15;

/** Shares of full-text and vector search in the fused score. Orama reads a 0 as "not given". */
const HYBRID_WEIGHTS = { text: 0.5, vector: 0.5 };

const ORAMA_MODES = { hybrid: 'hybrid', text: 'fulltext', vector: 'vector' } as const;

/** The `PaperIndex` over Orama in hybrid mode, with our plug-in in the places that matter. */
export class OramaPaperIndex implements PaperIndex {
  readonly #embedder: Embedder;
  readonly #plugin: ReturnType<typeof createPapercordPlugin>;
  readonly #orama: AnyOrama;

  constructor(embedder: Embedder) {
    this.#embedder = embedder;
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
      const embeddings = await this.#embedder.embed(batch.map(embeddedText));
      // Nothing is awaited from here on: no search sees a paper half replaced.
      for (const { id } of batch) this.#removeOne(id);
      insertMultiple(this.#orama, [...batch], batch.length);
      for (const [i, { id }] of batch.entries()) {
        this.#plugin.retrievers.setEmbedding(this.#documentOf(id)!, embeddings[i]!);
      }
      this.#plugin.retrievers.compactIfWorthwhile();
      await nextTurn();
    }
  }

  async remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#removeOne(id);
    this.#plugin.retrievers.compactIfWorthwhile();
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
    const embedding = mode === 'text' ? undefined : await this.#embedQuery(query);
    return this.#search({ query, limit, offset, where, mode, embedding });
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
      limit,
      offset,
      where,
      // Without this Orama sets the embedding of every paper it returns to null, in our object.
      includeVectors: true,
      ...(!isTextOnly && {
        vector: { property: EMBEDDING_PROPERTY, value: embedding as unknown as number[] },
        similarity: MIN_SIMILARITY,
        hybridWeights: HYBRID_WEIGHTS,
      }),
    });
    return {
      hits: hits.map(({ document, score }) => ({ paper: document as unknown as Paper, score })),
      total: count,
    };
  }

  async #embedQuery(query: string): Promise<Float32Array> {
    const [embedding] = await this.#embedder.embed([query]);
    return embedding!;
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

/** Title and abstract as they are shown; authors say nothing about meaning. */
function embeddedText(paper: Paper): string {
  return `${texToUnicode(paper.title)}\n${texToUnicode(paper.abstract)}`;
}

function toWhere({ year, category, author, source }: SearchFilters = {}): Record<string, unknown> {
  return {
    ...(year !== undefined && { year: { eq: year } }),
    ...(category !== undefined && { categories: { containsAny: [category.toLowerCase()] } }),
    ...(author !== undefined && { authors: author }),
    ...(source !== undefined && { source: { eq: source } }),
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
