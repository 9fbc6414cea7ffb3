import type { Paper } from '../corpus/paper.ts';

/** How a source announces a paper; feeds that do not say announce everything as new. */
export type Announcement = 'new' | 'cross-list' | 'replacement' | 'replacement-cross-list';

/** A paper as a source gave it. */
export interface FoundPaper {
  readonly paper: Paper;
  /** Name of the source, such as `arxiv:cs.CL`. */
  readonly source: string;
  readonly announcement: Announcement;
  /** When the source announced it; absent: now. */
  readonly announcedAt?: number;
  /** arXiv's version, from 1; absent where there are none. */
  readonly version?: number;
  readonly doi?: string;
}

/** A paper that the store holds. */
export interface StoredPaper {
  readonly paper: Paper;
  readonly arxivId?: string;
  /** In lower case, without an address before it. */
  readonly doi?: string;
  /** The newest version that was seen. */
  readonly version?: number;
  readonly firstSeenAt: number;
  /** Grows with every change of any paper: the place to go on reading from. */
  readonly revision: number;
}

/** One announcement of one paper by one source. */
export interface Sighting {
  readonly id: number;
  /** As the store holds it: completed by what other sources knew. */
  readonly paper: Paper;
  readonly source: string;
  readonly announcement: Announcement;
  readonly announcedAt: number;
  readonly version?: number;
}

export interface RecordedPaper {
  /** As it is held now, under the id by which it became known first. */
  readonly paper: Paper;
  /** `new`: no source had it before. `updated`: its record changed. */
  readonly outcome: 'new' | 'updated' | 'same';
  /** Whether this source announces it, in this manner and version, for the first time. */
  readonly isNewToSource: boolean;
}

export interface RecordOptions {
  readonly now: number;
  /**
   * Makes one record of what is held and what was found; the id stays that of `held` whatever it
   * says. Called for papers that are known already.
   */
  readonly merge: (held: StoredPaper, found: FoundPaper) => Paper;
  /**
   * Whether subscriptions are to be matched with what is new to a source: not for a back-fill, nor
   * for a paper that somebody looked up.
   */
  readonly isForMatching: boolean;
}

/**
 * How long an announcement is kept: twice as long as a dry run looks back. What a feed still lists
 * after that is not kept anew.
 */
export const SIGHTINGS_KEPT_MS = 60 * 86_400_000;

/** Papers from sources; those of the corpus file are not in here. */
export interface PaperStore {
  /**
   * Keeps what a source found. Two records are one paper when they share an arXiv id, else a DOI,
   * else normalised title and first author; records whose arXiv ids or DOIs differ never are.
   *
   * @returns one entry for each that was found, in that order
   */
  record(found: readonly FoundPaper[], options: RecordOptions): Promise<RecordedPaper[]>;

  /** Those of the ids, arXiv ids included, that are held, in no certain order. */
  find(ids: readonly string[]): Promise<StoredPaper[]>;

  /**
   * All papers in the order in which they last changed, in chunks; with `after`, only those that
   * changed since that revision, by whichever process. What changes during the reading may be
   * read, and then comes last.
   */
  read(options?: {
    readonly after?: number;
    readonly chunkSize?: number;
  }): AsyncIterable<readonly StoredPaper[]>;

  /** Everything that sources announced from `since` on, oldest first, in chunks. */
  sightings(options: {
    readonly since: number;
    readonly chunkSize?: number;
  }): AsyncIterable<readonly Sighting[]>;

  /**
   * The oldest announcements that no subscription was matched with yet. They stay so until
   * `markMatched`, which belongs into one transaction with `outbox.add`: then a crash between
   * finding a paper and posting it neither loses nor repeats it.
   */
  unmatched(limit: number): Promise<Sighting[]>;

  markMatched(sightingIds: readonly number[]): Promise<void>;

  /** Matches no subscription with what was announced of these papers until now. */
  silence(paperIds: readonly string[]): Promise<void>;

  /**
   * Forgets announcements that were made before a time, some thousands of them; what no subscription
   * was matched with yet stays.
   *
   * @returns how many they were
   */
  pruneSightings(before: number): Promise<number>;

  count(): Promise<number>;
}
