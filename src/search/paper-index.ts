import type { Paper } from '../corpus/paper.ts';

/** A paper that was found. */
export interface Hit {
  readonly paper: Paper;
  /** Orders the hits of one query; it is not comparable between queries, nor a probability. */
  readonly score: number;
}

/** Which papers may be found at all; a paper passes when it passes every filter that is set. */
export interface SearchFilters {
  readonly year?: number;
  /** arXiv category; case does not matter, and `cs` stands for every `cs.…`. */
  readonly category?: string;
  /** Words of one author's name, in any order; case and accents do not matter. */
  readonly author?: string;
  readonly source?: string;
}

/** Which retriever finds: both fused, full-text search alone, or vector search alone. */
export type SearchMode = 'hybrid' | 'text' | 'vector';

export interface SearchRequest {
  /** What to find, in plain words. */
  readonly query: string;
  /** Hits wanted, at least 1. */
  readonly limit: number;
  /** Hits to pass over, for paging; 0 unless told. */
  readonly offset?: number;
  readonly filters?: SearchFilters;
  /** `hybrid` unless told. */
  readonly mode?: SearchMode;
}

export interface SearchResult {
  /** Best first; empty when nothing matches or the offset lies beyond the end. */
  readonly hits: readonly Hit[];
  /** How many papers matched; paging ends here. */
  readonly total: number;
}

/**
 * Where papers are kept for searching.
 *
 * The rest of the bot knows only this interface. Every implementation passes
 * `test/search/paper-index.contract.ts`.
 */
export interface PaperIndex {
  /** How many papers are held. */
  readonly size: number;

  /** Adds papers, replacing any that share an id; of two with one id in a batch the last stays. */
  upsert(papers: readonly Paper[]): Promise<void>;

  /** Removes papers; ids that are not held are passed over. */
  remove(ids: readonly string[]): Promise<void>;

  /** The paper with this id, or `undefined`. */
  get(id: string): Paper | undefined;

  /** All papers, in the order in which they were added. */
  papers(): Iterable<Paper>;

  /** How much an index term tells: its inverse document frequency, highest for one that is rare. */
  idf(term: string): number;

  /** Finds papers; a query without a single word finds nothing. */
  search(request: SearchRequest): Promise<SearchResult>;

  /** The papers nearest in meaning, best first, without the paper itself; empty for an unknown id. */
  similar(id: string, limit: number): Promise<readonly Hit[]>;
}
