import { describe, expect, it } from 'vitest';
import { fuseRankings } from '../../../src/search/evaluation/fuse-rankings.ts';

describe('fuseRankings', () => {
  it.each([
    {
      when: 'one id is in both lists',
      rankings: [
        ['a', 'b'],
        ['b', 'c'],
      ],
      order: ['b', 'a', 'c'],
    },
    { when: 'ids stand at the same rank', rankings: [['a'], ['b']], order: ['a', 'b'] },
    { when: 'a list is empty', rankings: [['a'], []], order: ['a'] },
    { when: 'there are no lists', rankings: [], order: [] },
  ])('orders ids when $when', ({ rankings, order }) => {
    expect(fuseRankings(rankings)).toEqual(order);
  });
});
