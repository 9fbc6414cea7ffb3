import { describe, expect, it } from 'vitest';
import type { PaperCondition } from '../../../src/search/paper-index.ts';
import { parseQuery } from '../../../src/search/query/parse-query.ts';
import { fc } from '../../fast-check.ts';

const word = (text: string, scope: 'title' | 'text' = 'text'): PaperCondition => ({
  kind: 'word',
  word: text,
  scope,
});
const phrase = (text: string, scope: 'title' | 'text' = 'text'): PaperCondition => ({
  kind: 'phrase',
  words: text.split(' '),
  scope,
});
const author = (name: string): PaperCondition => ({ kind: 'author', name });
const years = (from?: number, to?: number): PaperCondition => ({
  kind: 'years',
  ...(from !== undefined && { from }),
  ...(to !== undefined && { to }),
});

describe('parseQuery', () => {
  it.each([
    'ways to align a model without RL',
    'RLHF-free self-play',
    'LeTI: Learning to Generate from Textual Interactions',
    'https://arxiv.org/abs/2305.10314',
    'at 12:30 o’clock',
    'a - b',
    '-',
    '--flag -> -(x) -$x$',
    'a 5" screen',
    "don't 'quote' me",
    'subtitle:x authors:y',
    '  spaces   stay  ',
    '',
  ])('takes %j for plain words', (query) => {
    expect(parseQuery(query)).toEqual({
      text: query,
      filters: { required: [], excluded: [] },
      phrases: [],
      notUnderstood: [],
    });
  });

  it.each([
    {
      query: '"Reward Model"',
      text: 'Reward Model',
      required: [[phrase('reward model')]],
      phrases: ['Reward Model'],
    },
    {
      query: '“reward model”',
      text: 'reward model',
      required: [[phrase('reward model')]],
      phrases: ['reward model'],
    },
    {
      query: 'a "b-c d" e',
      text: 'a b-c d e',
      required: [[phrase('b c d')]],
      phrases: ['b-c d'],
    },
    {
      query: '"deep nets", please',
      text: 'deep nets , please',
      required: [[phrase('deep nets')]],
      phrases: ['deep nets'],
    },
    {
      query: '"one two" "three four"',
      text: 'one two three four',
      required: [[phrase('one two')], [phrase('three four')]],
      phrases: ['one two', 'three four'],
    },
  ])(
    'requires the phrases of $query, and ranks by their words',
    ({ query, text, required, phrases }) => {
      expect(parseQuery(query)).toMatchObject({ text, filters: { required }, phrases });
    },
  );

  it.each([
    { query: 'agents -survey', text: 'agents', excluded: [word('survey')] },
    { query: '-Survey', text: '', excluded: [word('survey')] },
    { query: '-self-play x', text: 'x', excluded: [phrase('self play'), word('selfplay')] },
    { query: 'x -"reward model"', text: 'x', excluded: [phrase('reward model')] },
    { query: '-a/b x', text: 'x', excluded: [phrase('a b')] },
    { query: '-author:smith x', text: 'x', excluded: [author('smith')] },
    {
      query: '-category:cs.RO -title:survey x',
      text: 'x',
      excluded: [{ kind: 'category', category: 'cs.RO' }, word('survey', 'title')],
    },
    {
      query: '-author:"Heng Ji" -year:2023',
      text: '',
      excluded: [author('Heng Ji'), years(2023, 2023)],
    },
  ])('excludes what has a minus in $query', ({ query, text, excluded }) => {
    expect(parseQuery(query)).toEqual({
      text,
      filters: { required: [], excluded },
      phrases: [],
      notUnderstood: [],
    });
  });

  it.each([
    { query: 'year:2023', required: [[years(2023, 2023)]] },
    { query: 'YEAR:2022..2024', required: [[years(2022, 2024)]] },
    { query: 'year:2022…2024', required: [[years(2022, 2024)]] },
    { query: 'year:2022-2024', required: [[years(2022, 2024)]] },
    { query: 'year:2022..', required: [[years(2022)]] },
    { query: 'year:..2020', required: [[years(undefined, 2020)]] },
    { query: 'year:"2023"', required: [[years(2023, 2023)]] },
    { query: 'year:2022 year:2024', required: [[years(2022, 2022), years(2024, 2024)]] },
    { query: 'year: 2023', required: [[years(2023, 2023)]] },
    { query: 'author: "Heng Ji"', required: [[author('Heng Ji')]] },
    { query: 'category:cs.CL,', required: [[{ kind: 'category', category: 'cs.CL' }]] },
    { query: 'Author:"Heng Ji"', required: [[author('Heng Ji')]] },
    { query: 'author:ji author:wang', required: [[author('ji')], [author('wang')]] },
    { query: 'title:agents', required: [[word('agents', 'title')]] },
    { query: 'title:"language agents"', required: [[phrase('language agents', 'title')]] },
    { query: 'id:2305.10314', required: [[{ kind: 'id', id: '2305.10314' }]] },
    { query: 'id:arXiv:2305.10314v2', required: [[{ kind: 'id', id: '2305.10314' }]] },
    { query: 'id:acl:2024.acl-long.1', required: [[{ kind: 'id', id: 'acl:2024.acl-long.1' }]] },
  ])('reads the filter $query', ({ query, required }) => {
    expect(parseQuery(`some ${query} words`)).toEqual({
      text: 'some words',
      filters: { required, excluded: [] },
      phrases: [],
      notUnderstood: [],
    });
  });

  it.each([
    { query: 'robots year:soon', part: 'year:soon' },
    { query: 'year:2024..2020 robots', part: 'year:2024..2020' },
    { query: 'robots year:..', part: 'year:..' },
    { query: 'robots -year:23', part: '-year:23' },
    { query: 'robots author: ', part: 'author:' },
    { query: 'robots author:"?"', part: 'author:"?"' },
    { query: 'robots category:"machine learning"', part: 'category:"machine learning"' },
    { query: 'robots year: soon', part: 'year: soon' },
    { query: 'robots id:', part: 'id:' },
    { query: 'robots "that learn', part: '"that' },
    { query: 'robots -"that learn', part: '-"that' },
    { query: 'robots author:"Heng Ji', part: 'author:"Heng' },
    { query: 'robots "how to"', part: '"how to"' },
    { query: 'robots -the', part: '-the' },
    { query: 'robots ""', part: '""' },
  ])('searches $part as plain words and says so', ({ query, part }) => {
    expect(parseQuery(query)).toEqual({
      text: query,
      filters: { required: [], excluded: [] },
      phrases: [],
      notUnderstood: [part],
    });
  });

  it('understands what stands behind a broken part', () => {
    expect(parseQuery('robots "that learn year:2023')).toEqual({
      text: 'robots "that learn',
      filters: { required: [[years(2023, 2023)]], excluded: [] },
      phrases: [],
      notUnderstood: ['"that'],
    });
  });

  it('leaves every text without syntax as it is', () => {
    const plain = fc
      .string({ unit: 'grapheme' })
      .filter((text) => !/["“”„«»＂:]|(?<!\S)-[\p{L}\p{N}]/u.test(text));
    fc.assert(
      fc.property(plain, (text) => {
        expect(parseQuery(text)).toEqual({
          text,
          filters: { required: [], excluded: [] },
          phrases: [],
          notUnderstood: [],
        });
      }),
    );
  });

  it('never throws, and drops no word of what it does not understand', () => {
    const piece = fc.oneof(
      fc.constantFrom('"', '-', ':', ' ', '“', 'year:', '-title:', 'id:', '2022', '..', 'word'),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const { text, notUnderstood } = parseQuery(pieces.join(''));

        for (const part of notUnderstood) expect(text).toContain(part);
      }),
    );
  });
});
