import { describe, expect, it } from 'vitest';
import type { Paper } from '../../../src/corpus/paper.ts';
import { nextTurn } from '../../../src/search/next-turn.ts';
import { OramaPaperIndex } from '../../../src/search/orama/orama-paper-index.ts';
import type { PaperCondition, SearchFilters } from '../../../src/search/paper-index.ts';
import { splitSequence } from '../../../src/search/words.ts';
import { fc } from '../../fast-check.ts';
import { paperWith } from '../../sample-papers.ts';
import { hashingEmbedder } from '../hashing-embedder.ts';

const papers: readonly Paper[] = [
  paperWith({
    id: 'a',
    title: 'Reward models for agents',
    abstract: 'We train a reward model by self-play.',
    authors: ['Heng Ji', 'Ann Smith'],
    publishedAt: '2021-03-01',
    primaryCategory: 'cs.CL',
  }),
  paperWith({
    id: 'b',
    title: 'A survey of agents',
    abstract: 'The model of reward is discussed. Surveys differ.',
    authors: ['Heng Li', 'Ji Wu'],
    publishedAt: '2023',
    primaryCategory: 'cs.RO',
  }),
  paperWith({
    id: 'c',
    title: 'Selfplay at scale',
    abstract: 'Agents with a \\emph{Reward}-Model, at $O(n)$ cost.',
    authors: ['Cai Smith'],
    publishedAt: '2023-05-17',
    primaryCategory: 'cs.LG',
  }),
  paperWith({ id: 'd', title: 'Agents, undated', abstract: 'No more.', authors: [] }),
].map((paper) => {
  if (paper.id !== 'd') return paper;
  const { publishedAt: _, primaryCategory: __, ...undated } = paper;
  return undated;
});

async function indexOf(held: readonly Paper[]): Promise<OramaPaperIndex> {
  const index = new OramaPaperIndex(hashingEmbedder);
  await index.upsert(held);
  return index;
}

const phrase = (text: string, scope: 'title' | 'text' = 'text'): PaperCondition => ({
  kind: 'phrase',
  words: splitSequence(text),
  scope,
});
const word = (text: string, scope: 'title' | 'text' = 'text'): PaperCondition => ({
  kind: 'word',
  word: text,
  scope,
});

const cases: readonly { what: string; filters: SearchFilters; ids: string }[] = [
  { what: 'a phrase as it is shown', filters: { required: [[phrase('reward model')]] }, ids: 'ac' },
  {
    what: 'a phrase in the title',
    filters: { required: [[phrase('of agents', 'title')]] },
    ids: 'b',
  },
  {
    what: 'a phrase of abstracts in the title',
    filters: { required: [[phrase('reward model', 'title')]] },
    ids: '',
  },
  { what: 'a phrase nobody wrote', filters: { required: [[phrase('agents reward')]] }, ids: '' },
  { what: 'a word in any form', filters: { required: [[word('surveying')]] }, ids: 'b' },
  { what: 'a word in the title', filters: { required: [[word('model', 'title')]] }, ids: 'a' },
  { what: 'an unknown word', filters: { required: [[word('zebra')]] }, ids: '' },
  {
    what: 'one of two spellings',
    filters: { required: [[phrase('self play'), word('selfplay')]] },
    ids: 'ac',
  },
  { what: 'without a word', filters: { excluded: [word('survey')] }, ids: 'acd' },
  { what: 'without a phrase', filters: { excluded: [phrase('reward model')] }, ids: 'bd' },
  {
    what: 'one author’s name',
    filters: { required: [[{ kind: 'author', name: 'ji heng' }]] },
    ids: 'a',
  },
  {
    what: 'not by an author',
    filters: { excluded: [{ kind: 'author', name: 'Smith' }] },
    ids: 'bd',
  },
  { what: 'years', filters: { required: [[{ kind: 'years', from: 2021, to: 2022 }]] }, ids: 'a' },
  {
    what: 'years without an end',
    filters: { required: [[{ kind: 'years', from: 2022 }]] },
    ids: 'bc',
  },
  {
    what: 'years without a start',
    filters: { required: [[{ kind: 'years', to: 2022 }]] },
    ids: 'a',
  },
  {
    what: 'not in years',
    filters: { excluded: [{ kind: 'years', from: 2023, to: 2023 }] },
    ids: 'ad',
  },
  {
    what: 'one of two categories',
    filters: {
      required: [
        [
          { kind: 'category', category: 'CS.CL' },
          { kind: 'category', category: 'cs.RO' },
        ],
      ],
    },
    ids: 'ab',
  },
  {
    what: 'an id',
    filters: {
      required: [
        [
          { kind: 'id', id: 'c' },
          { kind: 'id', id: 'unknown' },
        ],
      ],
    },
    ids: 'c',
  },
  {
    what: 'all at once',
    filters: {
      year: 2023,
      author: 'smith',
      required: [[phrase('reward model')], [word('agents')]],
      excluded: [word('survey')],
    },
    ids: 'c',
  },
];

describe('filters of the index', () => {
  it.each(cases)('let through $what', async ({ filters, ids }) => {
    const index = await indexOf(papers);

    const { hits, total } = await index.search({ query: 'agents', limit: 10, filters });
    const listed = await index.newest({ limit: 10, filters });

    expect(
      hits
        .map(({ paper }) => paper.id)
        .sort()
        .join(''),
    ).toBe(ids);
    expect(total).toBe(ids.length);
    expect(
      listed.hits
        .map(({ paper }) => paper.id)
        .sort()
        .join(''),
    ).toBe(ids);
    expect(listed.total).toBe(ids.length);
  });

  it('follow what is replaced and removed', async () => {
    const index = await indexOf(papers);
    const filters: SearchFilters = { required: [[phrase('reward model')]] };

    await index.upsert([paperWith({ id: 'b', abstract: 'A reward model.' })]);
    await index.remove(['a']);

    const { hits } = await index.newest({ limit: 10, filters });
    expect(hits.map(({ paper }) => paper.id)).toEqual(['c', 'b']);
  });

  it.each([
    { what: 'authors', count: 1_300, filters: { author: 'Ann Lee' } },
    { what: 'phrases', count: 10_300, filters: { required: [[phrase('by heart')]] } },
  ])(
    'read many papers for $what in several turns of the event loop, in which none comes or goes',
    async ({ count: papersHeld, filters }) => {
      const held = Array.from({ length: papersHeld }, (_, i) =>
        paperWith({ id: `${i}`, title: '', abstract: 'By heart.', authors: ['Ann Lee'] }),
      );
      const index = await indexOf(held);
      const request = { limit: 1, filters };
      let turns = 0;
      let isDone = false;
      const count = (): void => {
        turns++;
        if (!isDone) setImmediate(count);
      };

      const searching = index.newest(request).then((found) => {
        isDone = true;
        return found;
      });
      count();
      await nextTurn();
      await nextTurn();
      const removing = index.remove(['7']);

      expect((await searching).total).toBe(papersHeld);
      expect(turns).toBeGreaterThanOrEqual(4);
      await removing;
      expect((await index.newest(request)).total).toBe(papersHeld - 1);
    },
  );

  it('find a phrase with a very long word', async () => {
    const long = 'x'.repeat(45);
    const index = await indexOf([paperWith({ id: 'a', abstract: `On ${long} matters.` })]);

    const { total } = await index.newest({
      limit: 1,
      filters: { required: [[phrase(`${long} matters`)]] },
    });

    expect(total).toBe(1);
  });

  it('find a phrase exactly where it stands in the text', async () => {
    const text = fc
      .array(fc.constantFrom('red', 'blue', 'tree', 'house'), { maxLength: 6 })
      .map((words) => words.join(' '));
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: 1, maxLength: 8 }),
        text.filter((words) => words !== ''),
        async (texts, wanted) => {
          const held = texts.map((abstract, i) => paperWith({ id: `${i}`, title: 'x', abstract }));
          const index = await indexOf(held);

          const required = await index.newest({
            limit: 10,
            filters: { required: [[phrase(wanted)]] },
          });
          const excluded = await index.newest({
            limit: 10,
            filters: { excluded: [phrase(wanted)] },
          });

          const holds = held.filter(({ abstract }) => ` ${abstract} `.includes(` ${wanted} `));
          expect(required.total).toBe(holds.length);
          expect(excluded.total).toBe(held.length - holds.length);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('newest', () => {
  it('lists papers by date, those without one last, page by page', async () => {
    const index = await indexOf(papers);

    const first = await index.newest({ limit: 3 });
    const second = await index.newest({ limit: 3, offset: 3 });
    const beyond = await index.newest({ limit: 3, offset: 9 });

    expect(first.hits.map(({ paper }) => paper.id)).toEqual(['c', 'b', 'a']);
    expect(second.hits.map(({ paper }) => paper.id)).toEqual(['d']);
    expect(beyond).toEqual({ hits: [], total: 4 });
  });
});
