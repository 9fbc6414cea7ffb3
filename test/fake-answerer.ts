import type { Answer, Answerer, AnswerOptions, Question } from '../src/answer/answer.ts';
import type { Feedback, FeedbackLog } from '../src/answer/feedback.ts';
import type { Paper } from '../src/corpus/paper.ts';
import { samplePapers } from './sample-papers.ts';

/** An answerer that was asked, and what. */
export interface FakeAnswerer extends Answerer {
  readonly asked: readonly Question[];
  readonly options: readonly AnswerOptions[];
}

/**
 * An answerer whose every answer can be foretold: it greets whoever greets, refuses what holds the
 * word “zebra”, and else quotes the opening of the paper in question, or of the first two. What begins
 * with “and” goes on from what was asked before.
 */
export function fakeAnswerer(
  papers: readonly Paper[] = samplePapers,
  answer: (question: Question, options: AnswerOptions) => Answer | Promise<Answer> = (question) =>
    foretold(question, papers),
): FakeAnswerer {
  const asked: Question[] = [];
  const seen: AnswerOptions[] = [];
  return {
    asked,
    options: seen,
    async answer(question, options = {}) {
      asked.push(question);
      seen.push(options);
      return answer(question, options);
    },
  };
}

function foretold(question: Question, papers: readonly Paper[]): Answer {
  const { text, paperId, turns = [] } = question;
  const followsOn = turns.length > 0 && /^and\b/i.test(text) && ({ followsOn: true } as const);
  if (/^(hello|hi|thanks)\b/i.test(text)) {
    return { kind: 'small-talk', text: 'Hello! I answer questions.', example: 'What is LeTI?' };
  }
  if (/zebra/i.test(text)) {
    return {
      kind: 'refusal',
      lead: 'Nothing I hold answers this; this is the closest.',
      closest: papers.slice(0, 1).map((paper) => ({ paper, score: 1 })),
      ...followsOn,
    };
  }
  const cited = papers.filter(({ id }) => paperId === undefined || id === paperId).slice(0, 2);
  return {
    kind: 'grounded',
    lead: cited.length === 1 ? 'One paper speaks to this.' : 'Two papers speak to this.',
    papers: cited,
    quotes: cited.map(({ abstract }, index) => ({
      citation: index + 1,
      text: abstract.slice(0, abstract.indexOf('.') + 1),
    })),
    ...followsOn,
  };
}

/** Feedback kept in memory, newest first. */
export function fakeFeedbackLog(): FeedbackLog & { readonly kept: readonly Feedback[] } {
  const kept: Feedback[] = [];
  return {
    kept,
    add: async (feedback) => void kept.unshift(feedback),
    list: async (limit) => kept.slice(0, limit),
  };
}
