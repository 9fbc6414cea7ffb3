import { describe, expect, it } from 'vitest';
import { readTextAsQuery } from '../../../src/discord/asking/text-as-query.ts';
import { countChars } from '../../../src/discord/limits.ts';
import { parseQuery } from '../../../src/search/query/parse-query.ts';
import { fakePaperFinder } from '../../fake-paper-finder.ts';
import { fc } from '../../fast-check.ts';
import { samplePapers } from '../../sample-papers.ts';

const finder = fakePaperFinder(samplePapers);

describe('readTextAsQuery', () => {
  it.each([
    {
      text: 'Anyone read **DPO**? "direct -preference" author:me',
      query: 'Anyone read DPO ? direct preference author me',
    },
    { text: 'self-play https://example.org/x -- no data', query: 'self-play no data' },
    { text: 'say "-preference" or *-reward*', query: 'say preference or reward' },
    { text: 'look: https://arxiv.org/abs/2305.10314', query: 'look' },
  ])('takes the words of “$text”', ({ text, query }) => {
    expect(readTextAsQuery(text, finder)).toEqual({ query });
  });

  it('cuts a long text after a word', () => {
    const { query } = readTextAsQuery('language model '.repeat(100), finder);

    expect(countChars(query)).toBeLessThanOrEqual(300);
    expect(query).toMatch(/^(language model )+language( model)?$/);
  });

  it('finds the paper in a message that is nothing but its link', () => {
    expect(readTextAsQuery('<https://arxiv.org/abs/2305.10314>', finder)).toMatchObject({
      paper: { id: '2305.10314' },
    });
  });

  it.each(['', '🙂 !?', 'https://example.org/x', 'https://arxiv.org/abs/2401.99999'])(
    'says so when there is nothing to search for in “%s”',
    (text) => {
      expect(() => readTextAsQuery(text, finder)).toThrow(/^There are no words in that message/);
    },
  );

  it('never makes a query that holds more than words, whatever somebody wrote', () => {
    const signs = fc.constantFrom('"', '-x', 'author:ji', '“', 'year:2024', '- -', '«a b»', 'id:1');
    fc.assert(
      fc.property(fc.array(fc.oneof(signs, fc.string({ unit: 'grapheme' }))), (words) => {
        const { query } = readTextAsQuery(['word', ...words].join(' '), finder);
        const { filters, phrases } = parseQuery(query);
        expect({ ...filters, phrases }).toEqual({ required: [], excluded: [], phrases: [] });
      }),
    );
  });
});
