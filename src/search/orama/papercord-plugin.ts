import type { AnyOrama, IIndex, OramaPluginSync, WhereCondition } from '@orama/orama';
import { index as oramaIndex } from '@orama/orama/components';
import { type Paper, publicationYear } from '../../corpus/paper.ts';
import { texToUnicode } from '../../corpus/tex-to-unicode.ts';
import { splitTerms } from '../terms.ts';
import { type Conditions, findByConditions } from './find-by-conditions.ts';
import { Retrievers, type TextFieldName } from './retrievers.ts';

type OramaIndexStore = ReturnType<typeof oramaIndex.create>;

/** What Orama keeps of us: its own store for the filters, and our retrievers. */
interface PaperIndexStore extends OramaIndexStore {
  readonly retrievers: Retrievers;
}

/** The property that vector search goes by; no document has it, see `setEmbedding`. */
export const EMBEDDING_PROPERTY = 'embedding';

/** Unlike texts of one field have some similarity too; the power lets the alike stand out. */
const SIMILARITY_EXPONENT = 1.5;

/** Orama reads a weight of 0 as "not given" and takes one half for it. */
const NO_WEIGHT = 1e-9;

/** What Orama knows of a paper: three texts to search and three properties to filter by. */
export function paperSchema(dimensions: number) {
  return {
    title: 'string',
    abstract: 'string',
    authors: 'string[]',
    year: 'number',
    categories: 'enum[]',
    source: 'enum',
    [EMBEDDING_PROPERTY]: `vector[${dimensions}]`,
  } as const;
}

/** The values by which a paper is found. Text is searched as it is shown, TeX converted. */
function searchableProperties(paper: Paper): Record<string, unknown> {
  const category = paper.primaryCategory?.toLowerCase();
  return {
    title: texToUnicode(paper.title),
    abstract: texToUnicode(paper.abstract),
    authors: paper.authors,
    year: publicationYear(paper),
    // `cs` finds all of `cs.CL`, `cs.LG`, …
    categories: category && [...new Set([category, category.split('.')[0]])],
    source: paper.source,
  };
}

/**
 * Replaces Orama's full-text and vector search by our own retrievers and leaves the rest to Orama:
 * documents, filters, facets, hybrid mode.
 *
 * Orama stores the papers themselves; what it indexes is derived from a paper when it asks, so
 * nothing is kept twice. Embeddings never pass through Orama's documents, which would copy them as
 * plain arrays: `setEmbedding` puts them where its vector search reads them.
 */
export function createPapercordPlugin(dimensions: number) {
  let orama: AnyOrama | undefined;
  const papers = (): Record<number, Paper> => orama!.data.docs.docs;
  const retrievers = new Retrievers(dimensions, (a, b) =>
    papers()[a]!.id < papers()[b]!.id ? -1 : 1,
  );

  /** The best that each retriever found in the search that is under way; see `fusionWeights`. */
  const best = { textShare: 0, similarity: 0 };

  /** What each `where` let through: hybrid mode asks twice, once for each retriever. */
  const passedBy = new WeakMap<object, Set<number>>();

  const index: Partial<IIndex<PaperIndexStore>> = {
    create: (created, documentIds, schema) => {
      orama = created;
      const { title, abstract, authors, [EMBEDDING_PROPERTY]: _, ...filters } = schema;
      const store = oramaIndex.create(created, documentIds, filters);
      for (const [property, type] of Object.entries({ title, abstract, authors })) {
        store.searchableProperties.push(property);
        store.searchablePropertiesWithTypes[property] = type;
      }
      const node = {
        size: dimensions,
        find: (value: Float32Array, similarity: number, documents?: Set<number>) => {
          const found = retrievers.searchEmbedding(value, similarity, documents);
          for (const hit of found) hit[1] = Math.max(0, hit[1]) ** SIMILARITY_EXPONENT;
          best.similarity = found[0]?.[1] ?? 0;
          return found;
        },
      };
      const vectorIndexes = { [EMBEDDING_PROPERTY]: { type: 'Vector', isArray: false, node } };
      return { ...store, retrievers, vectorIndexes } as unknown as PaperIndexStore;
    },

    insert: (implementation, store, property, id, document, value, type, ...rest) => {
      if (retrievers.isTextField(property)) {
        retrievers.addField(document, property, joinText(value));
      } else {
        oramaIndex.insert(
          implementation as never,
          store,
          property,
          id,
          document,
          value,
          type,
          ...rest,
        );
      }
    },

    // Our own part of a paper goes at once, by `removePaper`: its fields share their statistics.
    remove: (implementation, store, property, id, document, value, type, ...rest) => {
      if (retrievers.isTextField(property)) return true;
      const filter = store.indexes[property];
      if (filter?.type === 'AVL') {
        // Orama's tree keeps the last document of the number at its root when that is removed.
        filter.node.find(Number(value))?.delete(document);
        return true;
      }
      return oramaIndex.remove(
        implementation as never,
        store,
        property,
        id,
        document,
        value,
        type,
        ...rest,
      );
    },

    search: (
      _store,
      term,
      _tokenizer,
      _language,
      _fields,
      _exact,
      _tolerance,
      _boost,
      _bm25,
      _count,
      documents,
    ) => {
      const terms = splitTerms(term).map((each) => ({ term: each, weight: 1 }));
      const found = retrievers.searchText(terms, documents);
      const ideal = retrievers.idealTextScore(terms);
      best.textShare = ideal === 0 ? 0 : (found[0]?.[1] ?? 0) / ideal;
      return found;
    },

    searchByWhereClause: (store, tokenizer, where, language) => {
      const known = passedBy.get(where);
      if (known !== undefined) return known;
      const { conditions, ...filters } = where as {
        readonly conditions?: Conditions;
      };
      const filter = (by: object): Set<number> =>
        oramaIndex.searchByWhereClause(
          store as PaperIndexStore,
          tokenizer,
          by as WhereCondition<unknown>,
          language,
        );
      const passed = Object.keys(filters).length === 0 ? undefined : filter(filters);
      const found =
        conditions === undefined
          ? (passed ?? new Set<number>())
          : findByConditions(conditions, passed, {
              retrievers,
              filter,
              paper: (document) => papers()[document]!,
              documentOf: (id) => orama!.internalDocumentIDStore.idToInternalId.get(id),
            });
      passedBy.set(where, found);
      return found;
    },

    getSearchableProperties: oramaIndex.getSearchableProperties as never,
    getSearchablePropertiesWithTypes: oramaIndex.getSearchablePropertiesWithTypes as never,
  };

  const plugin = {
    name: 'papercord',
    getComponents: () => ({
      index,
      getDocumentProperties: (paper: Paper, properties: string[]) => {
        const all = searchableProperties(paper);
        return Object.fromEntries(properties.map((property) => [property, all[property]]));
      },
    }),
  } as unknown as OramaPluginSync;

  return {
    plugin,
    retrievers,
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

    /** Takes a paper's text and embedding out; Orama's own part goes by Orama's `remove`. */
    removePaper(document: number, paper: Paper): void {
      const properties = searchableProperties(paper);
      const fields: TextFieldName[] = ['title', 'abstract', 'authors'];
      retrievers.remove(
        document,
        fields.map((field) => joinText(properties[field])),
      );
    },
  };
}

function joinText(value: unknown): string {
  return Array.isArray(value) ? value.join('\n') : String(value);
}
