import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../corpus/temporary-folder.ts';
import { fakeAnswerer } from '../fake-answerer.ts';
import { lipo, runCli } from './run-cli.ts';

const path = useTemporaryFolder();

function write(...questions: readonly object[]): string {
  const file = path('questions.jsonl');
  writeFileSync(file, questions.map((question) => JSON.stringify(question)).join('\n'));
  return file;
}

const fact = {
  id: 'f',
  kind: 'fact',
  query: 'what is aligned?',
  relevant: { [lipo.id]: 2 },
  answer: { paperId: lipo.id, sentence: lipo.abstract },
};
const foreign = { id: 'u', kind: 'unanswerable', query: 'zebra?', relevant: {} };
const answerer = fakeAnswerer([lipo]);

describe('eval-answers', () => {
  it('writes the figures as JSON', async () => {
    const { code, stdout } = await runCli(
      ['eval-answers', write(fact, foreign), '--json', '--corpus', 'papers.jsonl'],
      { answerer },
    );

    expect(code).toBe(0);
    expect(stdout).toBe(
      '{"answerable":{"refused":0,"of":1},"unanswerable":{"refused":1,"of":1},' +
        '"fact":{"paperCited":1,"sentenceShown":1,"of":1}}\n',
    );
  });

  it('writes a table for people', async () => {
    const { stdout } = await runCli(['eval-answers', write(fact, foreign)], { answerer });

    expect(stdout).toBe(`questions                refused      of
answerable                     0       1
unanswerable                   1       1

facts                      share      of
right paper cited          1.000       1
answer sentence shown      1.000       1
`);
  });

  it('names bad lines before it opens a corpus', async () => {
    const file = write(fact, { id: 'x' });

    const { code, stderr, opened } = await runCli(['eval-answers', file]);

    expect(code).toBe(1);
    expect(stderr).toContain(`${file}:2: kind: `);
    expect(opened).toEqual([]);
  });
});
