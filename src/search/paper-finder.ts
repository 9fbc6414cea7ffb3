import type { Paper } from '../corpus/paper.ts';
import type { Hit, SearchFilters } from './paper-index.ts';
import type { Snippet } from './snippet.ts';
import type { Correction } from './wording/query-reading.ts';

/** A hit with the sentences that answer the query. */
export interface FoundPaper extends Hit {
  /** Place in the whole ranking, from 1. */
  readonly rank: number;
  readonly snippet: Snippet;
}

/** What people should know of how their query was taken. */
export interface QueryNotes {
  /** Parts of the query that look like its language and make no sense; searched as plain words. */
  readonly notUnderstood: readonly string[];
  /** Words that were looked for in place of misspelt ones, in the order of the query. */
  readonly corrections: readonly Correction[];
}

/** One page of a ranking. */
export interface SearchPage extends QueryNotes {
  readonly papers: readonly FoundPaper[];
  /** Papers that matched, over all pages. */
  readonly total: number;
}

/** A paper drawn at random. */
interface Draw extends QueryNotes {
  /** `undefined` when nothing matches the topic. */
  readonly paper: Paper | undefined;
}

/** A paper offered while somebody types. */
export interface Suggestion {
  readonly paperId: string;
  readonly title: string;
}

/** Everything a person can ask of the corpus; what the commands and the CLI call. */
export interface PaperFinder {
  /** Papers held. */
  readonly size: number;

  /**
   * One page of the ranking for a query in the query language (see `parseQuery`); empty when
   * nothing matches. A query of filters or exclusions alone lists what passes them, newest first.
   */
  search(request: {
    query: string;
    /** Whether the query is nothing but words: quotation marks and hyphens mean nothing in it. */
    isPlain?: boolean;
    filters?: SearchFilters;
    offset: number;
    limit: number;
  }): Promise<SearchPage>;

  /**
   * Draws a paper, from those that match `topic`, a query, if one is given; never the one whose id
   * is `exceptId` unless it is the only one.
   */
  random(options: { topic?: string; exceptId?: string }): Promise<Draw>;

  /**
   * The paper that a person means by an id (`2305.10314`, `arXiv:2305.10314v2`), a link to arXiv
   * or Hugging Face, or an exact title; `undefined` when the corpus does not hold it.
   */
  resolve(reference: string): Paper | undefined;

  /** At most `limit` papers whose title or id goes with what was typed so far, best first. */
  suggest(typed: string, limit: number): readonly Suggestion[];

  /** The papers nearest in meaning, best first; empty for an unknown id. */
  similar(paperId: string, limit: number): Promise<readonly Hit[]>;
}
