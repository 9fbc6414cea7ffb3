import { open } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Paper } from '../../../src/corpus/paper.ts';
import { OramaPaperIndex } from '../../../src/search/orama/orama-paper-index.ts';
import type { PaperIndex, SearchMode } from '../../../src/search/paper-index.ts';
import { readSnapshot } from '../../../src/search/snapshot/read-snapshot.ts';
import { writeSnapshot } from '../../../src/search/snapshot/write-snapshot.ts';
import { arbitraryPaper } from '../../arbitrary-paper.ts';
import { useTemporaryFolder } from '../../corpus/temporary-folder.ts';
import { fc } from '../../fast-check.ts';
import { paperWith, samplePapers } from '../../sample-papers.ts';
import { hashingEmbedder } from '../hashing-embedder.ts';

const inFolder = useTemporaryFolder();
const MODES: readonly SearchMode[] = ['hybrid', 'text', 'vector'];

async function indexOf(papers: readonly Paper[]): Promise<OramaPaperIndex> {
  const index = new OramaPaperIndex(hashingEmbedder);
  await index.upsert(papers);
  return index;
}

/** Another index with what one holds, by way of a file. */
async function copyOf(index: OramaPaperIndex): Promise<OramaPaperIndex> {
  const copy = new OramaPaperIndex(hashingEmbedder);
  const handle = await open(inFolder('s'), 'w+');
  await index.save((sections) => writeSnapshot(handle, { fingerprint: {} }, sections));
  await copy.restore((await readSnapshot(handle)).sections);
  await handle.close();
  return copy;
}

/** Sorted: a paper that comes back finds its old place in one index, and is the last in a copy. */
function byId(index: PaperIndex): Paper[] {
  return [...index.papers()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function expectSame(copy: PaperIndex, index: PaperIndex, queries: readonly string[]) {
  expect(byId(copy)).toEqual(byId(index));
  expect(copy.size).toBe(index.size);
  for (const query of queries) {
    for (const mode of MODES) {
      for (const filters of [
        {},
        { year: 2022, category: 'cs' },
        { author: 'erdos' },
        { source: 'test' },
        { excluded: [{ kind: 'word', word: 'trees', scope: 'text' } as const] },
        { required: [[{ kind: 'phrase', words: ['b', 'plan'], scope: 'text' } as const]] },
      ]) {
        const request = { query, limit: 100, mode, filters };
        expect(await copy.search(request)).toEqual(await index.search(request));
      }
    }
    expect(copy.idf(query)).toBe(index.idf(query));
  }
  expect(await copy.newest({ limit: 5 })).toEqual(await index.newest({ limit: 5 }));
  for (const { id } of [...index.papers()].slice(0, 50)) {
    expect(await copy.similar(id, 3)).toEqual(await index.similar(id, 3));
  }
}

const word = fc.constantFrom('plan', 'robots', 'trees', 'models', 'Erdős', 'a-b', 'the', '数学');
const words = fc.array(word, { maxLength: 6 }).map((list) => list.join(' '));
const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g');
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
const change = fc.oneof(
  { weight: 2, arbitrary: fc.array(paper, { maxLength: 4 }) },
  { weight: 1, arbitrary: fc.record({ remove: fc.array(id, { maxLength: 3 }) }) },
);
const changes = fc.array(change, { maxLength: 6 });

async function apply(steps: readonly (readonly Paper[] | { remove: string[] })[], to: PaperIndex) {
  for (const step of steps) {
    if ('remove' in step) await to.remove(step.remove);
    else await to.upsert(step);
  }
}

describe('an index that was restored', () => {
  it('ranks like the one that was saved, and goes on like it', async () => {
    await fc.assert(
      fc.asyncProperty(changes, changes, words, async (before, after, query) => {
        const index = await indexOf([]);
        await apply(before, index);
        const copy = await copyOf(index);
        expect([...copy.papers()]).toEqual([...index.papers()]);
        await expectSame(copy, index, [query, 'plan trees']);

        await apply(after, index);
        await apply(after, copy);

        await expectSame(copy, index, [query, 'plan trees']);
      }),
      { numRuns: 40 },
    );
  });

  it('does so when most of very many papers are gone, and more go', async () => {
    const papers = Array.from({ length: 1_500 }, (_, i) =>
      paperWith({
        id: `p${i}`,
        title: `Plan ${i % 11} of ${i % 7}`,
        abstract: `robots ${'trees '.repeat(i % 5)} number${i}`,
        authors: i % 3 === 0 ? ['Paul Erdős'] : ['Ada Lovelace'],
        publishedAt: i % 2 === 0 ? '2022' : '2023',
      }),
    );
    const index = await indexOf(papers);
    await index.remove(papers.slice(0, 350).map(({ id }) => id));
    await index.upsert(papers.slice(300, 320));

    const copy = await copyOf(index);
    for (const each of [index, copy]) {
      await each.remove(papers.slice(300, 900).map(({ id }) => id));
      await each.upsert(papers.slice(0, 700).reverse());
    }

    // Of the second copy nothing but the first knows how it came about.
    for (const other of [copy, await copyOf(copy)]) {
      await expectSame(other, index, ['plan 3', 'robots trees', 'number5']);
    }
  });

  it('reads queries as the one that was saved: spelling and acronyms', async () => {
    const abstract = 'Aligned by reinforcement learning from human feedback (RLHF).';
    const index = await indexOf([paperWith({ id: 'a', abstract }), paperWith({ id: 'b' })]);
    await index.remove(['b']);

    const copy = await copyOf(index);

    const request = { query: 'RLHF for alignd studies', limit: 5 };
    const { reading } = await copy.search(request);
    expect(reading?.corrections).toEqual([{ typed: 'alignd', used: 'aligned' }]);
    expect(reading?.terms.map(({ term }) => term)).toContain('feedback');
    expect(await copy.search(request)).toEqual(await index.search(request));
  });

  it('holds papers of any form as they were', async () => {
    const papers = fc.uniqueArray(arbitraryPaper, { selector: ({ id }) => id, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(papers, async (odd) => {
        const index = await indexOf(odd);
        await expectSame(
          await copyOf(index),
          index,
          odd.map(({ title }) => title),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('weighs meaning as it was calibrated, without embedding anything', async () => {
    const papers = Array.from({ length: 60 }, (_, i) =>
      paperWith({ id: `p${i}`, title: `Plan ${i}`, abstract: `Robots plan ${i} by ${i * 7}.` }),
    );
    const index = await indexOf(papers);
    const handle = await open(inFolder('s'), 'w+');
    await index.save((sections) => writeSnapshot(handle, { fingerprint: {} }, sections));
    const embedded: string[] = [];
    const copy = new OramaPaperIndex({
      ...hashingEmbedder,
      embed: async (texts) => {
        embedded.push(...texts);
        return hashingEmbedder.embed(texts);
      },
    });

    await copy.restore((await readSnapshot(handle)).sections);
    await handle.close();

    expect(embedded).toEqual([]);
    await expectSame(copy, index, ['robots plan 7']);
  });
});

describe('an index that is being saved', () => {
  it('is searched meanwhile, and changes when it is saved', async () => {
    const index = await indexOf(samplePapers);
    const events: string[] = [];
    const added = paperWith({ id: 'added', title: 'Language model of late' });

    const saving = index.save(async (sections) => {
      for (const { chunks } of sections) {
        for (const _ of chunks) await new Promise((resolve) => setImmediate(resolve));
      }
      events.push('saved');
    });
    const changing = index.upsert([added]).then(() => index.remove([samplePapers[0]!.id]));
    const { hits } = await index.search({ query: 'language model', limit: 20 });
    events.push('searched');
    await Promise.all([saving, changing.then(() => events.push('changed'))]);

    expect(hits.map(({ paper }) => paper.id)).not.toContain('added');
    expect(events).toEqual(['searched', 'saved', 'changed']);
    expect(index.get('added')).toBe(added);
    expect(index.get(samplePapers[0]!.id)).toBeUndefined();
  });

  it('changes again after its snapshot could not be written', async () => {
    const index = await indexOf(samplePapers);
    const full = new Error('The disk is full.');

    await expect(index.save(() => Promise.reject(full))).rejects.toThrow(full);
    await index.upsert([paperWith({ id: 'added' })]);

    expect(index.get('added')).toBeDefined();
  });
});
