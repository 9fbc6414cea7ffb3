import { describe, expect, it } from 'vitest';
import { createPhraseMatcher, foldForPhrases } from '../../src/search/match-phrase.ts';
import { splitSequence } from '../../src/search/words.ts';
import { fc } from '../fast-check.ts';

describe('createPhraseMatcher', () => {
  it.each([
    { phrase: 'reward model', text: 'A Reward-Model for all' },
    { phrase: 'reward model', text: 'the reward (model)' },
    { phrase: 'self-play', text: 'self play' },
    { phrase: 'Schrodinger bridge', text: 'Schrödinger bridges and a Schrödinger’s bridge' },
    { phrase: 'gpt 3.5', text: 'with GPT-3.5.' },
    { phrase: "Bayes' rule", text: 'Bayes rule' },
    { phrase: 'machine', text: 'Machine' },
  ])('finds “$phrase” in “$text”', ({ phrase, text }) => {
    expect(createPhraseMatcher(splitSequence(phrase))(foldForPhrases(text))).toBe(true);
  });

  it.each([
    { phrase: 'reward model', text: 'reward models' },
    { phrase: 'reward model', text: 'model reward' },
    { phrase: 'reward model', text: 'reward the model' },
    { phrase: 'gpt 3', text: 'GPT-3.5' },
    { phrase: '5 billion', text: '1.5 billion' },
    { phrase: 'machine', text: 'machinery' },
    { phrase: 'uber', text: 'überall' },
  ])('does not find “$phrase” in “$text”', ({ phrase, text }) => {
    expect(createPhraseMatcher(splitSequence(phrase))(foldForPhrases(text))).toBe(false);
  });

  it('agrees with splitting the text into words', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 's', '1 ', '1.5 ', 'é', 'ж', ' ', '-', '.', "'", '’'), {
        maxLength: 14,
      })
      .map((chars) => chars.join(''));
    fc.assert(
      fc.property(text, text, (phrase, held) => {
        const words = splitSequence(phrase);
        fc.pre(words.length > 0);

        const found = createPhraseMatcher(words)(foldForPhrases(held));

        expect(found).toBe(` ${splitSequence(held).join(' ')} `.includes(` ${words.join(' ')} `));
      }),
      { numRuns: 1_000 },
    );
  });
});
