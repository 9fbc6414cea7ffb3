import type { EmbedderLexicon } from './lexicon.ts';

/**
 * What texts are embedded for: a `query` was typed by a person who waits for the answer, and it is
 * not kept for good.
 */
export type TextKind = 'paper' | 'query';

/** Turns texts into embeddings: numbers whose angles say how near two texts are in meaning. */
export interface Embedder {
  /** Names the model and its version; embeddings of different names cannot be compared. */
  readonly name: string;
  /** Numbers in every embedding. */
  readonly dimensions: number;

  /**
   * One embedding a text, in order, of any length; all zeros for a text of which the model knows
   * nothing. Texts are of kind `paper` unless told.
   *
   * @throws when a remote model cannot be reached; the local one never throws
   */
  embed(texts: readonly string[], kind?: TextKind): Promise<Float32Array[]>;

  /** Whether the model can say anything of a word; one that reads parts of words always can. */
  knows(word: string): boolean;

  /** The words that it is made of; absent from one that reads parts of words. */
  readonly lexicon?: EmbedderLexicon;
}
