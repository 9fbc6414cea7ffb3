import type { Paper } from '../corpus/paper.ts';
import type { Hit } from '../search/paper-index.ts';

/** One earlier question of a conversation. */
export interface Turn {
  readonly question: string;
  /** The papers that its answer showed, in that order; empty when there were none. */
  readonly paperIds: readonly string[];
}

/** What somebody asks. */
export interface Question {
  /** As it was typed, at most 2,000 code points. */
  readonly text: string;
  /** The paper that the question is about, when somebody chose one. */
  readonly paperId?: string;
  /** Earlier questions of the same conversation, oldest first. */
  readonly turns?: readonly Turn[];
}

/** Words of an abstract. */
export interface Quote {
  /** Which paper is quoted: its number in the answer, from 1. */
  readonly citation: number;
  /** Stands in the stored abstract of that paper character for character. */
  readonly text: string;
}

/** A sentence of a language model, with the quotes that support it: one at least. */
export interface Claim {
  /** Words from outside: to be escaped wherever they are shown. */
  readonly text: string;
  readonly quotes: readonly Quote[];
}

/** An answer whose every quote was checked against the abstract that it comes from. */
export interface GroundedAnswer {
  readonly kind: 'grounded';
  /** One line that leads in: “Three papers speak to this.” */
  readonly lead: string;
  /** The cited papers; number `n` is the one at `n - 1`. */
  readonly papers: readonly Paper[];
  /** The quotes to show, grouped by paper; at most five. */
  readonly quotes: readonly Quote[];
  /** What a language model made of the quotes; absent when none was asked, or none of it held. */
  readonly claims?: readonly Claim[];
  /** Something that the person ought to know of how the answer came about, in one sentence. */
  readonly note?: string;
  /**
   * Whether papers were chosen by author or date, of which abstracts say nothing: whoever has read
   * only those can but deny it.
   */
  readonly isByRecord?: true;
  /** Whether earlier questions counted; absent when it would be the same without them. */
  readonly followsOn?: true;
}

/** The papers at hand do not answer. */
export interface Refusal {
  readonly kind: 'refusal';
  readonly lead: string;
  /** Papers that come near, best first; empty when none does. */
  readonly closest: readonly Hit[];
  readonly note?: string;
  /** As in a grounded answer. */
  readonly followsOn?: true;
}

/** An answer in kind to a greeting, thanks, or a call for help. */
export interface SmallTalk {
  readonly kind: 'small-talk';
  readonly text: string;
  /** A question that these papers answer. */
  readonly example: string;
}

export type Answer = GroundedAnswer | Refusal | SmallTalk;

export interface AnswerOptions {
  /** Is handed what can be shown so far, each time with all of it; never after the answer itself. */
  readonly onProgress?: (soFar: GroundedAnswer) => void;
  /** Who pays for a language model, such as a guild's id; budgets are kept by it. */
  readonly payer?: string;
  /** Ends the work: the promise is then rejected with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Answers questions about the papers of a corpus. */
export interface Answerer {
  answer(question: Question, options?: AnswerOptions): Promise<Answer>;
}
