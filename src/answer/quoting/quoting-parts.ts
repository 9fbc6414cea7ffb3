import type { Embedder } from '../../search/embedding/embedder.ts';
import type { PaperFinder } from '../../search/paper-finder.ts';
import type { PaperIndex } from '../../search/paper-index.ts';
import type { WordEmbeddings } from './word-embeddings.ts';

/** What the quoting answerer is made of. */
export interface QuotingAnswererParts {
  readonly finder: Pick<PaperFinder, 'resolve'>;
  readonly index: Pick<PaperIndex, 'idf' | 'newest' | 'papers' | 'search' | 'size'>;
  /** Compares questions with sentences: the local one, for which the bar of refusal is set. */
  readonly sentenceEmbedder: Embedder;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
}

/** The same, with what the answerer keeps. */
export interface QuotingParts extends QuotingAnswererParts {
  readonly words: WordEmbeddings;
}
