/** What is known of one source between two polls. */
export interface SourceState {
  /** Such as `hf-daily-papers` or `arxiv:cs.CL`. */
  readonly name: string;
  /** For `If-None-Match`. */
  readonly etag?: string;
  /** For `If-Modified-Since`, as the server wrote it. */
  readonly lastModified?: string;
  /** Where to go on: a resumption token, or the last date that was read whole. */
  readonly cursor?: string;
  readonly lastSuccessAt?: number;
  /** What went wrong at the last poll, in words for people; absent after a success. */
  readonly lastError?: string;
  readonly lastErrorAt?: number;
  /** Polls in a row that failed: what back-off grows with. */
  readonly failures: number;
  readonly nextRunAt?: number;
  readonly today: DayCounts;
}

/** What one source gave on one day. */
export interface DayCounts {
  /** `YYYY-MM-DD`; the counts of an earlier day are nothing to today. */
  readonly day: string;
  /** Entries that could be read. */
  readonly seen: number;
  /** Papers among them that were not known. */
  readonly new: number;
  /** Entries that could not be read. */
  readonly bad: number;
}

/** Written by the one poller, read by everybody. */
export interface SourceStates {
  get(name: string): Promise<SourceState | undefined>;

  /** By name. */
  list(): Promise<SourceState[]>;

  /** Replaces the whole state of that source. */
  save(state: SourceState): Promise<void>;
}
