import { describe, expect, it } from 'vitest';
import { search } from '../../commands/search.ts';
import { UserError } from '../../src/user-error.ts';
import { readCard } from '../discord/cards/card-text.ts';
import { pressWith, requestWith, servicesWith } from './command-request.ts';

describe('/paper search', () => {
  it('shows the first page of hits and how many there are', async () => {
    const card = await search.execute(requestWith({ query: 'language model' }), servicesWith());

    expect(readCard(card)).toMatch(/^\*\*12 papers\*\* for “language model”/);
    expect(readCard(card)).toContain('### 5. ');
    expect(readCard(card)).not.toContain('### 6. ');
  });

  it('finds only what passes the filters', async () => {
    const request = requestWith({
      query: 'study',
      year: '2022',
      category: 'stat',
      author: 'Noether',
    });

    const card = await search.execute(request, servicesWith());

    expect(readCard(card)).toMatch(
      /^\*\*5 papers\*\* for “study”\n-# from 2022 · in stat · by Noether/,
    );
  });

  it('names the filter that leaves nothing', async () => {
    const request = requestWith({ query: 'study', year: '1999' });

    await expect(search.execute(request, servicesWith())).rejects.toThrow(
      'No paper matches “study” from 1999. There are 10 papers without the year.',
    );
  });

  it('leafs forward and back with the query and filters of the message', async () => {
    const state = { query: 'study', filters: { year: 2022 }, offset: 0 };
    const services = servicesWith([
      ...Array.from({ length: 7 }, (_, at) => ({
        id: `2201.0000${at}`,
        title: `Study ${at}`,
        abstract: '',
        authors: [],
        publishedAt: '2022',
        source: 'test',
        links: { abstract: 'https://arxiv.org/' },
      })),
    ]);

    const second = await search.presses.next.execute(pressWith(state), services);
    const first = await search.presses.previous.execute(
      pressWith({ ...state, offset: 5 }),
      services,
    );

    expect(readCard(second)).toContain('### 6. [Study 5]');
    expect(readCard(first)).toContain('### 1. [Study 0]');
  });

  it('says so when the page is gone because the corpus has changed', async () => {
    const press = pressWith({ query: 'language model', offset: 95 });

    await expect(search.presses.next.execute(press, servicesWith())).rejects.toThrow(
      new UserError(
        'That page is gone: only 12 papers match now. ' +
          'The corpus has changed; search again to see them.',
      ),
    );
  });

  it('suggests categories', () => {
    expect(search.autocomplete({ option: 'category', typed: 'cs.cl' })).toEqual([
      { name: 'cs.CL: Computation and Language', value: 'cs.CL' },
    ]);
  });
});
