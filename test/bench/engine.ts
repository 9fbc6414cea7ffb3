import type { Paper } from '../../src/corpus/paper.ts';
import type { SearchMode } from '../../src/search/paper-index.ts';

export const ENGINE_NAMES = ['papercord', 'orama', 'minisearch', 'fts5'] as const;

export type EngineName = (typeof ENGINE_NAMES)[number];

/** Hits that every search asks for: a page of results. */
export const HITS = 10;

/** What is measured: an empty search engine that holds papers, abstracts included, in memory. */
export interface Engine {
  /** How it can be asked; in a mode that it lacks it is not measured. */
  readonly modes: readonly SearchMode[];

  /** Adds papers that it does not hold yet. */
  add(papers: readonly Paper[]): Promise<void>;

  /** Puts all that it holds into a file; absent where an engine has no file for that. */
  save?(file: string): Promise<void>;

  /** Takes all from a file of `save`, as when a process starts. */
  restore?(file: string): Promise<void>;

  /** Answers a query of the bot's query language as people get it; absent where there is none. */
  ask?(query: string): Promise<void>;

  /** Ids of the best `HITS` papers, best first. */
  search(query: string, mode: SearchMode): Promise<readonly string[]>;
}
