import { describe, expect, it } from 'vitest';
import { positionsOf, proximity } from '../../src/search/proximity.ts';

describe('proximity', () => {
  const idf = (term: string) => (term === 'rare' ? 4 : 1);

  it.each([
    {
      when: 'all stands together',
      query: ['reward', 'model'],
      text: ['a', 'reward', 'model'],
      is: 1,
    },
    {
      when: 'the order is turned',
      query: ['model', 'align'],
      text: ['align', 'of', 'model'],
      is: 1,
    },
    { when: 'the words are far apart', query: ['a', 'b'], text: ['a', 'x', 'x', 'b'], is: 0 },
    {
      when: 'one of two pairs is there',
      query: ['a', 'b', 'c'],
      text: ['a', 'b', 'x', 'x', 'c'],
      is: 0.5,
    },
    { when: 'a word is missing', query: ['a', 'b'], text: ['a'], is: 0 },
    { when: 'the query is one word', query: ['a'], text: ['a'], is: 0 },
    { when: 'the query repeats a word', query: ['a', 'a'], text: ['a', 'a'], is: 0 },
    { when: 'there is no text', query: ['a', 'b'], text: [], is: 0 },
  ])('is $is when $when', ({ query, text, is }) => {
    expect(proximity(query, positionsOf(query, text), idf)).toBe(is);
  });

  it('counts a pair by its commoner term', () => {
    const query = ['rare', 'rare2', 'common'];
    const positions = positionsOf(query, ['rare2', 'common']);
    const share = proximity(query, positions, (term) => (term === 'common' ? 1 : 4));

    expect(share).toBeCloseTo(1 / 5);
  });
});
