/** What papers are to be about, without filters. */
export interface Topic {
  /** Empty, or without a word: nothing is about it. */
  readonly text: string;
  /** Parts of the text that mean what they say: their spelling is not corrected. */
  readonly verbatim?: readonly string[];
}

/** Papers that are held against topics. */
export interface PapersInQuestion {
  /**
   * The score of each paper for each topic, from 0 to 1: the score that hybrid search ranks by,
   * before the first hits are read again for how near the words of the query stand.
   *
   * Other work gets its turn of the event loop between two topics.
   *
   * @returns one list a topic, in their order, with one score a paper, in theirs
   * @throws when a remote model is away: half of a score is none
   */
  scoreTopics(topics: readonly Topic[]): Promise<readonly Float32Array[]>;
}

/** How near papers come to topics, on one scale for all of them. */
export interface TopicScorer {
  /** Takes papers out of the index as they are now; an id that it does not hold scores 0. */
  takePapers(paperIds: readonly string[]): Promise<PapersInQuestion>;
}
