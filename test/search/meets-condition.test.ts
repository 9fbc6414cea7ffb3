import { describe, expect, it } from 'vitest';
import type { Paper } from '../../src/corpus/paper.ts';
import { createConditionTest, readPaper } from '../../src/search/meets-condition.ts';
import { OramaPaperIndex } from '../../src/search/orama/orama-paper-index.ts';
import { parseQuery } from '../../src/search/query/parse-query.ts';
import { fc } from '../fast-check.ts';
import { hashingEmbedder } from './hashing-embedder.ts';

const WORDS = [
  'model',
  'models',
  'reward',
  'survey',
  'self-play',
  'selfplay',
  'GPT-3.5',
  'the',
  "Bayes'",
  'naïve',
  '$\\alpha$-net',
  'agents',
  '“quoted”',
  'play',
  '3',
];
const text = fc.array(fc.constantFrom(...WORDS), { maxLength: 8 }).map((words) => words.join(' '));
const names = ['Heng Ji', 'Ji Wu', 'José García', 'P. Erdős', 'An Li', 'Will Smith'];
const codes = ['cs.CL', 'cs.LG', 'stat.ML', 'math', 'CS.RO'];

const paper: fc.Arbitrary<Omit<Paper, 'id'>> = fc.record(
  {
    title: text,
    abstract: text,
    authors: fc.subarray(names),
    source: fc.constant('test'),
    publishedAt: fc.constantFrom('2021', '2022-05', '2023-05-17'),
    primaryCategory: fc.constantFrom(...codes),
    categories: fc.subarray(codes),
    links: fc.constant({ abstract: 'https://example.org' }),
  },
  { requiredKeys: ['title', 'abstract', 'authors', 'source', 'links'] },
);

const part = fc.oneof(
  fc.constantFrom(...WORDS).map((word) => `-${word}`),
  fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...WORDS)).map((two) => `"${two.join(' ')}"`),
  fc.constantFrom(...WORDS).map((word) => `title:${word}`),
  fc.constantFrom(...names, 'ji', 'garcia', 'smith').map((name) => `author:"${name}"`),
  fc.constantFrom('2022', '2022..', '..2022', '2021..2022').map((years) => `year:${years}`),
  fc.constantFrom(...codes, 'cs', 'stat').map((code) => `category:${code}`),
);

describe('conditions held against papers one by one', () => {
  it('find the papers that the index finds by them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(paper, { minLength: 1, maxLength: 12 }),
        fc.array(fc.tuple(fc.boolean(), part), { minLength: 1, maxLength: 2 }),
        async (bare, parts) => {
          const papers = bare.map((each, i) => ({ ...each, id: `p${i}` }));
          const query = parts
            .map(([isExcluded, each]) => (isExcluded && each[0] !== '-' ? `-${each}` : each))
            .join(' ');
          const { required, excluded } = parseQuery(query).filters;
          const index = new OramaPaperIndex(hashingEmbedder);
          await index.upsert(papers);

          const one = papers
            .filter((each) => {
              const readable = readPaper(each);
              const meets = (condition: (typeof excluded)[number]) =>
                createConditionTest(condition)(readable);
              return required.every((group) => group.some(meets)) && !excluded.some(meets);
            })
            .map(({ id }) => id);
          const { hits } = await index.newest({ filters: { required, excluded }, limit: 100 });

          expect(hits.map((hit) => hit.paper.id).sort(), query).toEqual(one.sort());
        },
      ),
      { numRuns: 60 },
    );
  });
});
