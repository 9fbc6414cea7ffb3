import { describe, expect, it } from 'vitest';
import { scanArguments } from '../../../src/preview/terminal/scan-arguments.ts';
import { fc } from '../../fast-check.ts';

const names = new Set(['query', 'year', 'author']);

/** Parts as `name=text`, or the text alone. */
function scan(source: string): string[] {
  return scanArguments(source, names).map(({ name, text }) =>
    name === undefined ? text : `${name}=${text}`,
  );
}

describe('scanArguments', () => {
  it.each([
    { what: 'nothing', source: '  ', parts: [] },
    { what: 'plain words', source: ' direct preference', parts: ['direct', 'preference'] },
    { what: 'a named option', source: 'dpo year:2024', parts: ['dpo', 'year=2024'] },
    { what: 'a name in capitals', source: 'Year:2024', parts: ['year=2024'] },
    { what: 'a space after the colon', source: 'year: 2024', parts: ['year=2024'] },
    {
      what: 'a value of several words',
      source: 'author:  Heng  Ji year:2024 ',
      parts: ['author=Heng  Ji', 'year=2024'],
    },
    {
      what: 'a quoted value',
      source: 'author:"Heng Ji" year:2024',
      parts: ['author=Heng Ji', 'year=2024'],
    },
    {
      what: 'a quoted name in a value',
      source: 'author:x "year: 1" y',
      parts: ['author=x "year: 1" y'],
    },
    {
      what: 'a value that goes on behind quotes',
      source: 'author:"Heng Ji" Zhou query:x',
      parts: ['author="Heng Ji" Zhou', 'query=x'],
    },
    {
      what: 'a quote inside a value',
      source: String.raw`author:"a \"b\""`,
      parts: ['author=a "b"'],
    },
    { what: 'curly quotes', source: 'author:“Heng Ji”', parts: ['author=Heng Ji'] },
    { what: 'a quote left open', source: 'author:"Heng Ji', parts: ['author=Heng Ji'] },
    { what: 'a value that is missing', source: 'dpo year:', parts: ['dpo', 'year='] },
    { what: 'a name behind a name', source: 'year: author:x', parts: ['year=', 'author=x'] },
    { what: 'a colon after another word', source: 'LeTI: Learning', parts: ['LeTI:', 'Learning'] },
    { what: 'an address', source: 'https://arxiv.org/abs/1', parts: ['https://arxiv.org/abs/1'] },
    { what: 'a name within a word', source: 'myyear:2024', parts: ['myyear:2024'] },
    { what: 'a name in quotes', source: '"the year: 2024" x', parts: ['"the year: 2024"', 'x'] },
    { what: 'the bare option by name', source: 'query:a b year:1', parts: ['query=a b', 'year=1'] },
    { what: 'the bare option quoted', source: 'query:"a year:1"', parts: ['query=a year:1'] },
    { what: 'the bare option again', source: 'a query:b', parts: ['a', 'query=b'] },
  ])('takes apart $what', ({ source, parts }) => {
    expect(scan(source)).toEqual(parts);
  });

  it('says where each part stands', () => {
    const parts = scanArguments(' dpo author:"Heng Ji"  year: 2 024 ', names);

    expect(parts.map(({ start, end }) => [start, end])).toEqual([
      [1, 4],
      [5, 21],
      [23, 34],
    ]);
  });

  it('keeps every word of text that names no option', () => {
    const word = fc.stringMatching(/^[^\s:"“”]+$/u);
    fc.assert(
      fc.property(fc.array(word), (words) => {
        expect(scan(words.join(' '))).toEqual(words);
      }),
    );
  });
});
