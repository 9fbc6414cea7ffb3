import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';

const feedback = [
  {
    question: 'How are\u001b[31m models aligned?',
    paperIds: ['2305.18290', '2305.10314'],
    isUseful: true,
    at: new Date('2024-05-02T10:00:00Z'),
  },
  {
    question: 'Why do zebras run?',
    paperIds: [],
    isUseful: false,
    at: new Date('2024-05-01T10:00:00Z'),
  },
];

describe('feedback', () => {
  it('lists what people thought of answers', async () => {
    const { code, stdout } = await runCli(['feedback'], { feedback });

    expect(code).toBe(0);
    expect(stdout).toBe(`Of 2, 1 useful.

How are [31m models aligned?
  useful · 2024-05-02 · cited 2305.18290, 2305.10314

Why do zebras run?
  not useful · 2024-05-01 · no paper cited
`);
  });

  it('lists only so many, and as JSON for scripts', async () => {
    const { stdout } = await runCli(['feedback', '--limit', '1', '--json'], { feedback });

    expect(JSON.parse(stdout)).toEqual({
      feedback: [{ ...feedback[0], at: '2024-05-02T10:00:00.000Z' }],
    });
  });

  it('says so when there is none, and what a limit is', async () => {
    expect((await runCli(['feedback'])).stdout).toBe(
      'Nobody has said yet whether an answer was useful.\n',
    );
    expect(await runCli(['feedback', '--limit', 'all'])).toMatchObject({ code: 2 });
  });
});
