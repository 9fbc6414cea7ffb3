import { describe, expect, it } from 'vitest';
import { findCategory, suggestCategories } from '../../src/discord/arxiv-categories.ts';

describe('suggestCategories', () => {
  it('finds by code first, then by name', () => {
    expect(
      suggestCategories('st')
        .map(({ code }) => code)
        .slice(0, 2),
    ).toEqual(['stat.ML', 'stat.AP']);
    expect(suggestCategories('LANGUAGE').map(({ code }) => code)).toEqual([
      'cs.CL',
      'cs.PL',
      'cs.FL',
    ]);
  });

  it('offers all while nothing is typed, the commonest first', () => {
    expect(suggestCategories('')[0]).toEqual({ code: 'cs.LG', name: 'Machine Learning' });
  });
});

describe('findCategory', () => {
  it.each([
    ['cs.cl', 'cs.CL'],
    ['Machine learning', 'cs.LG'],
    ['hep-th', undefined],
  ])('takes %s for %s', (text, code) => {
    expect(findCategory(text)?.code).toBe(code);
  });
});
