/** What somebody thought of an answer; who it was is not kept. */
export interface Feedback {
  readonly question: string;
  /** The papers that the answer cited. */
  readonly paperIds: readonly string[];
  readonly isUseful: boolean;
  readonly at: Date;
}

/** Where what people thought of answers is kept for the operator. */
export interface FeedbackLog {
  add(feedback: Feedback): Promise<void>;
  /** Newest first. */
  list(limit: number): Promise<readonly Feedback[]>;
}
