import type { Paper } from '../corpus/paper.ts';
import type { QueryReading } from './wording/query-reading.ts';

/** A paper that was found. */
export interface Hit {
  readonly paper: Paper;
  /** Orders the hits of one query; it is not comparable between queries, nor a probability. */
  readonly score: number;
}

/** Where words are looked for: in the title alone, or in title and abstract. */
export type TextScope = 'title' | 'text';

/** Something that is true of a paper or is not. */
export type PaperCondition =
  /** Holds a folded word or another form of it (`survey`, `surveys`): one with the same stem. */
  | { readonly kind: 'word'; readonly word: string; readonly scope: TextScope }
  /** Holds these folded words one after the other, just so; one of them is no stop word. */
  | { readonly kind: 'phrase'; readonly words: readonly string[]; readonly scope: TextScope }
  /** As in `SearchFilters`. */
  | { readonly kind: 'author'; readonly name: string }
  /** Both years count; a side that is left out is open. */
  | { readonly kind: 'years'; readonly from?: number; readonly to?: number }
  /** As in `SearchFilters`. */
  | { readonly kind: 'category'; readonly category: string }
  | { readonly kind: 'id'; readonly id: string };

/** Which papers may be found at all; a paper passes when it passes every filter that is set. */
export interface SearchFilters {
  readonly year?: number;
  /** arXiv category; case does not matter, and `cs` stands for every `cs.…`. */
  readonly category?: string;
  /** Words of one author's name, in any order; case and accents do not matter. */
  readonly author?: string;
  readonly source?: string;
  /** A paper passes when it meets at least one condition of every group. */
  readonly required?: readonly (readonly PaperCondition[])[];
  /** A paper passes when it meets none of these. */
  readonly excluded?: readonly PaperCondition[];
}

/**
 * Which retriever finds: both fused, or one alone. A query is read (see `QueryReading`) for both
 * fused; one alone looks for what was typed.
 */
export type SearchMode = 'hybrid' | 'text' | 'vector';

export interface ListRequest {
  /** Hits wanted, at least 1. */
  readonly limit: number;
  /** Hits to pass over, for paging; 0 unless told. */
  readonly offset?: number;
  readonly filters?: SearchFilters;
}

export interface SearchRequest extends ListRequest {
  /** What to find, in plain words. */
  readonly query: string;
  /** Parts of the query that mean what they say: their spelling is not corrected. */
  readonly verbatim?: readonly string[];
  /** `hybrid` unless told. */
  readonly mode?: SearchMode;
}

export interface SearchResult {
  /** Best first; empty when nothing matches or the offset lies beyond the end. */
  readonly hits: readonly Hit[];
  /** How many papers matched; paging ends here. */
  readonly total: number;
  /** How the query was read; absent where it was taken as it was typed. */
  readonly reading?: QueryReading;
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

  /** The paper with this whole title, whatever its case, accents and punctuation, or `undefined`. */
  withTitle(title: string): Paper | undefined;

  /**
   * At most `limit` papers that go with what was typed so far: first those whose id begins with it,
   * then titles that begin with it, then titles that hold all its words or beginnings of words.
   * Newer papers first within each; the newest papers when nothing was typed.
   */
  suggest(typed: string, limit: number): readonly Paper[];

  /** How much an index term tells: its inverse document frequency, highest for one that is rare. */
  idf(term: string): number;

  /** Finds papers; a query without a single word finds nothing. */
  search(request: SearchRequest): Promise<SearchResult>;

  /** Lists the papers that pass the filters, newest first. */
  newest(request: ListRequest): Promise<SearchResult>;

  /**
   * Draws one of the papers that pass the filters, each as likely; `undefined` when none does.
   *
   * @param random from 0 up to, not including, 1
   */
  draw(filters: SearchFilters | undefined, random: number): Promise<Paper | undefined>;

  /** The papers nearest in meaning, best first, without the paper itself; empty for an unknown id. */
  similar(id: string, limit: number): Promise<readonly Hit[]>;
}
