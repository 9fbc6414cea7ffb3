import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/answer/answer.ts';
import { fakeAnswerer } from '../fake-answerer.ts';
import { lipo, runCli } from './run-cli.ts';

const grounded: Answer = {
  kind: 'grounded',
  lead: 'One paper speaks to this.',
  papers: [lipo],
  quotes: [{ citation: 1, text: lipo.abstract }],
};

const answering = (answer: Answer) => ({ answerer: fakeAnswerer([lipo], () => answer) });

describe('ask', () => {
  it('shows the lead, the quotes with their numbers, and the papers', async () => {
    expect(await runCli(['ask', 'how', 'is', 'it', 'aligned?'], answering(grounded))).toMatchObject(
      {
        code: 0,
        stdout: `One paper speaks to this.

  “Aligning models with O(n) feedback.” [1]

[1] LiPO-λ
    Ann A, Ben B, Cas C and 2 more · 2024-02-02 · cs.CL
    https://arxiv.org/abs/2402.01878

Quoted from abstracts, not from full texts.
`,
      },
    );
  });

  it('puts what a language model made of the quotes above them', async () => {
    const claims = [{ text: 'It takes feedback.', quotes: grounded.quotes }];

    const { stdout } = await runCli(['ask', 'how?'], answering({ ...grounded, claims }));

    expect(stdout).toContain(
      'It takes feedback. [1]\n  “Aligning models with O(n) feedback.” [1]\n',
    );
  });

  it('writes JSON with --json, quotes as the abstract is stored', async () => {
    const { stdout } = await runCli(['ask', 'how?', '--json'], answering(grounded));

    expect(JSON.parse(stdout)).toEqual({
      question: 'how?',
      kind: 'grounded',
      lead: 'One paper speaks to this.',
      quotes: [{ citation: 1, paperId: lipo.id, text: lipo.abstract }],
      papers: [{ id: lipo.id, title: 'LiPO-λ', url: 'https://arxiv.org/abs/2402.01878' }],
    });
  });

  it('says that nothing answers, with what comes closest', async () => {
    const closest = [{ paper: lipo, score: 1 }];
    const refusal: Answer = { kind: 'refusal', lead: 'Nothing here answers this.', closest };

    const { code, stdout } = await runCli(['ask', 'pizza?'], answering(refusal));

    expect(code).toBe(0);
    expect(stdout).toMatch(/^Nothing here answers this\.\n\n\[1\] LiPO-λ\n/);
    expect(stdout).toMatch(/Only abstracts were read, no full texts\.\n$/);
  });

  it('answers a greeting with a question to try', async () => {
    const { stdout } = await runCli(['ask', 'hello']);

    expect(stdout).toBe('Hello! I answer questions.\nTry: What is LeTI?\n');
  });

  it('asks about the paper that --paper names', async () => {
    const answerer = fakeAnswerer([lipo]);

    await runCli(['ask', 'how?', '--paper', lipo.id], { answerer });

    expect(answerer.asked).toEqual([{ text: 'how?', paperId: lipo.id }]);
  });

  it('says so when --paper names none', async () => {
    expect(await runCli(['ask', 'how?', '--paper', '2401.99999'])).toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'No paper here has the id, link or title “2401.99999”.\n',
    });
  });

  it('takes no more than Discord does', async () => {
    expect(await runCli(['ask', 'x'.repeat(2_001)])).toMatchObject({
      code: 1,
      stderr: 'The question has 2001 characters; at most 2000 are read.\n',
    });
  });

  it('lets no text steer the terminal', async () => {
    const quotes = [{ citation: 1, text: 'red \u001b[31m text' }];

    const { stdout } = await runCli(['ask', 'how?'], answering({ ...grounded, quotes }));

    expect(stdout).not.toContain('\u001b');
  });
});
