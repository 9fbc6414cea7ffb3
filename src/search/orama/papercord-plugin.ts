import {
  type AnyOrama,
  type IIndex,
  insertMultiple,
  type OramaPluginSync,
  remove,
} from '@orama/orama';
import { index as oramaIndex } from '@orama/orama/components';
import type { Paper } from '../../corpus/paper.ts';
import { texToUnicode } from '../../corpus/tex-to-unicode.ts';
import { nextTurn } from '../next-turn.ts';
import { type Section, type SectionSource, SnapshotRefusal } from '../snapshot/sections.ts';
import { decodeStrings, encodeStrings } from '../snapshot/string-blocks.ts';
import type { QueryTerm } from '../wording/query-reading.ts';
import { type Conditions, findByConditions } from './find-by-conditions.ts';
import { MAX_CANDIDATES, type ReadPaper, Retrievers } from './retrievers.ts';
import { SelectedPapers } from './selected-papers.ts';
import type { SlotSet } from './slot-set.ts';
import { createTermStatistics } from './term-statistics.ts';
import type { ReadableTexts } from './text-fields.ts';

type OramaIndexStore = ReturnType<typeof oramaIndex.create>;

/** What Orama keeps of us: its own store for the filters, and our retrievers. */
interface PaperIndexStore extends OramaIndexStore {
  readonly retrievers: Retrievers;
}

/** The property that vector search goes by; no document has it. */
export const EMBEDDING_PROPERTY = 'embedding';

/** Unlike texts of one field have some similarity too; the power lets the alike stand out. */
const SIMILARITY_EXPONENT = 1.5;

/** What a cosine counts for beside the words that a paper shares with a query; from 0 to 1. */
export function meaningScore(similarity: number): number {
  return Math.max(0, similarity) ** SIMILARITY_EXPONENT;
}

/** Papers that are read in one turn of the event loop, some milliseconds. */
const PAPERS_A_TURN = 32;

/** Orama numbers from 1. */
const NO_DOCUMENT = 0;

/** Orama reads a weight of 0 as "not given" and takes one half for it. */
const NO_WEIGHT = 1e-9;

/**
 * What Orama is to search by: embeddings alone, which full-text search does not ask for. No paper
 * has the property, so that Orama indexes nothing of a paper but its id.
 */
export function paperSchema(dimensions: number) {
  return { [EMBEDDING_PROPERTY]: `vector[${dimensions}]` } as const;
}

/** The texts of a paper by which it is found. */
export function readableTexts({ title, abstract }: Paper): ReadableTexts {
  return { title: texToUnicode(title), abstract: texToUnicode(abstract) };
}

export type PapercordPlugin = ReturnType<typeof createPapercordPlugin>;

/**
 * Replaces Orama's full-text search, vector search and filters by our own retrievers and leaves the
 * rest to Orama: documents, ids, paging, hybrid mode.
 *
 * Orama stores the papers themselves; what is searched is derived from a paper as it is added, so
 * nothing is kept twice. Embeddings never pass through Orama's documents, which would copy them as
 * plain arrays.
 */
export function createPapercordPlugin(dimensions: number) {
  let orama: AnyOrama | undefined;
  const papers = (): Record<number, Paper> => orama!.data.docs.docs;
  const retrievers = new Retrievers(dimensions, (a, b) =>
    papers()[a]!.id < papers()[b]!.id ? -1 : 1,
  );

  const documentOf = (id: string): number | undefined =>
    orama!.internalDocumentIDStore.idToInternalId.get(id);

  const paperIn = (slot: number): Paper => papers()[retrievers.documentOf(slot)]!;

  /** The best that each retriever found in the search that is under way; see `fusionWeights`. */
  const best = { textShare: 0, similarity: 0 };

  /** What the search that is under way wants of full text, and how many papers it found there. */
  const text = { terms: [] as readonly QueryTerm[], limit: MAX_CANDIDATES, matched: 0 };

  const index: Partial<IIndex<PaperIndexStore>> = {
    create: (created, documentIds) => {
      orama = created;
      const store = oramaIndex.create(created, documentIds, {});
      const node = {
        size: dimensions,
        find: (value: Float32Array, similarity: number, slots?: SlotSet) => {
          const found = retrievers.searchEmbedding(value, similarity, slots);
          for (const hit of found) hit[1] = meaningScore(hit[1]);
          best.similarity = found[0]?.[1] ?? 0;
          return found;
        },
      };
      const vectorIndexes = { [EMBEDDING_PROPERTY]: { type: 'Vector', isArray: false, node } };
      return { ...store, retrievers, vectorIndexes } as unknown as PaperIndexStore;
    },

    // Papers come and go by `addPapers` and `removePaper`: Orama would hand them on text by text.
    insert: () => undefined,
    remove: () => true,

    search: (
      _store,
      _term,
      _tokenizer,
      _language,
      _fields,
      _exact,
      _tolerance,
      _boost,
      _bm25,
      _count,
      slots,
    ) => {
      const { terms, limit } = text;
      const { found, matched } = retrievers.searchText(
        terms,
        limit,
        slots as unknown as SlotSet | undefined,
      );
      const ideal = retrievers.idealTextScore(terms);
      best.textShare = ideal === 0 ? 0 : (found[0]?.[1] ?? 0) / ideal;
      text.matched = matched;
      return found;
    },

    // Orama hands what comes out of here on to the two searches, and looks at nothing of it.
    searchByWhereClause: (_store, _tokenizer, where) =>
      (where as { readonly slots: unknown }).slots as Set<number>,

    getSearchableProperties: oramaIndex.getSearchableProperties as never,
    getSearchablePropertiesWithTypes: oramaIndex.getSearchablePropertiesWithTypes as never,
  };

  const plugin = {
    name: 'papercord',
    getComponents: () => ({ index }),
  } as unknown as OramaPluginSync;

  return {
    plugin,
    retrievers,
    text,

    /** What the papers say of terms. */
    termStatistics: createTermStatistics(retrievers),

    /**
     * Weights for Orama's hybrid mode. It divides the scores of each retriever by its best one, so
     * that a best score of "one stop-gap word matched" weighs as much as "every word matched". To
     * fuse what the scores say (the share of the query's telling words that a paper holds, and the
     * cosine), its weights carry the best ones back in; Orama reads them after both retrievers ran.
     *
     * @param meaningShare how much the cosine counts, from 0 to 1
     */
    fusionWeights(meaningShare: number): { text: number; vector: number } {
      return {
        get text() {
          return (1 - meaningShare) * best.textShare || NO_WEIGHT;
        },
        get vector() {
          return meaningShare * best.similarity || NO_WEIGHT;
        },
      };
    },

    /** Everything that Orama and the retrievers hold, for `restore`. */
    *sections(): Iterable<Section> {
      yield { name: 'papers', chunks: encodeStrings(toJson(Object.values(papers()))) };
      // `restore` gives papers numbers without gaps, in their order.
      const newNumbers = new Uint32Array(orama!.internalDocumentIDStore.internalIdToId.length + 1);
      let count = 0;
      for (let document = 1; document < newNumbers.length; document++) {
        if (papers()[document] !== undefined) newNumbers[document] = ++count;
      }
      yield* retrievers.sections((document) => newNumbers[document]!);
    },

    /** Takes everything from a snapshot, while there is nothing yet. */
    async restore(source: SectionSource): Promise<void> {
      let count = 0;
      for await (const block of source.chunks('papers')) {
        const held = decodeStrings(block).map((line): Paper => JSON.parse(line));
        insertMultiple(orama!, held, held.length);
        count += held.length;
      }
      await retrievers.restore(source);
      if (retrievers.size !== count) throw new SnapshotRefusal('its sections do not fit together');
    },

    /** The paper in a slot; only asked of slots that hold one. */
    paperIn,

    /** Orama's number of a paper. Its own look-up would give an unknown id a new number. */
    documentOf,

    /** Adds papers, none of which is held, with their embeddings, in the same order. */
    addPapers(read: readonly ReadPaper[], embeddings: readonly Float32Array[]): void {
      const added = read.map(({ paper }) => paper);
      insertMultiple(orama!, added, added.length);
      for (const [i, each] of read.entries()) {
        retrievers.add(documentOf(each.paper.id)!, each, embeddings[i]!);
      }
    },

    /** Takes a paper out; one that is not held is passed over. */
    removePaper(id: string): void {
      const document = documentOf(id);
      if (document === undefined) return;
      retrievers.remove(document);
      remove(orama!, id);
    },

    /**
     * Takes papers out, to be scored for many queries; over several turns of the event loop. An id
     * that is not held has no scores.
     */
    async selectPapers(ids: readonly string[]): Promise<SelectedPapers> {
      const documents = ids.map(documentOf);
      const selected = new SelectedPapers(retrievers.selectEmbeddings(documents));
      for (const [i, document] of documents.entries()) {
        selected.add(document === undefined ? new Map() : retrievers.termShares(document));
        if ((i + 1) % PAPERS_A_TURN === 0) await nextTurn();
      }
      return selected;
    },

    /** The slots of the papers that meet some conditions; over several turns of the event loop. */
    findByConditions(conditions: Conditions): Promise<SlotSet> {
      return findByConditions(conditions, {
        retrievers,
        paper: paperIn,
        slotOf: (id) => retrievers.slotOf(documentOf(id) ?? NO_DOCUMENT),
        pause: nextTurn,
      });
    },
  };
}

function* toJson(papers: Iterable<Paper>): Iterable<string> {
  for (const paper of papers) yield JSON.stringify(paper);
}
