import { expect, it } from 'vitest';
import { extendQuery } from '../../../src/search/query/extend-query.ts';

it.each([
  { what: 'nothing', additions: {}, extended: 'agents' },
  { what: 'empty texts', additions: { exclude: '', title: ' - ' }, extended: 'agents' },
  { what: 'a range of years', additions: { years: '2022..' }, extended: 'agents year:2022..' },
  {
    what: 'words and phrases of the title',
    additions: { title: 'tools "language model"' },
    extended: 'agents title:tools title:"language model"',
  },
  {
    what: 'what is to be left out, with or without a minus and commas',
    additions: { exclude: 'survey, -robot “case study” self-play author:smith' },
    extended: 'agents -survey -robot -“case study” -self-play -author:smith',
  },
])('adds $what to a query', ({ additions, extended }) => {
  expect(extendQuery('agents', additions)).toBe(extended);
});
