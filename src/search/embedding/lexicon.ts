/** Words one by one: which there are, how common they are, and how near two are in meaning. */
export interface Lexicon {
  /** Words known, folded, the most frequent first; a word's number is its place here. */
  readonly words: readonly string[];
  numberOf(word: string): number | undefined;
  /** The numbers of a text's known words, in order; for the caller to use until the next call. */
  read(text: string): Int32Array;
  /** Cosines of one word with others, by number, from -1 to 1; overwritten by the next call. */
  similarities(word: number, others: Int32Array): Float32Array;
}

/** The words that an embedder makes embeddings of. */
export interface EmbedderLexicon extends Lexicon {
  /** What is, at unit length, the embedding of a text with these words; overwritten by the next call. */
  sum(words: Int32Array): Float32Array;
}
