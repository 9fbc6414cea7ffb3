import { describe, expect, it } from 'vitest';
import { readComparison } from '../../../src/answer/question/comparison.ts';

describe('readComparison', () => {
  it.each([
    ['DPO vs PPO', ['DPO', 'PPO'], ''],
    ['dpo vs. ppo for summarization?', ['dpo', 'ppo'], 'for summarization'],
    ['what about DPO versus PPO', ['DPO', 'PPO'], ''],
    ['compare LLM+P with LLMFP', ['LLM+P', 'LLMFP'], ''],
    ['what is the difference between SPIN and self-rewarding?', ['SPIN', 'self-rewarding'], ''],
    ['how does RLHF differ from RLAIF', ['RLHF', 'RLAIF'], ''],
  ])('reads both sides of “%s”', (text, sides, context) => {
    expect(readComparison(text)).toEqual({ sides, context });
  });

  it('takes for context what is added later', () => {
    expect(readComparison('DPO vs PPO for chat', 'which is cheaper?')).toEqual({
      sides: ['DPO', 'PPO'],
      context: 'for chat which is cheaper?',
    });
  });

  it.each([
    'balancing clashing goals like helpful vs safe in a single assistant',
    'is RLHF better than nothing?',
    'DPO vs DPO',
    'this vs that',
    'vs',
    '@everyone vs everything',
  ])('finds no two things in “%s”', (text) => {
    expect(readComparison(text)).toBeUndefined();
  });
});
