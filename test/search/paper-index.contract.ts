import { describe, expect, it } from 'vitest';
import type { Paper } from '../../src/corpus/paper.ts';
import type { PaperIndex, SearchFilters, SearchMode } from '../../src/search/paper-index.ts';
import { arbitraryPaper } from '../arbitrary-paper.ts';
import { fc } from '../fast-check.ts';
import { paperWith } from '../sample-papers.ts';

const MODES: readonly SearchMode[] = ['hybrid', 'text', 'vector'];

/** Five papers that all have to do with planning, and one that has not. */
const shelf: readonly Paper[] = [
  paperWith({
    id: 'tree',
    title: 'Tree Search for Planning',
    abstract: 'Planning with a learned model of the world.',
    authors: ['Ada Lovelace', 'Will Smith'],
    publishedAt: '2023-05-17',
    primaryCategory: 'cs.AI',
    source: 'page',
  }),
  paperWith({
    id: 'robots',
    title: 'Robots that Plan',
    abstract: 'We let robots plan their way through a kitchen.',
    authors: ['José García Márquez', 'Ada Byron'],
    publishedAt: '2023-11',
    primaryCategory: 'cs.RO',
    source: 'page',
  }),
  paperWith({
    id: 'brains',
    title: 'How Brains Plan',
    abstract: 'Planning is seen in the cortex of mice.',
    authors: ['Jing-Yu Li', 'Paul Erdős'],
    publishedAt: '2022',
    primaryCategory: 'q-bio.NC',
    source: 'feed',
  }),
  paperWith({
    id: 'bounds',
    title: 'Lower Bounds for Planning',
    abstract: 'Planning is hard: we prove $\\Omega(n^2)$ bounds.',
    authors: ['P. Erdos', 'Lovelace Countess'],
    publishedAt: '2022-01-31',
    primaryCategory: 'math.OC',
    source: 'feed',
  }),
  paperWith({
    id: 'anonymous',
    title: 'Planning without a Name',
    abstract: 'Nobody knows who planned this, or when.',
    authors: [],
    publishedAt: undefined,
    primaryCategory: undefined,
    source: 'feed',
  } as unknown as Paper),
  paperWith({ id: 'cakes', title: 'Baking Cakes', abstract: 'Flour, eggs, butter.' }),
];

/**
 * What every `PaperIndex` does.
 *
 * @param createIndex an empty index; one whose embeddings put texts with common words near
 */
export function describePaperIndex(name: string, createIndex: () => PaperIndex): void {
  async function indexOf(papers: Iterable<Paper>): Promise<PaperIndex> {
    const index = createIndex();
    await index.upsert([...papers]);
    return index;
  }

  async function idsOf(
    index: PaperIndex,
    query: string,
    filters?: SearchFilters,
    mode?: SearchMode,
  ) {
    const { hits } = await index.search({
      query,
      limit: 100,
      ...(filters && { filters }),
      ...(mode && { mode }),
    });
    return hits.map(({ paper }) => paper.id);
  }

  describe(`${name}: papers held`, () => {
    it('begins empty', async () => {
      const index = createIndex();

      expect(index.size).toBe(0);
      expect([...index.papers()]).toEqual([]);
      expect(index.get('tree')).toBeUndefined();
      expect(await index.search({ query: 'planning', limit: 5 })).toEqual({ hits: [], total: 0 });
      expect(await index.similar('tree', 5)).toEqual([]);
    });

    it('gives papers back as they came, in the order in which they were added', async () => {
      const index = await indexOf(shelf);
      const added = paperWith({ id: 'added' });

      await index.upsert([added]);

      expect(index.size).toBe(shelf.length + 1);
      expect([...index.papers()]).toEqual([...shelf, added]);
      expect(index.get('brains')).toEqual(shelf[2]);
    });

    it('replaces a paper that has the same id', async () => {
      const index = await indexOf(shelf);
      const robots = paperWith({
        id: 'robots',
        title: 'Vacuum Cleaners',
        authors: ['Grace Hopper'],
      });

      await index.upsert([robots]);

      expect(index.size).toBe(shelf.length);
      expect(index.get('robots')).toEqual(robots);
      expect(await idsOf(index, 'vacuum cleaners', {}, 'text')).toEqual(['robots']);
      expect(await idsOf(index, 'kitchen', {}, 'text')).toEqual([]);
      expect(await idsOf(index, 'plan', { author: 'garcia' })).toEqual([]);
      expect(await idsOf(index, 'vacuum', { author: 'hopper' })).toEqual(['robots']);
    });

    it('finds a replaced paper by its new year, category and source, not by the old ones', async () => {
      const old = { year: 2022, category: 'cs', source: 'page' };
      const index = await indexOf([
        paperWith({ id: 'a', publishedAt: '2022', primaryCategory: 'cs.AI', source: 'page' }),
      ]);
      await index.upsert([paperWith({ id: 'b', publishedAt: '2023' })]);
      await index.remove(['b']);

      await index.upsert([
        paperWith({ id: 'a', publishedAt: '2023', primaryCategory: 'math.OC', source: 'feed' }),
      ]);

      for (const [key, value] of Object.entries(old)) {
        expect(await idsOf(index, 'paper', { [key]: value })).toEqual([]);
      }
      const now = { year: 2023, category: 'math', source: 'feed' };
      expect(await idsOf(index, 'paper', now)).toEqual(['a']);
    });

    it('keeps the last of the papers that share an id within a batch', async () => {
      const versions = ['first', 'second', 'third'].map((title) =>
        paperWith({ id: 'same', title }),
      );

      const index = await indexOf([...versions, paperWith({ id: 'other' })]);

      expect(index.size).toBe(2);
      expect(index.get('same')).toEqual(versions[2]);
      expect(await idsOf(index, 'first second', {}, 'text')).toEqual([]);
    });

    it('forgets papers that are removed, and passes over ids it does not hold', async () => {
      const index = await indexOf(shelf);

      await index.remove(['tree', 'unknown', 'robots', 'tree']);

      expect(index.size).toBe(shelf.length - 2);
      expect(index.get('tree')).toBeUndefined();
      expect([...index.papers()]).toEqual(shelf.slice(2));
      expect(await index.similar('tree', 5)).toEqual([]);
      for (const mode of MODES) {
        const found = await idsOf(index, 'planning', {}, mode);
        expect(found).not.toContain('tree');
        expect(found).toContain('brains');
      }
    });

    it('takes a paper back that was removed', async () => {
      const index = await indexOf(shelf);

      await index.remove(shelf.map(({ id }) => id));
      await index.upsert(shelf);

      expect(index.size).toBe(shelf.length);
      expect(await idsOf(index, 'planning')).toEqual(await idsOf(await indexOf(shelf), 'planning'));
    });

    it('has nothing to do for an empty batch', async () => {
      const index = await indexOf(shelf);

      await index.upsert([]);
      await index.remove([]);

      expect(index.size).toBe(shelf.length);
    });
  });

  describe(`${name}: search`, () => {
    it.each(MODES)('puts the paper first that fits best (%s)', async (mode) => {
      const index = await indexOf(shelf);

      const { hits, total } = await index.search({ query: 'robots in a kitchen', limit: 3, mode });

      expect(hits[0]!.paper).toEqual(shelf[1]);
      expect(total).toBeGreaterThanOrEqual(hits.length);
      expect(hits.map(({ score }) => score)).toEqual(
        hits.map(({ score }) => score).sort((a, b) => b - a),
      );
    });

    it('reads title, abstract and authors', async () => {
      const index = await indexOf(shelf);

      expect(await idsOf(index, 'cakes', {}, 'text')).toEqual(['cakes']);
      expect(await idsOf(index, 'butter', {}, 'text')).toEqual(['cakes']);
      expect(await idsOf(index, 'Byron', {}, 'text')).toEqual(['robots']);
    });

    it('finds words in other forms, cases and accents, and symbols written in TeX', async () => {
      const index = await indexOf(shelf);

      expect(await idsOf(index, 'KITCHENS', {}, 'text')).toEqual(['robots']);
      expect(await idsOf(index, 'marquez', {}, 'text')).toEqual(['robots']);
      expect(await idsOf(index, 'Ω', {}, 'text')).toEqual(['bounds']);
    });

    it.each(['', '   ', '?!', '😀', '\u200b'])(
      'finds nothing for a query without a word: “%s”',
      async (query) => {
        const index = await indexOf(shelf);

        for (const mode of MODES) {
          expect(await index.search({ query, limit: 5, mode })).toEqual({ hits: [], total: 0 });
        }
      },
    );

    it.each(MODES)('finds nothing for words that no paper has (%s)', async (mode) => {
      const index = await indexOf([shelf[5]!]);

      const found = await index.search({ query: 'planning trees', limit: 5, mode });

      expect(found).toEqual({ hits: [], total: 0 });
    });

    it.each([
      ['only of stop words', 'what is this about'],
      ['of names that every object has', 'constructor __proto__ toString'],
      ['that looks like syntax', '"cs.AI" OR (x:y)* -z'],
      ['that is very long', 'x '.repeat(5_000)],
    ])('takes a query %s', async (_, query) => {
      const index = await indexOf(shelf);

      for (const mode of MODES) {
        const { hits, total } = await index.search({ query, limit: 5, mode });
        expect(total).toBeGreaterThanOrEqual(hits.length);
      }
    });

    it.each(MODES)('gives the same ranking page by page as at once (%s)', async (mode) => {
      const index = await indexOf(shelf);
      const whole = await index.search({ query: 'planning for robots', limit: 100, mode });

      const pages = [];
      for (let offset = 0; offset < whole.total; offset += 2) {
        const page = await index.search({ query: 'planning for robots', limit: 2, offset, mode });
        expect(page.total).toBe(whole.total);
        pages.push(...page.hits);
      }

      expect(whole.total).toBeGreaterThan(2);
      expect(pages).toEqual(whole.hits);
    });

    it('orders papers of equal score in the same way, whichever was added first', async () => {
      const twins = ['b', 'a', 'c'].map((id) => paperWith({ id, title: 'Planning' }));
      const index = await indexOf(twins);

      for (const mode of MODES) {
        expect(await idsOf(index, 'planning', {}, mode)).toEqual(['a', 'b', 'c']);
      }
      const similar = await index.similar('b', 2);
      expect(similar.map(({ paper }) => paper.id)).toEqual(['a', 'c']);
    });

    it.each([0, 1, 1_000])(
      'is empty %i beyond the end, and still tells the total',
      async (beyond) => {
        const index = await indexOf(shelf);
        const { total } = await index.search({ query: 'planning', limit: 1 });

        const page = await index.search({ query: 'planning', limit: 5, offset: total + beyond });

        expect(page).toMatchObject({ hits: [], total });
      },
    );

    it.each<[string, SearchFilters, string[]]>([
      ['a year', { year: 2023 }, ['robots', 'tree']],
      ['a year known only by itself or with its month', { year: 2022 }, ['bounds', 'brains']],
      ['a year without papers', { year: 1999 }, []],
      ['a category', { category: 'cs.AI' }, ['tree']],
      ['a category in any case', { category: 'Q-Bio.nc' }, ['brains']],
      ['a whole archive', { category: 'CS' }, ['robots', 'tree']],
      ['a part of a category', { category: 'cs.A' }, []],
      ['no category at all', { category: '' }, []],
      ['a surname', { author: 'Smith' }, ['tree']],
      ['words of a name in any order', { author: 'marquez JOSE' }, ['robots']],
      ['a name with a hyphen', { author: 'Li Jing-Yu' }, ['brains']],
      ['a part of a name with a hyphen', { author: 'jing' }, ['brains']],
      ['a name with or without accents', { author: 'Erdös' }, ['bounds', 'brains']],
      ['an initial and a name', { author: 'P. Erdős' }, ['bounds']],
      ['a name that is a stop word elsewhere', { author: 'Will' }, ['tree']],
      ['words of one author, not of two', { author: 'Ada Lovelace' }, ['tree']],
      ['words that only two authors have together', { author: 'Ada Smith' }, []],
      ['an author whom nobody knows', { author: 'Turing' }, []],
      ['an author without a word', { author: '?' }, []],
      ['a source', { source: 'page' }, ['robots', 'tree']],
      ['a source that there is not', { source: 'elsewhere' }, []],
      ['several at once', { year: 2022, category: 'math', author: 'erdos' }, ['bounds']],
      ['several that exclude each other', { year: 2023, source: 'feed' }, []],
      ['none', {}, ['anonymous', 'bounds', 'brains', 'robots', 'tree']],
    ])('filters by %s', async (_, filters, ids) => {
      const index = await indexOf(shelf);

      for (const mode of MODES) {
        expect((await idsOf(index, 'plan', filters, mode)).sort()).toEqual(ids);
        expect((await index.search({ query: 'plan', limit: 1, filters, mode })).total).toBe(
          ids.length,
        );
      }
    });

    it('counts the papers that pass the filter, not all that match', async () => {
      const index = await indexOf(shelf);

      const page = await index.search({ query: 'plan', limit: 1, filters: { category: 'cs' } });

      expect(page.hits).toHaveLength(1);
      expect(page.total).toBe(2);
    });
  });

  describe(`${name}: similar papers`, () => {
    it('gives the nearest in meaning, best first, without the paper itself', async () => {
      const index = await indexOf([
        ...shelf,
        paperWith({ id: 'twin', title: 'Robots that Plan', abstract: shelf[1]!.abstract }),
      ]);

      const hits = await index.similar('robots', 3);

      expect(hits[0]!.paper.id).toBe('twin');
      expect(hits.map(({ paper }) => paper.id)).not.toContain('robots');
      expect(hits).toHaveLength(3);
      expect(await index.similar('robots', 1)).toEqual(hits.slice(0, 1));
    });

    it('gives nothing for an id it does not hold, and for a paper without a word', async () => {
      const index = await indexOf([...shelf, paperWith({ id: 'mute', title: '', abstract: '…' })]);

      expect(await index.similar('unknown', 5)).toEqual([]);
      expect(await index.similar('mute', 5)).toEqual([]);
    });
  });

  describe(`${name}: titles and ids`, () => {
    const ids = (papers: readonly Paper[]) => papers.map(({ id }) => id);

    it('finds a paper by its whole title, however it is written', async () => {
      const index = await indexOf(shelf);

      expect(index.withTitle('tree search, for PLANNING')).toEqual(shelf[0]);
      expect(index.withTitle('Tree Search')).toBeUndefined();
      expect(index.withTitle('Tree Search for Planning in the Dark')).toBeUndefined();
      expect(index.withTitle('?!')).toBeUndefined();
    });

    it('suggests by id, then by how a title begins, then by words in it, the newest first', async () => {
      const index = await indexOf([
        ...shelf,
        paperWith({ id: 'plan-b', title: 'Something Else', publishedAt: '2001' }),
        paperWith({ id: 'new', title: 'Planned Obsolescence', publishedAt: '2024' }),
        paperWith({ id: 'old', title: 'Plans', publishedAt: '2020-02-03' }),
      ]);

      expect(ids(index.suggest('Plan', 4))).toEqual(['plan-b', 'new', 'old', 'anonymous']);
      expect(ids(index.suggest('plan', 99))).toEqual([
        ...['plan-b', 'new', 'old', 'anonymous', 'robots', 'tree', 'bounds', 'brains'],
      ]);
      expect(ids(index.suggest('that rob', 5))).toEqual(['robots']);
      expect(ids(index.suggest('obot', 5))).toEqual([]);
    });

    it('suggests the newest papers before anything is typed', async () => {
      const index = await indexOf(shelf);

      expect(ids(index.suggest(' ', 2))).toEqual(['robots', 'tree']);
      expect(ids(index.suggest('', 99))).toHaveLength(shelf.length);
      expect(ids(index.suggest('?!', 5))).toEqual([]);
    });

    it('forgets titles and ids that are replaced or removed', async () => {
      const index = await indexOf(shelf);

      await index.upsert([paperWith({ id: 'tree', title: 'Vacuum Cleaners' })]);
      await index.remove(['robots']);

      expect(index.withTitle('Tree Search for Planning')).toBeUndefined();
      expect(index.withTitle('Vacuum cleaners')?.id).toBe('tree');
      expect(ids(index.suggest('tree', 5))).toEqual(['tree']);
      expect(ids(index.suggest('robots', 5))).toEqual([]);
    });
  });

  describe(`${name}: drawing`, () => {
    it('draws every paper that passes the filters, as the number says', async () => {
      const index = await indexOf(shelf);
      const drawn = (filters: SearchFilters | undefined) =>
        Promise.all([0, 0.3, 0.5, 0.999].map((random) => index.draw(filters, random)));

      const of2022 = new Set((await drawn({ year: 2022 })).map((paper) => paper?.id));
      const all = new Set((await drawn(undefined)).map((paper) => paper?.id));

      expect([...of2022].sort()).toEqual(['bounds', 'brains']);
      expect(all.size).toBe(4);
    });

    it('draws nothing when nothing passes, or nothing is there', async () => {
      const index = await indexOf(shelf);

      expect(await index.draw({ year: 1999 }, 0.5)).toBeUndefined();
      expect(await createIndex().draw(undefined, 0.5)).toBeUndefined();
    });
  });

  describe(`${name}: whatever it has been through`, () => {
    const word = fc.constantFrom('plan', 'robots', 'trees', 'models', 'Erdős', 'a-b', 'the');
    const words = fc.array(word, { maxLength: 6 }).map((list) => list.join(' '));
    const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    const paper = fc
      .record({
        id,
        title: words,
        abstract: words,
        authors: fc.array(words, { maxLength: 2 }),
        publishedAt: fc.constantFrom('2022', '2023-05'),
        primaryCategory: fc.constantFrom('cs.AI', 'math.OC'),
      })
      .map(paperWith);
    const changes = fc.array(
      fc.oneof(
        { weight: 2, arbitrary: fc.array(paper, { maxLength: 4 }) },
        { weight: 1, arbitrary: fc.record({ remove: fc.array(id, { maxLength: 3 }) }) },
      ),
      { maxLength: 8 },
    );

    async function expectEqual(index: PaperIndex, fresh: PaperIndex, queries: readonly string[]) {
      expect(index.size).toBe(fresh.size);
      for (const query of queries) {
        for (const mode of MODES) {
          for (const filters of [{}, { year: 2022, category: 'cs' }, { author: 'erdos' }]) {
            const request = { query, limit: 100, mode, filters };
            expect(await index.search(request)).toEqual(await fresh.search(request));
          }
        }
      }
      for (const { id, title } of fresh.papers()) {
        expect(await index.similar(id, 3)).toEqual(await fresh.similar(id, 3));
        expect(index.withTitle(title)?.title).toEqual(fresh.withTitle(title)?.title);
      }
      expect(await index.newest({ limit: 5 })).toEqual(await fresh.newest({ limit: 5 }));
    }

    it('ranks like an index built afresh', async () => {
      await fc.assert(
        fc.asyncProperty(changes, words, async (steps, query) => {
          const index = createIndex();
          const held = new Map<string, Paper>();
          for (const step of steps) {
            if ('remove' in step) {
              await index.remove(step.remove);
              for (const id of step.remove) held.delete(id);
            } else {
              await index.upsert(step);
              for (const each of step) held.set(each.id, each);
            }
          }

          await expectEqual(index, await indexOf(held.values()), [query, 'plan trees']);
        }),
        { numRuns: 40 },
      );
    });

    it('ranks like an index built afresh when most of very many papers are gone', async () => {
      const papers = Array.from({ length: 700 }, (_, i) =>
        paperWith({
          id: `p${i}`,
          title: `Plan ${i % 11} of ${i % 7}`,
          abstract: `robots ${'trees '.repeat(i % 5)}`,
          authors: i % 3 === 0 ? ['Paul Erdős'] : ['Ada Lovelace'],
          publishedAt: i % 2 === 0 ? '2022' : '2023',
        }),
      );
      const index = await indexOf(papers);

      await index.remove(papers.filter((_, i) => i % 4 !== 0).map(({ id }) => id));
      await index.upsert(papers.slice(0, 40));

      const left = papers.filter((_, i) => i % 4 === 0 || i < 40);
      await expectEqual(index, await indexOf(left), ['plan 3', 'robots trees']);
    });

    it('takes papers of any form, and finds them by their ids', async () => {
      const papers = fc.uniqueArray(arbitraryPaper, { selector: ({ id }) => id, maxLength: 5 });
      await fc.assert(
        fc.asyncProperty(papers, async (odd) => {
          const index = await indexOf(odd);

          expect([...index.papers()]).toEqual(odd);
          for (const { id, title } of odd) {
            const { hits, total } = await index.search({ query: title, limit: 10 });
            expect(total).toBeGreaterThanOrEqual(hits.length);
            expect(index.get(id)).toBeDefined();
          }
          await index.remove(odd.map(({ id }) => id));
          expect(index.size).toBe(0);
        }),
        { numRuns: 40 },
      );
    });

    it('never shows a paper half replaced to a search at the same time', async () => {
      const index = await indexOf(shelf);

      const [, ...found] = await Promise.all([
        index.upsert(shelf),
        ...Array.from({ length: 10 }, () => idsOf(index, 'planning')),
      ]);

      for (const ids of found) expect(ids).toEqual(found[0]);
      expect(found[0]).toHaveLength(5);
    });
  });
}
