import type { SearchMode } from '../../src/search/paper-index.ts';
import type { EngineName } from './engine.ts';

/** Papers that are added while others search; with fewer papers to copy, none are. */
export const ADDED_PAPERS = 500;

/** One engine to be measured with so many papers, in a process of its own. */
export interface MeasurementRequest {
  readonly task: 'measure';
  readonly engine: EngineName;
  readonly papers: number;
  /** Absent: a generated corpus. */
  readonly corpusFile?: string;
  readonly queries: number;
  /** An engine that takes longer for its queries in one mode is asked no more of them. */
  readonly budgetMs: number;
  /** Where an engine that can save itself does so. */
  readonly savedFile: string;
}

/** One engine to be started from what it saved, in a process of its own. */
export interface StartRequest {
  readonly task: 'start';
  readonly engine: EngineName;
  readonly savedFile: string;
}

/** How fast searches were in one mode. */
export interface SearchTimes {
  /** Of each query, in the order of all; fewer than were wanted when the time was up. */
  readonly queryMs: readonly number[];
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** What adding `ADDED_PAPERS` cost, and those who searched meanwhile. */
export interface AddingTimes {
  readonly ms: number;
  /** From the wish to search to the hits, waiting for the process included. */
  readonly slowestSearchMs: number;
}

/** How an engine starts from what it saved. */
export interface StartTimes {
  /** Until the first search is answered. */
  readonly ms: number;
  /** Of the whole process, which holds nothing else. */
  readonly residentBytes: number;
  readonly fileBytes: number;
}

/** What queries cost that ask for what most papers have, one after another. */
export interface HeavyTimes {
  /** Longest that the process did nothing else. */
  readonly loopDelayMs: number;
  readonly slowestMs: number;
  readonly slowestQuery: string;
}

/** What came out. */
export interface Measurement {
  readonly engine: EngineName;
  /** As many as there were, when fewer than wanted. */
  readonly papers: number;
  /** Embeddings included, where the engine has them. */
  readonly buildMs: number;
  /** Of the whole process, which holds nothing else by then. */
  readonly residentBytes: number;
  readonly search: { readonly [mode in SearchMode]?: SearchTimes };
  /** Longest that the process did nothing else while many searches ran at once. */
  readonly loopDelayMs: number;
  /** Absent for an engine without a query language. */
  readonly heavy?: HeavyTimes;
  readonly adding?: AddingTimes;
  readonly start?: StartTimes;
}

/** What a measuring process sends back: what came out, or what the person who asked did wrong. */
export type Answer<T> = { readonly result: T } | { readonly problem: string };
