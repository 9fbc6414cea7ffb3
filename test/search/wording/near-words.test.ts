import { describe, expect, it } from 'vitest';
import { editDistance } from '../../../src/search/wording/edit-distance.ts';
import { NearWords } from '../../../src/search/wording/near-words.ts';
import { fc } from '../../fast-check.ts';

function nearWords(words: Iterable<string>): NearWords {
  const near = new NearWords();
  for (const word of words) near.add(word);
  return near;
}

describe('NearWords', () => {
  it('finds words by letters put in, left out, replaced and swapped', () => {
    const near = nearWords(['reward', 'rewards', 'forward', 'rewrad', 'record']);

    expect([...near.near('rewrd', 1, true)].sort()).toEqual(['reward', 'rewrad']);
    expect([...near.near('reward', 1, true)].sort()).toEqual(['rewards', 'rewrad']);
  });

  it('finds words that begin otherwise when it is told to', () => {
    const near = nearWords(['optimal', 'Ωptimal']);

    expect([...near.near('aptimal', 1, true)]).toEqual([]);
    expect([...near.near('aptimal', 1, false)].sort()).toEqual(['optimal', 'Ωptimal']);
  });

  it('finds just the words that are near, whatever their letters', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'z', 'ß', 'ж'), maxLength: 8 });
    fc.assert(
      fc.property(
        fc.uniqueArray(word),
        word,
        fc.integer({ min: 1, max: 2 }),
        (words, typed, most) => {
          const expected = words.filter((each) => {
            const edits = editDistance(typed, each, most);
            return edits > 0 && edits <= most;
          });

          expect([...nearWords(words).near(typed, most, false)].sort()).toEqual(expected.sort());
        },
      ),
    );
  });
});
