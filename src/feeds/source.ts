import type { FoundPaper } from '../store/paper-store.ts';

/** What a server said of a document, to ask next time whether it has changed since. */
export interface Validators {
  /** For `If-None-Match`. */
  readonly etag?: string;
  /** For `If-Modified-Since`, as the server wrote it. */
  readonly lastModified?: string;
}

/** Where a source goes on reading: what its last reading left. */
export interface Place {
  readonly validators?: Validators;
  /** Only the source understands it. */
  readonly cursor?: string;
}

/** An entry that could not be read; it is counted and logged, and never stops the others. */
export interface BadEntry {
  /** Its id, title or place, as far as it has one. */
  readonly entry: string;
  /** In words for people, such as `title is missing`. */
  readonly reason: string;
}

/** A paper that a source brought up. */
export type AnnouncedPaper = Omit<FoundPaper, 'source'>;

/** What one reading of a source gave. */
export interface Reading {
  readonly papers: readonly AnnouncedPaper[];
  readonly bad: readonly BadEntry[];
  /** arXiv ids, without version, of papers that were taken back; absent where there are none. */
  readonly withdrawn?: readonly string[];
  /** The source said that nothing has changed since the last reading. */
  readonly isNotModified: boolean;
  /** Why there was nothing or not everything to read, in words for people: “weekend: …”. */
  readonly note?: string;
  /** Whether there is more to read at once, from `place` on. */
  readonly hasMore: boolean;
  /** To be kept together with the papers: it is where the next reading begins. */
  readonly place: Place;
}

export interface ReadRequest {
  readonly place: Place;
  readonly now: Date;
  readonly signal: AbortSignal;
}

/** Somewhere that new papers come from. */
export interface Source {
  /** What it is called in settings, commands and the store, such as `arxiv:cs.CL`. */
  readonly name: string;
  /** What it is called for people, such as “arXiv cs.CL”. */
  readonly title: string;
  /** Where the feed is, for a source that is one. */
  readonly url?: string;
  /**
   * The name under which its papers are announced: its own, or for a back-fill that of the source
   * whose gaps it fills. So a paper that both bring is announced once.
   */
  readonly announcesAs: string;
  /** When it is read, a cron expression in UTC; absent: as the settings say for all. */
  readonly schedule?: string;

  /**
   * Reads what is there.
   *
   * @throws SourceError with a reason in words when the source cannot be read as a whole
   */
  read(request: ReadRequest): Promise<Reading>;
}
