import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/answer/answer.ts';
import { judgeAnswers, measureAnswers } from '../../../src/answer/evaluation/evaluate-answers.ts';
import {
  type JudgedQuestion,
  readJudgedQuestions,
} from '../../../src/answer/evaluation/read-judged-questions.ts';
import { PROJECT_ROOT } from '../../../src/config.ts';
import { paperWith } from '../../sample-papers.ts';
import { openSeedPapers } from '../open-seed-papers.ts';

const refusal: Answer = { kind: 'refusal', lead: 'No.', closest: [] };

function grounded(paperId: string, ...texts: readonly string[]): Answer {
  return {
    kind: 'grounded',
    lead: 'One paper.',
    papers: [paperWith({ id: paperId })],
    quotes: texts.map((text) => ({ citation: 1, text })),
  };
}

const fact: JudgedQuestion = {
  id: 'f',
  kind: 'fact',
  text: 'fact',
  paperIds: ['a', 'b'],
  answers: [{ paperId: 'a', sentence: 'It doubles  every\nthree months.' }],
};
const foreign: JudgedQuestion = { ...fact, id: 'u', kind: 'none', paperIds: [], answers: [] };

async function measure(question: JudgedQuestion, answer: Answer) {
  return measureAnswers(await judgeAnswers({ answer: async () => answer }, [question]));
}

describe('measureAnswers', () => {
  it.each([
    { of: 'the sentence itself', quote: 'It doubles every three months.', shown: 1 },
    { of: 'more than the sentence', quote: 'Well. It doubles every three months. So.', shown: 1 },
    { of: 'a part of the sentence', quote: 'doubles every three', shown: 1 },
    { of: 'something else', quote: 'It shrinks.', shown: 0 },
  ])('counts a quote of $of as $shown', async ({ quote, shown }) => {
    const { fact: measured } = await measure(fact, grounded('a', 'Something.', quote));

    expect(measured).toEqual({ paperCited: 1, sentenceShown: shown, of: 1 });
  });

  it('counts only the paper that holds the answer', async () => {
    const { fact: measured } = await measure(fact, grounded('b', 'It doubles every three months.'));

    expect(measured).toEqual({ paperCited: 0, sentenceShown: 0, of: 1 });
  });

  it('counts refusals of what can be answered and of what cannot', async () => {
    expect(await measure(fact, refusal)).toMatchObject({
      answerable: { refused: 1, of: 1 },
      unanswerable: { refused: 0, of: 0 },
    });
    expect(await measure(foreign, refusal)).toMatchObject({
      answerable: { refused: 0, of: 0 },
      unanswerable: { refused: 1, of: 1 },
      fact: { paperCited: 0, sentenceShown: 0, of: 0 },
    });
  });
});

describe('answers from the seed papers', () => {
  it('hold their floors on judged questions', async () => {
    const { answerer } = await openSeedPapers();
    const questions = await readJudgedQuestions(
      join(PROJECT_ROOT, 'test/bench/seed-questions/questions.jsonl'),
    );

    const {
      answerable,
      unanswerable,
      fact: measured,
    } = measureAnswers(await judgeAnswers(answerer, questions));

    expect(answerable.of + unanswerable.of).toBe(questions.length);
    expect(answerable.refused).toBeLessThanOrEqual(2);
    expect(unanswerable.refused).toBeGreaterThanOrEqual(2);
    expect(measured.paperCited).toBeGreaterThanOrEqual(0.7);
    expect(measured.sentenceShown).toBeGreaterThanOrEqual(0.4);
  });
});
