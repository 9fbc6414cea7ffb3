import { describe, expect, it } from 'vitest';
import { introducesName } from '../../../src/answer/quoting/introduces-name.ts';

describe('introducesName', () => {
  it.each([
    ['We learn from textual interactions (LeTI) that explain errors.', 'LeTI'],
    ['We introduce MM-RLHF, a dataset of comparison pairs.', 'MM-RLHF'],
    ['This is what we call the objective mismatch issue.', 'objective mismatch'],
    ['Objective mismatch arises when one objective is optimized.', 'objective mismatch'],
    ['We propose ``CodeT5+, a family of models.', 'CodeT5+'],
    ['LLM+P is the first framework of its kind.', 'LLM+P'],
  ])('is so in “%s”', (sentence, name) => {
    expect(introducesName(sentence, name)).toBe(true);
  });

  it.each([
    ['LeTI outperforms a baseline.', 'LeTI'],
    ['We propose MODPO, which extends optimization.', 'DPO'],
    ['Nothing of the kind.', 'LeTI'],
  ])('is not so in “%s” for %s', (sentence, name) => {
    expect(introducesName(sentence, name)).toBe(false);
  });
});
