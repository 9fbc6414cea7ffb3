/** What somebody thought of an answer; who it was is not kept. */
export interface Feedback {
  readonly question: string;
  /** The papers that the answer cited. */
  readonly paperIds: readonly string[];
  readonly isUseful: boolean;
  readonly at: Date;
}

/** Verdicts older than a year are on papers and rankings of another time. */
export const FEEDBACK_KEPT_MS = 365 * 24 * 60 * 60_000;

/** Where what people thought of answers is kept for the operator. */
export interface FeedbackLog {
  /** Keeps it, and forgets what is older by more than {@link FEEDBACK_KEPT_MS}. */
  add(feedback: Feedback): Promise<void>;
  /** Newest first. */
  list(limit: number): Promise<readonly Feedback[]>;
}
