import { describe, expect, it } from 'vitest';
import { isStopWord, splitTerms, stem } from '../../src/search/terms.ts';

describe('splitTerms', () => {
  it.each([
    ['How do models learn to plan?', ['model', 'learn', 'plan']],
    ['planning plans planned', ['plan', 'plan', 'plan']],
    ['what is the', []],
    ['Self-training', ['self', 'train', 'selftrain']],
    ['', []],
  ])('reads %j as %j', (text, terms) => {
    expect(splitTerms(text)).toEqual(terms);
  });

  it('finds what was written in another form by the same term', () => {
    expect(splitTerms('aligned models')).toEqual(splitTerms('Aligning a Model'));
  });
});

describe('stem', () => {
  it.each(['gpt4', '2305.10314', 'обучение', '学习', 'x'.repeat(25)])('leaves %s alone', (word) => {
    expect(stem(word)).toBe(word);
  });
});

describe('isStopWord', () => {
  it('knows words that only build a sentence, and none of any field', () => {
    expect(['the', 'which', 'via', 'dont'].every(isStopWord)).toBe(true);
    expect(['state', 'system', 'value', 'network', 'one'].some(isStopWord)).toBe(false);
  });
});
