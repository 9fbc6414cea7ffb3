import { describe, expect, it } from 'vitest';
import { splitNames } from '../../../src/feeds/documents/split-names.ts';

describe('splitNames', () => {
  it.each([
    ['Alice Smith, Bob Jones', ['Alice Smith', 'Bob Jones']],
    [
      'Alice Smith (MIT, Boston), Bob Jones and Carol White',
      ['Alice Smith', 'Bob Jones', 'Carol White'],
    ],
    ['Alice Smith, Bob Jones, and Carol White', ['Alice Smith', 'Bob Jones', 'Carol White']],
    ['Smith, John', ['Smith, John']],
    ['Google DeepMind', ['Google DeepMind']],
    ['editor@lab.example (The Editors)', []],
    ['', []],
  ])('reads %j', (text, names) => {
    expect(splitNames(text)).toEqual(names);
  });

  it('splits single names where it knows a list', () => {
    expect(splitNames('Madonna, Bob Jones', { isList: true })).toEqual(['Madonna', 'Bob Jones']);
  });
});
