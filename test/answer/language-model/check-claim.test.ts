import { describe, expect, it } from 'vitest';
import { checkClaim } from '../../../src/answer/language-model/check-claim.ts';
import { GOOD_QUOTE, interactions, preferences } from './stage.ts';

const PAPERS = [preferences, interactions];
const WINS = 'On summarization it wins 61% of comparisons with “PPO” — at a 7B scale.';
const LETI = 'LeTI requires no ground-truth outputs for training.';

function check(text: string, quotes: readonly (readonly [citation: number, text: string])[]) {
  const claim = { text, quotes: quotes.map(([citation, text]) => ({ citation, text })) };
  return checkClaim(claim, PAPERS, 'Does RLHF need samples?');
}

describe('checkClaim', () => {
  it('keeps the quotes as they stand in the abstracts', () => {
    expect(check('It wins 61% at 7B.', [[1, 'wins 61% of comparisons with "PPO" - at']])).toEqual({
      text: 'It wins 61% at 7B.',
      quotes: [{ paper: preferences, text: WINS }],
    });
  });

  it('keeps a claim of which one quote holds, without the others', () => {
    const quotes = [
      [1, 'words that stand nowhere at all'],
      [2, LETI],
    ] as const;

    expect(check('No outputs are needed.', quotes)).toEqual({
      text: 'No outputs are needed.',
      quotes: [{ paper: interactions, text: LETI }],
    });
  });

  it('shows a quote once, and at most two', () => {
    const parts = ['needs no sampling during training', 'We introduce Direct Preference', WINS];
    const unstable = 'Reinforcement learning from human feedback is complex and often unstable.';

    const held = check(
      'It is simple.',
      [...parts, unstable].map((part) => [1, part]),
    );

    expect(held).toMatchObject({ quotes: [{ text: GOOD_QUOTE }, { text: WINS }] });
  });

  it.each([
    { why: 'an invented citation', quotes: [[3, LETI]] },
    { why: 'citation 0', quotes: [[0, LETI]] },
    { why: 'a quote of another paper', quotes: [[1, LETI]] },
    { why: 'an altered quote', quotes: [[2, 'LeTI requires ground-truth outputs for training.']] },
    { why: 'too short a quote', quotes: [[2, 'LeTI requires no']] },
    { why: 'no quote', quotes: [] },
  ] as const)('drops a claim with $why', ({ quotes }) => {
    expect(check('No outputs are needed.', quotes)).toBe('no quote');
  });

  it.each([
    'It wins 62% of comparisons.',
    'It wins 61% on three tasks.',
    'It wins at a 7 million scale.',
    'It wins 0.61 of comparisons.',
  ])('drops a claim with a number that its quotes do not hold: %s', (text) => {
    expect(check(text, [[1, WINS]])).toBe('unquoted number');
  });

  it('wants a number in the quotes of its claim, not elsewhere in the abstract', () => {
    expect(check('It needs no sampling at 7B.', [[1, GOOD_QUOTE]])).toBe('unquoted number');
  });

  it.each([
    ['GPT wins against PPO.', 'unknown name'],
    ['LeTI wins against PPO.', 'unknown name'],
    ['DPO wins against PPO.', { text: 'DPO wins against PPO.' }],
    ['It is simpler than RLHF.', { text: 'It is simpler than RLHF.' }],
  ])('knows names from the cited papers and the question alone: %s', (text, expected) => {
    const held = check(text, [[1, WINS]]);

    if (typeof expected === 'string') expect(held).toBe(expected);
    else expect(held).toMatchObject(expected);
  });

  it.each([
    ['nothing', ''],
    ['nothing but a link', 'https://evil.example'],
    ['nothing but marks', '…!?'],
    ['an essay', 'and so on '.repeat(50)],
  ])('drops a claim that says %s', (_what, text) => {
    expect(check(text, [[1, GOOD_QUOTE]])).toBe('no plain sentence');
  });

  it('hands on the claim as plain text', () => {
    expect(check('**It** is [simple](https://evil.example) [1].', [[1, GOOD_QUOTE]])).toMatchObject(
      {
        text: 'It is simple.',
      },
    );
  });
});
