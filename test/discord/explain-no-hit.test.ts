import { describe, expect, it } from 'vitest';
import { explainNoHit } from '../../src/discord/explain-no-hit.ts';
import { fakePaperFinder } from '../fake-paper-finder.ts';
import { paperWith } from '../sample-papers.ts';

const finder = fakePaperFinder([
  paperWith({ id: '1', title: 'Robots', publishedAt: '2020', primaryCategory: 'cs.RO' }),
  paperWith({ id: '2', title: 'Robots', publishedAt: '2021', primaryCategory: 'cs.RO' }),
  paperWith({ id: '3', title: 'Robots', publishedAt: '2021', primaryCategory: 'cs.AI' }),
]);

describe('explainNoHit', () => {
  it.each([
    {
      when: 'there is no filter',
      query: 'zebra',
      filters: {},
      says: 'No paper matches “zebra”. Try fewer or other words, or see what is there with `/paper random`.',
    },
    {
      when: 'the query holds filters itself',
      query: 'zebra -horse',
      filters: {},
      says: 'No paper matches “zebra -horse”. Try it without one of its phrases, filters or exclusions.',
    },
    {
      when: 'one filter leaves nothing',
      query: 'robots',
      filters: { year: 1999 },
      says: 'No paper matches “robots” from 1999. There are 3 papers without the year.',
    },
    {
      when: 'two filters exclude each other',
      query: 'robots',
      filters: { year: 2020, category: 'cs.AI' },
      says:
        'No paper matches “robots” from 2020 in cs.AI. ' +
        'There is 1 paper without the year, 1 without the category.',
    },
    {
      when: 'no filter alone is to blame',
      query: 'robots',
      filters: { year: 1999, author: 'Nobody' },
      says: 'No paper matches “robots” from 1999 by Nobody. There are 3 papers without any filter.',
    },
    {
      when: 'nothing matches without filters either',
      query: 'zebra',
      filters: { year: 2020 },
      says:
        'No paper matches “zebra” from 2020, nor is there one without the filters. ' +
        'Try fewer or other words.',
    },
  ])('says what to try when $when', async ({ query, filters, says }) => {
    expect(await explainNoHit(finder, query, filters)).toBe(says);
  });

  it('repeats what was typed without letting it do anything', async () => {
    expect(await explainNoHit(finder, '@everyone [a](https://b.c)', {})).toContain(
      '“\\@everyone \\[a\\](https\\://b.c)”',
    );
  });
});
