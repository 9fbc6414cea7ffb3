import type { AnyOrama, IIndex, OramaPluginSync, WhereCondition } from '@orama/orama';
import { index as oramaIndex } from '@orama/orama/components';
import { type Paper, publicationYear } from '../../corpus/paper.ts';
import { texToUnicode } from '../../corpus/tex-to-unicode.ts';
import { splitTerms } from '../terms.ts';
import { nameTerms, Retrievers, type ScoredDocument, type TextFieldName } from './retrievers.ts';

type OramaIndexStore = ReturnType<typeof oramaIndex.create>;

/** What Orama keeps of us: its own store for the filters, and our retrievers. */
interface PaperIndexStore extends OramaIndexStore {
  readonly retrievers: Retrievers;
}

/** The property that vector search goes by; no document has it, see `setEmbedding`. */
export const EMBEDDING_PROPERTY = 'embedding';

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

  const hasAuthor = (document: number, name: string): boolean => {
    const wanted = nameTerms(name);
    return papers()[document]!.authors.some((author) => {
      const terms = new Set(nameTerms(author));
      return wanted.every((term) => terms.has(term));
    });
  };

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
        find: (value: Float32Array, similarity: number, documents?: Set<number>) =>
          retrievers.searchEmbedding(value, similarity, documents),
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
    remove: (implementation, store, property, id, document, value, type, ...rest) =>
      retrievers.isTextField(property)
        ? true
        : oramaIndex.remove(
            implementation as never,
            store,
            property,
            id,
            document,
            value,
            type,
            ...rest,
          ),

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
    ) =>
      retrievers.searchText(
        splitTerms(term).map((each) => ({ term: each, weight: 1 })),
        documents,
      ) as ScoredDocument[],

    searchByWhereClause: (store, tokenizer, where, language) => {
      const { authors, ...filters } = where as { authors?: string } & Record<string, unknown>;
      const passed =
        Object.keys(filters).length === 0
          ? undefined
          : oramaIndex.searchByWhereClause(
              store as PaperIndexStore,
              tokenizer,
              filters as WhereCondition<unknown>,
              language,
            );
      if (authors === undefined) return passed ?? new Set();
      return new Set(
        retrievers
          .documentsByAuthor(authors)
          .filter((document) => (passed?.has(document) ?? true) && hasAuthor(document, authors)),
      );
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
