import { describe, expect, it } from 'vitest';
import { editDistance } from '../../../src/search/wording/edit-distance.ts';
import { fc } from '../../fast-check.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 });

describe('editDistance', () => {
  it.each([
    { a: 'alignment', b: 'alignment', is: 0 },
    { a: 'aligment', b: 'alignment', is: 1 },
    { a: 'alignnment', b: 'alignment', is: 1 },
    { a: 'anwsering', b: 'answering', is: 1 },
    { a: 'optimisation', b: 'optimization', is: 1 },
    { a: 'optimisaton', b: 'optimization', is: 2 },
    { a: '', b: 'ab', is: 2 },
    { a: 'ca', b: 'abc', is: 3 },
  ])('is $is from “$a” to “$b”', ({ a, b, is }) => {
    expect(editDistance(a, b, 3)).toBe(is);
  });

  it('stops counting beyond what is asked for', () => {
    expect(editDistance('kitten', 'sitting', 2)).toBe(3);
    expect(editDistance('a', 'abcdefg', 2)).toBe(3);
  });

  it('is the same both ways, and 0 for the same word only', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b, 7)).toBe(editDistance(b, a, 7));
        expect(editDistance(a, b, 7) === 0).toBe(a === b);
      }),
    );
  });

  it('does not depend on how words begin and end alike', () => {
    fc.assert(
      fc.property(word, word, word, (a, b, rest) => {
        expect(editDistance(rest + a, rest + b, 7)).toBe(editDistance(a, b, 7));
        expect(editDistance(a + rest, b + rest, 7)).toBe(editDistance(a, b, 7));
      }),
    );
  });
});
