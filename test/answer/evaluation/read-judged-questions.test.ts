import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readJudgedQuestions } from '../../../src/answer/evaluation/read-judged-questions.ts';
import { useTemporaryFolder } from '../../corpus/temporary-folder.ts';

const path = useTemporaryFolder();

function write(...lines: readonly string[]): string {
  const file = path('questions.jsonl');
  writeFileSync(file, lines.join('\n'));
  return file;
}

const whole = {
  id: 'q1',
  kind: 'fact',
  query: 'How often?',
  relevant: { a: 2, b: 1, c: 0 },
  answer: { paperId: 'a', sentence: 'Every day.' },
  answerAlternatives: [{ paperId: 'b', sentence: 'Daily.' }],
};

describe('readJudgedQuestions', () => {
  it('reads questions with the papers and sentences that answer them', async () => {
    const file = write(
      JSON.stringify(whole),
      '',
      '{"id":"q2","kind":"unanswerable","query":"Pizza?","relevant":{}}',
    );

    expect(await readJudgedQuestions(file)).toEqual([
      {
        id: 'q1',
        kind: 'fact',
        text: 'How often?',
        paperIds: ['a', 'b'],
        answers: [whole.answer, ...whole.answerAlternatives],
      },
      { id: 'q2', kind: 'unanswerable', text: 'Pizza?', paperIds: [], answers: [] },
    ]);
  });

  it('names every bad line with its number', async () => {
    const file = write(
      '{"id":"q1"',
      JSON.stringify({ ...whole, query: ' ' }),
      JSON.stringify({ ...whole, answer: { paperId: 'a' } }),
    );

    await expect(readJudgedQuestions(file)).rejects.toThrow(
      /:1: is not valid JSON\n.*:2: query: .*\n.*:3: answer: sentence: /,
    );
  });

  it('says so when there is no question, or no file', async () => {
    await expect(readJudgedQuestions(write(''))).rejects.toThrow('there is no question in it');
    await expect(readJudgedQuestions(path('none.jsonl'))).rejects.toThrow('no such file');
  });
});
