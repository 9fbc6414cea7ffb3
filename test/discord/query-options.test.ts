import { describe, expect, it } from 'vitest';
import { readFilters, readQuery, readTopic } from '../../src/discord/query-options.ts';
import { UserError } from '../../src/user-error.ts';
import { optionsOf } from '../fake-command-options.ts';

describe('readQuery', () => {
  it('takes a query of one line', () => {
    expect(readQuery(optionsOf({ query: '  align\n a   model ' }))).toBe('align a model');
  });

  it.each([
    { when: 'empty', query: '', says: /What shall I look for\?/ },
    { when: 'white space', query: ' \n\u200b ', says: /What shall I look for\?/ },
    { when: 'emoji only', query: '🎉👩‍👩‍👧 1️⃣', says: /There is no word in “🎉/ },
    { when: 'a custom emoji only', query: '<:blob:123456789012345678>', says: /There is no word/ },
    { when: 'punctuation only', query: '?!…', says: /There is no word/ },
    {
      when: '2,000 characters long',
      query: 'ab '.repeat(667),
      says: /has 2,000 characters and I take at most 300/,
    },
  ])('refuses a query that is $when, and says what to try', ({ query, says }) => {
    expect(() => readQuery(optionsOf({ query }))).toThrow(UserError);
    expect(() => readQuery(optionsOf({ query }))).toThrow(says);
  });

  it('counts an emoji as one character', () => {
    expect(readQuery(optionsOf({ query: `a${'😀'.repeat(299)}` }))).toContain('😀');
  });
});

describe('readQuery with options', () => {
  it('writes them into the query in its own language', () => {
    const options = optionsOf({
      query: 'agents',
      year: '2022 .. 2024',
      title: 'tools "language model"',
      exclude: 'survey, -robot “case study”',
    });

    expect(readQuery(options)).toBe(
      'agents year:2022..2024 title:tools title:"language model" -survey -robot -“case study”',
    );
    expect(readFilters(options)).toEqual({});
  });

  it('keeps a single year as a filter', () => {
    const options = optionsOf({ query: 'agents', year: '2023' });

    expect(readQuery(options)).toBe('agents');
    expect(readFilters(options)).toEqual({ year: 2023 });
  });

  it('refuses what is too long together', () => {
    const options = optionsOf({ query: 'a'.repeat(200), exclude: 'b'.repeat(150) });

    expect(() => readQuery(options)).toThrow(/query with its options has 352 characters/);
  });

  it.each(['soon', '2024..2020', '23', '..'])('refuses the year %s', (year) => {
    expect(() => readFilters(optionsOf({ query: 'a', year }))).toThrow(/I don’t know the year/);
  });
});

describe('readTopic', () => {
  it('is absent when left out', () => {
    expect(readTopic(optionsOf())).toBeUndefined();
  });

  it('refuses what is longer than a card can remember', () => {
    expect(() => readTopic(optionsOf({ topic: 'ab'.repeat(60) }))).toThrow(/at most 100/);
  });
});

describe('readFilters', () => {
  it('has none when none is given', () => {
    expect(readFilters(optionsOf())).toEqual({});
  });

  it('reads all of them', () => {
    const options = optionsOf({ year: '2023', category: 'cs.cl', author: ' Grace  Hopper ' });

    expect(readFilters(options)).toEqual({
      year: 2023,
      category: 'cs.CL',
      author: 'Grace Hopper',
    });
  });

  it('knows categories by their names, and takes those it does not know', () => {
    expect(readFilters(optionsOf({ category: 'Robotics' }))).toEqual({ category: 'cs.RO' });
    expect(readFilters(optionsOf({ category: 'hep-th' }))).toEqual({ category: 'hep-th' });
  });

  it.each(['what people do', '💥', 'x'.repeat(21)])('refuses the category %s', (category) => {
    expect(() => readFilters(optionsOf({ category }))).toThrow(/such as `cs.CL`/);
  });

  it.each(['🎉', 'x'.repeat(61)])('refuses the author %s', (author) => {
    expect(() => readFilters(optionsOf({ author }))).toThrow(/Give one name/);
  });
});
