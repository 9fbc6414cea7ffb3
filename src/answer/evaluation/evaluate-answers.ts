import type { Answer, Answerer } from '../answer.ts';
import type { AnswerSentence, JudgedQuestion } from './read-judged-questions.ts';

/** Questions of a sort, and how many of them were refused. */
interface Refusals {
  readonly refused: number;
  readonly of: number;
}

/** How good answers are. */
export interface AnswerQuality {
  readonly answerable: Refusals;
  readonly unanswerable: Refusals;
  /** Over questions of kind `fact`: shares from 0 to 1, each 0 when there are none. */
  readonly fact: {
    /** The paper that holds the answer is among those cited. */
    readonly paperCited: number;
    /** A quote that is shown holds the sentence that answers, or stands in it. */
    readonly sentenceShown: number;
    readonly of: number;
  };
}

/** A question with what came of it, for who looks into the figures. */
export interface JudgedAnswer {
  readonly question: JudgedQuestion;
  readonly isRefused: boolean;
  readonly isPaperCited: boolean;
  readonly isSentenceShown: boolean;
}

/** Asks all questions, one after the other. */
export async function judgeAnswers(
  answerer: Answerer,
  questions: readonly JudgedQuestion[],
): Promise<JudgedAnswer[]> {
  const judged: JudgedAnswer[] = [];
  for (const question of questions) {
    judged.push(judge(question, await answerer.answer({ text: question.text })));
  }
  return judged;
}

export function measureAnswers(judged: readonly JudgedAnswer[]): AnswerQuality {
  const facts = judged.filter(({ question }) => question.kind === 'fact' && isAnswerable(question));
  const share = (holds: (answer: JudgedAnswer) => boolean) =>
    facts.length === 0 ? 0 : round(facts.filter(holds).length / facts.length);
  return {
    answerable: countRefusals(judged.filter(({ question }) => isAnswerable(question))),
    unanswerable: countRefusals(judged.filter(({ question }) => !isAnswerable(question))),
    fact: {
      paperCited: share(({ isPaperCited }) => isPaperCited),
      sentenceShown: share(({ isSentenceShown }) => isSentenceShown),
      of: facts.length,
    },
  };
}

function judge(question: JudgedQuestion, answer: Answer): JudgedAnswer {
  if (answer.kind !== 'grounded') {
    return { question, isRefused: true, isPaperCited: false, isSentenceShown: false };
  }
  const { paperIds, answers } = question;
  const right = answers.length > 0 ? answers.map(({ paperId }) => paperId) : paperIds;
  const quotes = answer.quotes.map(({ citation, text }) => {
    return { paperId: answer.papers[citation - 1]!.id, sentence: text };
  });
  return {
    question,
    isRefused: false,
    isPaperCited: answer.papers.some(({ id }) => right.includes(id)),
    isSentenceShown: answers.some((one) => quotes.some((quote) => overlap(one, quote))),
  };
}

function overlap(answer: AnswerSentence, quote: AnswerSentence): boolean {
  if (answer.paperId !== quote.paperId) return false;
  const [a, b] = [answer, quote].map(({ sentence }) => sentence.replace(/\s+/g, ' ').trim());
  return a!.includes(b!) || b!.includes(a!);
}

function isAnswerable({ paperIds }: JudgedQuestion): boolean {
  return paperIds.length > 0;
}

function countRefusals(judged: readonly JudgedAnswer[]): Refusals {
  return { refused: judged.filter(({ isRefused }) => isRefused).length, of: judged.length };
}

function round(number: number): number {
  return Math.round(number * 10_000) / 10_000;
}
