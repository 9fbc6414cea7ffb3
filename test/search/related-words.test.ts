import { describe, expect, it } from 'vitest';
import type { Lexicon } from '../../src/search/embedding/lexicon.ts';
import { LexiconNumbers } from '../../src/search/lexicon-numbers.ts';
import { RelatedWords } from '../../src/search/related-words.ts';

const words = ['the', 'car', 'driver', 'moon', 'cars'];
const NEAR: Readonly<Record<string, number>> = { 'car driver': 0.5, 'car cars': 0.4 };

/** Words with similarities that are given by hand. */
const lexicon: Lexicon = {
  words,
  numberOf: (word) => (words.includes(word) ? words.indexOf(word) : undefined),
  read: (text) => Int32Array.from(text.split(' ').flatMap((word) => lexicon.numberOf(word) ?? [])),
  similarities: (word, others) =>
    Float32Array.from(others, (other) => NEAR[`${words[word]} ${words[other]}`] ?? 0.1),
};

describe('RelatedWords', () => {
  const idf = () => 2;
  const shareOf = (query: string, text: string) =>
    new RelatedWords(query, idf, lexicon).shareOf(
      () => lexicon.read(text),
      (term) => text.split(' ').includes(term),
    );

  it.each([
    { when: 'a near word stands for one of two', query: 'car moon', text: 'driver moon', is: 0.25 },
    { when: 'all is there as it was typed', query: 'car moon', text: 'car moon', is: 0 },
    { when: 'nothing is near enough', query: 'car', text: 'moon', is: 0 },
    { when: 'there is no text', query: 'car', text: '', is: 0 },
    { when: 'the word is not known', query: 'zebra', text: 'driver', is: 0 },
    { when: 'the query says nothing', query: 'the', text: 'driver', is: 0 },
    { when: 'the nearest of several counts', query: 'car', text: 'cars driver moon', is: 0.5 },
  ])('is $is when $when', ({ query, text, is }) => {
    expect(shareOf(query, text)).toBeCloseTo(is);
  });

  it('tells which words a person would see to be near', () => {
    const related = new RelatedWords('a car', idf, lexicon);

    expect(['driver', 'moon', 'zebra', ''].map((word) => related.isNear(word))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('LexiconNumbers', () => {
  it('gives the telling words of a text that the lexicon knows, each once, text by text', () => {
    const indexed = ['moon', 'the', 'zebra', 'car'];
    const numbers = new LexiconNumbers(lexicon, (number) => indexed[number]!);

    expect([...numbers.telling(Int32Array.of(0, 1, 2, 3, 0))]).toEqual([3, 1]);
    expect([...numbers.telling(Int32Array.of(0))]).toEqual([3]);
    expect([...numbers.telling(Int32Array.of())]).toEqual([]);
  });
});
