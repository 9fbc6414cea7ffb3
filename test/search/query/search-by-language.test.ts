import { beforeAll, describe, expect, it } from 'vitest';
import { createPaperFinder } from '../../../src/search/create-paper-finder.ts';
import { OramaPaperIndex } from '../../../src/search/orama/orama-paper-index.ts';
import type { PaperFinder, SearchPage } from '../../../src/search/paper-finder.ts';
import type { SearchFilters } from '../../../src/search/paper-index.ts';
import { paperWith } from '../../sample-papers.ts';
import { hashingEmbedder } from '../hashing-embedder.ts';

const papers = [
  paperWith({
    id: 'old',
    title: 'Agents that use tools',
    abstract: 'The reward model is shaped. Tool use helps agents.',
    authors: ['Heng Ji'],
    publishedAt: '2021-01-01',
  }),
  paperWith({
    id: 'mid',
    title: 'A survey of agents',
    abstract: 'Agents are surveyed, and every model of a reward.',
    authors: ['Ann Smith'],
    publishedAt: '2022-01-01',
    primaryCategory: 'cs.CL',
  }),
  paperWith({
    id: 'new',
    title: 'Robots',
    abstract: 'Robots learn. The reward model for agents drifts.',
    authors: ['Heng Ji', 'Bo Li'],
    publishedAt: '2023-01-01',
  }),
];

let finder: PaperFinder;

beforeAll(async () => {
  const index = new OramaPaperIndex(hashingEmbedder);
  await index.upsert(papers);
  finder = createPaperFinder({ index, sentenceEmbedder: hashingEmbedder, random: () => 0 });
});

function search(query: string, filters: SearchFilters = {}): Promise<SearchPage> {
  return finder.search({ query, filters, offset: 0, limit: 10 });
}

const idsOf = (page: SearchPage) => page.papers.map(({ paper }) => paper.id);

describe('search by the query language', () => {
  it.each([
    { query: '"reward model"', ids: ['new', 'old'] },
    { query: 'agents -survey -robots', ids: ['old'] },
    { query: 'agents author:ji year:..2022', ids: ['old'] },
    { query: 'agents category:cs.CL', ids: ['mid'] },
    { query: 'agents title:agents -title:tools', ids: ['mid'] },
    { query: 'agents id:new id:mid', ids: ['mid', 'new'] },
  ])('finds by $query', async ({ query, ids }) => {
    expect(idsOf(await search(query)).sort()).toEqual(ids);
  });

  it('shows where a phrase stands, though another sentence has more of the words', async () => {
    const [found] = (await search('"agents drifts" robots learn')).papers;
    const [other] = (await search('agents drifts robots learn')).papers;

    expect(found!.snippet.text).toBe('The reward model for agents drifts.');
    expect(other!.snippet.text).toContain('Robots learn.');
  });

  it.each([
    { query: 'author:"Heng Ji"', ids: ['new', 'old'] },
    { query: '-survey', ids: ['new', 'old'] },
    { query: 'year:2021..', ids: ['new', 'mid', 'old'] },
    { query: 'YEAR:2021 year:2022', ids: ['mid', 'old'] },
    { query: 'author:ji and from year:2021..', ids: ['new', 'old'] },
    { query: 'what is there by author:ji', ids: ['new', 'old'] },
  ])('lists what $query lets through, newest first', async ({ query, ids }) => {
    const page = await search(query);

    expect(idsOf(page)).toEqual(ids);
    expect(page.total).toBe(ids.length);
    expect(page.papers.every(({ snippet }) => snippet.text !== '')).toBe(true);
    expect(page.papers.flatMap(({ snippet }) => snippet.matches)).toEqual([]);
  });

  it('pages through a list', async () => {
    const page = await finder.search({ query: 'year:2020..', offset: 1, limit: 1 });

    expect(page.papers.map(({ paper, rank }) => [paper.id, rank])).toEqual([['mid', 2]]);
    expect(page.total).toBe(3);
  });

  it('goes together with filters that are set beside the query', async () => {
    expect(idsOf(await search('agents -tools', { author: 'Heng Ji' }))).toEqual(['new']);
    expect(idsOf(await search('year:2021..', { year: 2022 }))).toEqual(['mid']);
  });

  it('says what it did not understand, and searches it as plain words', async () => {
    const page = await search('robots year:soon');

    expect(page.notUnderstood).toEqual(['year:soon']);
    expect(idsOf(page)).toContain('new');
  });

  it('corrects misspelt words and says so, yet takes phrases as they were typed', async () => {
    const misspelt = await search('robtos lerning');
    const phrase = await search('agents "robtos"');

    expect(misspelt.corrections).toEqual([{ typed: 'robtos', used: 'robots' }]);
    expect(idsOf(misspelt)[0]).toBe('new');
    expect(phrase).toMatchObject({ corrections: [], total: 0 });
  });

  it('marks corrected words in the snippet', async () => {
    const page = await search('robtos drfits');

    const { text, matches } = page.papers[0]!.snippet;
    expect(matches.map((match) => text.slice(...match))).toEqual(['Robots', 'drifts']);
  });

  it('marks plain words and phrases in the snippet, not the syntax', async () => {
    const page = await search('"reward model" -survey author:ji title:robots');

    const { text, matches } = page.papers[0]!.snippet;
    expect(matches.map((match) => text.slice(...match))).toEqual(['reward', 'model']);
  });

  it('takes a plain query word for word', async () => {
    const page = await finder.search({
      query: 'agents -survey',
      isPlain: true,
      offset: 0,
      limit: 10,
    });

    expect(idsOf(page)[0]).toBe('mid');
  });

  it('draws random papers from what passes', async () => {
    expect((await finder.random({ topic: 'author:smith' })).paper?.id).toBe('mid');
    expect((await finder.random({ topic: 'some by author:smith' })).paper?.id).toBe('mid');
    expect((await finder.random({ topic: '-agents' })).paper?.id).toBeUndefined();
  });

  it('says how it took the topic of a random paper', async () => {
    expect(await finder.random({ topic: 'robtos year:soon' })).toMatchObject({
      paper: { id: 'new' },
      notUnderstood: ['year:soon'],
      corrections: [{ typed: 'robtos', used: 'robots' }],
    });
  });
});
