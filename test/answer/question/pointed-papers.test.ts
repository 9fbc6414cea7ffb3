import { describe, expect, it } from 'vitest';
import { findPointedPapers, withoutPlaces } from '../../../src/answer/question/pointed-papers.ts';

const shown = ['a', 'b', 'c'];

describe('findPointedPapers', () => {
  it.each([
    ['the second one', ['b'], false],
    ['the latter', ['c'], false],
    ['compare [1] and [3]', ['a', 'c'], false],
    ['which of these are on robots?', ['a', 'b', 'c'], false],
    ['does that paper release code?', ['a'], false],
    ['is it stable?', ['a'], true],
    ['are they stable?', ['a', 'b', 'c'], true],
    ['the fifth one', [], false],
  ])('takes “%s” for %j, and for a guess: %s', (text, ids, isGuess) => {
    expect(findPointedPapers(text, shown, 1)).toEqual({ ids, isGuess });
  });

  it.each(['what is DPO?', 'robots'])('finds in “%s” that nothing is pointed to', (text) => {
    expect(findPointedPapers(text, shown, 1)).toBeUndefined();
  });

  it('is sure of “it” after a single paper', () => {
    expect(findPointedPapers('is it stable?', ['a'], 1)).toEqual({ ids: ['a'], isGuess: false });
  });

  it('points to nothing where nothing was shown, or much else is said', () => {
    expect(findPointedPapers('is it stable?', [], 1)).toBeUndefined();
    expect(findPointedPapers('is it so that …?', shown, 5)).toBeUndefined();
  });
});

describe('withoutPlaces', () => {
  it('leaves what else is asked', () => {
    expect(withoutPlaces('how big is the second one?').trim()).toBe('how big is  ?');
  });
});
