import { describe, expect, it } from 'vitest';
import { definedName, questionKind } from '../../../src/answer/question/question-kind.ts';

describe('questionKind', () => {
  it.each([
    ['how many samples do they need?', 'fact'],
    ['over the years, has the aim of alignment moved?', 'fact'],
    ["why isn't sampling good enough", 'fact'],
    ['reward hacking', 'topic'],
    ['what is there on reward hacking?', 'topic'],
    ['anything about robots?', 'topic'],
    ['overview of how to evaluate llms', 'topic'],
    ['RLAIF anyone?', 'topic'],
    ['what is LeTI?', 'definition'],
    ['What does MBRL stand for?', 'definition'],
    ['explain objective mismatch', 'definition'],
    ['NLHF', 'definition'],
    ['which papers release code?', 'list'],
    ['any work on unlearning?', 'list'],
    ['papers that use PPO', 'list'],
    ['show me papers about robots', 'list'],
  ])('takes “%s” for a %s', (text, kind) => {
    expect(questionKind(text)).toBe(kind);
  });
});

describe('definedName', () => {
  it.each([
    ['what is LeTI?', 'LeTI'],
    ['What are reward models?', 'reward models'],
    ['what is “scaling law crossover”?', 'scaling law crossover'],
    ['what does MBRL mean', 'MBRL'],
    ['CodeT5+', 'CodeT5+'],
  ])('finds the name in “%s”', (text, name) => {
    expect(definedName(text)).toBe(name);
  });

  it.each([
    'what is the best way to align a model?',
    'what is wrong with standard reward models?',
    'what is there on robots?',
    'what is a good way of training a small model on very few examples?',
    'how do robots learn?',
    'robots',
    'what are its limits?',
  ])('finds none in “%s”', (text) => {
    expect(definedName(text)).toBeUndefined();
  });
});
