import { describe, expect, it } from 'vitest';
import { fold, splitWords } from '../../src/search/words.ts';
import { fc } from '../fast-check.ts';

describe('splitWords', () => {
  it.each([
    ['Attention Is All You Need', ['attention', 'is', 'all', 'you', 'need']],
    ['GPT-4', ['gpt', '4', 'gpt4']],
    ['self-play', ['self', 'play', 'selfplay']],
    ['state-of-the-art', ['state', 'of', 'the', 'art', 'stateoftheart']],
    ['self\u2010play self\u2013play', ['self', 'play', 'selfplay', 'self', 'play', 'selfplay']],
    ['pass@1, top-5%', ['pass', '1', 'top', '5', 'top5']],
    ['0.5 and v1.2.3', ['0.5', 'and', 'v1.2.3']],
    ['End. Start', ['end', 'start']],
    ["Newton's and Newton\u2019s", ['newton', 'and', 'newton']],
    ["don't", ['dont']],
    ['-x- \u2014 --', ['x']],
    ['Schrödinger Erdős', ['schrodinger', 'erdos']],
    ['ﬁne-tuning ２Ｄ', ['fine', 'tuning', 'finetuning', '2d']],
    ['𝖠-\u212b İ', ['a', 'a', 'aa', 'i']],
    ['Обучение с подкреплением', ['обучение', 'с', 'подкреплением']],
    ['深度学习', ['深度学习']],
    ['snake_case', ['snake', 'case']],
    ['2305.10314', ['2305.10314']],
    ['', []],
    [' \n\t!? 😀', []],
  ])('reads %j as %j', (text, words) => {
    expect(splitWords(text)).toEqual(words);
  });

  it('keeps the beginning of a word that nobody types', () => {
    expect(splitWords('x'.repeat(5_000))).toEqual(['x'.repeat(40)]);
    expect(splitWords(`${'x'.repeat(30)}-${'y'.repeat(30)}`)).toEqual([
      'x'.repeat(30),
      'y'.repeat(30),
    ]);
  });

  it('reads a text the same in capitals, in composed and in decomposed form', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'É', 'ü', '-', '.', '1', "'", ' ', 'Ж') });
    fc.assert(
      fc.property(text, (words) => {
        const read = splitWords(words);
        expect(splitWords(words.toUpperCase())).toEqual(read);
        expect(splitWords(words.normalize('NFD'))).toEqual(read);
      }),
    );
  });

  it('gives words that are read as themselves', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        for (const word of splitWords(text)) {
          expect(word).not.toBe('');
          expect(splitWords(word)).toEqual([word]);
        }
      }),
    );
  });
});

describe('fold', () => {
  it('leaves plain text alone but for its case', () => {
    expect(fold("A plain text's (first) line - 50%")).toBe("a plain text's (first) line - 50%");
  });

  it('makes typographic quotes, hyphens and minus signs plain', () => {
    expect(fold('\u2018a\u2019 b\u2011c \u22121')).toBe("'a' b-c -1");
  });
});
