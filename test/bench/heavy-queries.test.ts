import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../src/search/query/parse-query.ts';
import { paperWith, samplePapers } from '../sample-papers.ts';
import { heavyQueries } from './heavy-queries.ts';

describe('heavyQueries', () => {
  it('asks for what is most common in the papers', () => {
    const papers = [
      paperWith({
        id: '1',
        abstract: 'The language model and a language model.',
        authors: ['Wei Wang'],
      }),
      paperWith({ id: '2', abstract: 'A model of language.', authors: ['Ann Lee', 'Wei Wang'] }),
      paperWith({ id: '3', abstract: 'One more model.', authors: ['Bo Wang'] }),
    ];

    expect(heavyQueries(papers)).toEqual([
      '"language model"',
      '"the language"',
      'title:"language model"',
      'model -"language model"',
      'author:wang',
      'author:"Wei Wang"',
      'model -author:wang',
      '-model',
      '-"language model"',
      'year:1900..2100',
      'model year:1900..2100',
    ]);
  });

  it('is understood by the query language as it is meant', () => {
    const parsed = heavyQueries(samplePapers).map(parseQuery);

    expect(parsed.flatMap(({ notUnderstood }) => notUnderstood)).toEqual([]);
    expect(
      parsed.every(({ filters: { required, excluded } }) => required.length + excluded.length > 0),
    ).toBe(true);
  });
});
