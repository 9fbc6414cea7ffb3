import { describe, expect, it } from 'vitest';
import { sortNews } from '../../../src/feeds/polling/news.ts';
import { paperWith } from '../../sample-papers.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const LONG_AGO = Date.parse('2026-01-01');

const announced = (id: string, at?: string) => ({
  paper: paperWith({ id }),
  announcement: 'new' as const,
  ...(at !== undefined && { announcedAt: Date.parse(at) }),
});

function sorted(
  papers: readonly ReturnType<typeof announced>[],
  { followedSince = LONG_AGO, held = [] as readonly string[], heldSince = '2026-01-01' } = {},
) {
  const findHeld = (id: string) =>
    held.includes(id) ? paperWith({ id, publishedAt: heldSince }) : undefined;
  const { news, old } = sortNews(papers, { now: NOW, followedSince, findHeld });
  return { news: news.map(({ paper }) => paper.id), old: old.map(({ paper }) => paper.id) };
}

describe('sortNews', () => {
  it('takes what was announced within two weeks for news, in the order in which it came', () => {
    expect(
      sorted([
        announced('today', '2026-11-23T10:00:00Z'),
        announced('last week', '2026-11-16'),
        announced('last month', '2026-10-23'),
      ]),
    ).toEqual({ news: ['last week', 'today'], old: ['last month'] });
  });

  it('takes of a source that is new only what it announced in the last two days', () => {
    const papers = [announced('yesterday', '2026-11-22'), announced('last week', '2026-11-16')];

    expect(sorted(papers, { followedSince: NOW })).toEqual({
      news: ['yesterday'],
      old: ['last week'],
    });
    // And it stays so at later readings.
    expect(sorted(papers, { followedSince: NOW - 60_000 }).old).toEqual(['last week']);
  });

  it('takes an entry without a date for news when it is not known, but not at the first reading', () => {
    const papers = [announced('known'), announced('unknown')];

    expect(sorted(papers, { held: ['known'] })).toEqual({ news: ['unknown'], old: ['known'] });
    expect(sorted(papers, { followedSince: NOW })).toEqual({ news: [], old: ['known', 'unknown'] });
  });

  it('takes a page that was known for no news when its feed dates it anew', () => {
    const edited = announced('feed:1', '2026-11-23T10:00:00Z');

    expect(sorted([edited])).toEqual({ news: ['feed:1'], old: [] });
    expect(sorted([edited], { held: ['feed:1'], heldSince: '2023-05' })).toEqual({
      news: [],
      old: ['feed:1'],
    });
    expect(sorted([edited], { held: ['feed:1'], heldSince: '2026-11-22' }).old).toEqual([]);
  });

  it('tells of a paper that was known before when somebody points to it now', () => {
    const pointedTo = announced('2305.10314', '2026-11-23T10:00:00Z');

    expect(sorted([pointedTo], { held: ['2305.10314'] }).news).toEqual(['2305.10314']);
  });

  it('does not believe dates in the future', () => {
    const { news } = sortNews([announced('tomorrow', '2026-11-24')], {
      now: NOW,
      followedSince: LONG_AGO,
      findHeld: () => undefined,
    });

    expect(news).toMatchObject([{ announcedAt: NOW }]);
  });

  it('keeps the date of an issue to come, and none that is a slip of the pen', () => {
    const dated = (publishedAt: string) => ({
      paper: paperWith({ id: publishedAt, publishedAt }),
      announcement: 'new' as const,
      announcedAt: NOW,
    });

    const { news } = sortNews([dated('2027-03'), dated('2099-01-01')], {
      now: NOW,
      followedSince: LONG_AGO,
      findHeld: () => undefined,
    });

    expect(news.map(({ paper }) => paper.publishedAt)).toEqual(['2027-03', undefined]);
  });
});
