import { type AnyOrama, create } from '@orama/orama';
import type { Paper } from '../../corpus/paper.ts';
import type { Embedder } from '../embedding/embedder.ts';
import type { Lexicon } from '../embedding/lexicon.ts';
import { LexiconNumbers } from '../lexicon-numbers.ts';
import { nextTurn } from '../next-turn.ts';
import type {
  Hit,
  ListRequest,
  SearchFilters,
  SearchRequest,
  SearchResult,
} from '../paper-index.ts';
import { RANKING_WEIGHTS, type RankingWeights } from '../ranking-weights.ts';
import type { RerankSources } from '../rerank.ts';
import type { Section, SectionSource } from '../snapshot/sections.ts';
import type { SnapshotIndex } from '../snapshot/snapshot-store.ts';
import { decodeStrings, encodeStrings } from '../snapshot/string-blocks.ts';
import type { PapersInQuestion, TopicScorer } from '../topic-scorer.ts';
import { Acronyms } from '../wording/acronyms.ts';
import { createQueryReader, type QueryReader } from '../wording/query-reader.ts';
import { type QueryReading, readAsTyped } from '../wording/query-reading.ts';
import { Speller } from '../wording/speller.ts';
import { splitWords } from '../words.ts';
import { ChangeGate } from './change-gate.ts';
import { embedPapers } from './embed-papers.ts';
import { toConditions } from './find-by-conditions.ts';
import { MeaningShare } from './meaning-share.ts';
import { newestSlots } from './newest-slots.ts';
import { createPapercordPlugin, paperSchema, readableTexts } from './papercord-plugin.ts';
import { MIN_SIMILARITY, type OramaSearchRequest, searchOrama } from './search-orama.ts';
import type { SlotSet } from './slot-set.ts';
import { suggestSlots } from './suggest-slots.ts';
import { titleLine } from './text-fields.ts';
import { createTopicScores } from './topic-scores.ts';

/** Papers that are embedded and inserted, or removed, at a time; other work has its turn between. */
const BATCH_PAPERS = 32;

/** The best paper for a query of which none holds a single word must come at least this near. */
const MIN_SIMILARITY_ALONE = 0.26;

export interface OramaPaperIndexOptions {
  /** Correct words and how near they are in meaning; the embedder's unless told. */
  readonly lexicon?: Lexicon | undefined;
}

/** The `PaperIndex` over Orama in hybrid mode, with our plug-in in the places that matter. */
export class OramaPaperIndex implements SnapshotIndex, TopicScorer {
  readonly #embedder: Embedder;
  readonly #onEmbeddingFailure: (error: unknown) => void;
  readonly #plugin: ReturnType<typeof createPapercordPlugin>;
  readonly #orama: AnyOrama;
  readonly #meaningShare: MeaningShare;
  readonly #acronyms = new Acronyms();
  readonly #readQuery: QueryReader;
  readonly #meanings: RerankSources['meanings'];
  readonly #gate = new ChangeGate();
  #lastTurn = Promise.resolve();

  /** @param onEmbeddingFailure told when a remote model did not answer and the index made do without it */
  constructor(
    embedder: Embedder,
    onEmbeddingFailure: (error: unknown) => void = () => undefined,
    { lexicon = embedder.lexicon }: OramaPaperIndexOptions = {},
  ) {
    this.#embedder = embedder;
    this.#onEmbeddingFailure = onEmbeddingFailure;
    this.#plugin = createPapercordPlugin(embedder.dimensions);
    this.#meaningShare = new MeaningShare(embedder, this);
    const { termStatistics: statistics, retrievers } = this.#plugin;
    this.#meanings = lexicon && {
      lexicon,
      numbers: new LexiconNumbers(lexicon, (number) => retrievers.words.wordAt(number)),
    };
    this.#readQuery = createQueryReader({
      speller: new Speller(statistics, lexicon),
      acronyms: this.#acronyms,
      statistics,
      embedder,
    });
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
    const latest = new Map(papers.map((paper) => [paper.id, paper]));
    await this.#calibrateAfter([...latest.keys()], async () => {
      for (const batch of inBatches([...latest.values()])) {
        const read = batch.map((each) => this.#plugin.retrievers.read(each, readableTexts(each)));
        const embeddings = await embedPapers(read, this.#embedder, this.#meanings);
        await this.#gate.change(async () => {
          // All at once: no search sees a paper half replaced.
          for (const { id } of batch) this.#removeOne(id);
          this.#plugin.addPapers(read, embeddings);
          for (const { texts } of read) this.#acronyms.add(texts.abstract);
          await this.#plugin.retrievers.compactIfWorthwhile();
        });
        await nextTurn();
      }
    });
  }

  async remove(ids: readonly string[]): Promise<void> {
    const batches = inBatches([...ids]);
    // One change: what is asked to be added after that must not be removed.
    const removeAll = () =>
      this.#gate.change(async () => {
        for (const batch of batches) {
          for (const id of batch) this.#removeOne(id);
          await this.#plugin.retrievers.compactIfWorthwhile();
          await nextTurn();
        }
      });
    await this.#calibrateAfter([], removeAll);
  }

  get(id: string): Paper | undefined {
    const document = this.#plugin.documentOf(id);
    return document === undefined ? undefined : this.#orama.data.docs.docs[document];
  }

  *papers(): Iterable<Paper> {
    const { docs } = this.#orama.data.docs;
    const { internalIdToId } = this.#orama.internalDocumentIDStore;
    // One by one: listing all of them takes 50 ms.
    for (let document = 1; document <= internalIdToId.length; document++) {
      const paper = docs[document];
      if (paper !== undefined) yield paper;
    }
  }

  withTitle(title: string): Paper | undefined {
    const { retrievers, paperIn } = this.#plugin;
    const words = splitWords(title);
    if (words.length === 0) return undefined;
    for (const slot of retrievers.titles.equalTo(titleLine(words))) {
      if (retrievers.isHeld(slot)) return paperIn(slot);
    }
    return undefined;
  }

  suggest(typed: string, limit: number): readonly Paper[] {
    const { retrievers, paperIn } = this.#plugin;
    return suggestSlots(typed, limit, retrievers).map(paperIn);
  }

  idf(term: string): number {
    return this.#plugin.retrievers.idf(term);
  }

  /** @param weights others than the default ones show what each part of the ranking brings */
  async search(
    { query, verbatim = [], limit, offset = 0, filters, mode = 'hybrid' }: SearchRequest,
    weights: RankingWeights = RANKING_WEIGHTS,
  ): Promise<SearchResult> {
    if (splitWords(query).length === 0) return { hits: [], total: 0 };
    await this.#ownTurn();
    const isHybrid = mode === 'hybrid';
    const reading = isHybrid
      ? await this.#readQuery(query, { verbatim, weights })
      : readAsTyped(query);
    const embedding = mode === 'text' ? undefined : await this.#embedQuery(reading.meaning);
    if (isHybrid && this.#isStrange(reading, embedding)) return { hits: [], total: 0 };
    const found = await this.#within(filters, (slots) =>
      this.#search({ reading, limit, offset, slots, mode, embedding, weights }),
    );
    return isHybrid ? { ...found, reading } : found;
  }

  async newest({ limit, offset = 0, filters }: ListRequest): Promise<SearchResult> {
    await this.#ownTurn();
    const { retrievers, paperIn } = this.#plugin;
    const dateOf = (slot: number): number => retrievers.columns.dateOf(slot);
    return this.#within(filters, async (slots = retrievers.allSlots()) => {
      const newest = newestSlots(slots, {
        offset,
        limit,
        dateOf,
        compareTies: (a, b) => (paperIn(a).id > paperIn(b).id ? -1 : 1),
      });
      return {
        hits: newest.map((slot) => ({ paper: paperIn(slot), score: dateOf(slot) })),
        total: slots.size,
      };
    });
  }

  async draw(filters: SearchFilters | undefined, random: number): Promise<Paper | undefined> {
    await this.#ownTurn();
    return this.#within(filters, async (slots = this.#plugin.retrievers.allSlots()) => {
      const slot = slots.at(Math.floor(random * slots.size));
      return slot === undefined ? undefined : this.#plugin.paperIn(slot);
    });
  }

  async similar(id: string, limit: number): Promise<readonly Hit[]> {
    await this.#ownTurn();
    const document = this.#plugin.documentOf(id);
    const embedding = document && this.#plugin.retrievers.embeddingOf(document);
    if (!embedding) return [];
    const { hits } = await this.#search({
      reading: readAsTyped(''),
      limit: limit + 1,
      offset: 0,
      slots: undefined,
      mode: 'vector',
      embedding,
      weights: RANKING_WEIGHTS,
    });
    return hits.filter(({ paper }) => paper.id !== id).slice(0, limit);
  }

  async takePapers(paperIds: readonly string[]): Promise<PapersInQuestion> {
    return createTopicScores({
      papers: await this.#gate.hold(() => this.#plugin.selectPapers(paperIds)),
      count: paperIds.length,
      retrievers: this.#plugin.retrievers,
      readQuery: this.#readQuery,
      meaningShare: (query) => this.#meaningShareFor(query, RANKING_WEIGHTS),
      embed: (texts) => this.#embedder.embed(texts, 'query'),
      minSimilarity: MIN_SIMILARITY,
    });
  }

  save(write: (sections: Iterable<Section>) => Promise<void>): Promise<void> {
    return this.#gate.hold(() => write(this.#sections()));
  }

  async restore(source: SectionSource): Promise<void> {
    await this.#plugin.restore(source);
    await this.#meaningShare.restore(source);
    for await (const lines of source.chunks('acronyms')) {
      this.#acronyms.restore(decodeStrings(lines));
    }
    await this.#calibrateAfter([], async () => {});
  }

  *#sections(): Iterable<Section> {
    yield* this.#plugin.sections();
    yield* this.#meaningShare.sections();
    yield { name: 'acronyms', chunks: encodeStrings(this.#acronyms.lines()) };
  }

  /** Finds among the papers that pass the filters; the index does not change until it is done. */
  async #within<T>(
    filters: SearchFilters | undefined,
    find: (slots?: SlotSet) => Promise<T>,
  ): Promise<T> {
    const conditions = toConditions(filters);
    if (conditions === undefined) return find();
    return this.#gate.hold(async () => find(await this.#plugin.findByConditions(conditions)));
  }

  #search(
    request: Omit<OramaSearchRequest, 'meaningShare'> & { readonly weights: RankingWeights },
  ): Promise<SearchResult> {
    const meaningShare = this.#meaningShareFor(request.reading.text, request.weights);
    return searchOrama(this.#orama, { ...request, meaningShare }, this.#plugin, this.#meanings);
  }

  #meaningShareFor(query: string, weights: RankingWeights): number {
    return this.#meaningShare.forQuery(query, (term) => this.idf(term), weights);
  }

  /**
   * One search a turn of the event loop: many that come at once must not hold up the heartbeat.
   * Each asks for its turn in that of the one before, for all that are asked for at once are one.
   */
  async #ownTurn(): Promise<void> {
    this.#lastTurn = this.#lastTurn.then(nextTurn);
    await this.#lastTurn;
  }

  /**
   * Makes changes, and calibrates by what they left, even if they failed halfway. A remote model that is
   * away leaves the share as it was: the papers are in all the same.
   *
   * @param ids of the papers that are added or replaced
   */
  async #calibrateAfter(ids: readonly string[], change: () => Promise<void>): Promise<void> {
    const end = this.#meaningShare.beginChange();
    try {
      await change();
    } finally {
      await this.#meaningShare.update(ids).catch((error) => this.#onEmbeddingFailure(error));
      end();
    }
  }

  /** Whether no paper holds a word of the query and none comes near it in meaning either. */
  #isStrange({ terms }: QueryReading, embedding: Float32Array | undefined): boolean {
    const { retrievers } = this.#plugin;
    if (terms.some(({ term }) => retrievers.documentFrequency(term) > 0)) return false;
    return (
      embedding === undefined ||
      retrievers.searchEmbedding(embedding, MIN_SIMILARITY_ALONE, undefined).length === 0
    );
  }

  #removeOne(id: string): void {
    const paper = this.get(id);
    if (paper === undefined) return;
    this.#acronyms.remove(readableTexts(paper).abstract);
    this.#plugin.removePaper(id);
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
}

function* inBatches<T>(all: readonly T[]): Iterable<readonly T[]> {
  for (let start = 0; start < all.length; start += BATCH_PAPERS) {
    yield all.slice(start, start + BATCH_PAPERS);
  }
}
