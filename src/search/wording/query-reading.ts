import { splitTerms } from '../terms.ts';

/** A term to find and how much it counts, 1 for a word that was typed. */
export interface QueryTerm {
  readonly term: string;
  readonly weight: number;
}

/** A word that was looked for in place of the one that was typed, or beside it. */
export interface Correction {
  /** As it stands in the query. */
  readonly typed: string;
  /** Folded; two words where a space was missing. */
  readonly used: string;
}

/** How a query was read: what was typed, and what it stands for in this corpus. */
export interface QueryReading {
  /** The query with its spelling corrected. */
  readonly text: string;
  /** What is embedded: the text and, where the embedder knows no better, what words of it mean. */
  readonly meaning: string;
  /** In the order of the text, with repetitions; what was read into it comes last. */
  readonly terms: readonly QueryTerm[];
  readonly corrections: readonly Correction[];
}

/** A query that means what it says. */
export function readAsTyped(text: string): QueryReading {
  const terms = splitTerms(text).map((term) => ({ term, weight: 1 }));
  return { text, meaning: text, terms, corrections: [] };
}

/** What the corpus says of terms. */
export interface TermStatistics {
  /** How many documents there are. */
  readonly documents: number;
  /** Documents that hold a term. */
  documentFrequency(term: string): number;
  /** Documents in which all of the terms stand in one text. */
  countWithAll(terms: readonly string[]): number;
  idf(term: string): number;
}
