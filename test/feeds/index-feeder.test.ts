import { describe, expect, it } from 'vitest';
import type { Paper } from '../../src/corpus/paper.ts';
import { createIndexFeeder } from '../../src/feeds/index-feeder.ts';
import { mergePapers } from '../../src/feeds/merge-papers.ts';
import { paperWith } from '../sample-papers.ts';
import { openTestStore } from './open-test-store.ts';

/** An index that only holds papers, with the corpus in it. */
function fakeIndex(...corpus: Paper[]) {
  const held = new Map(corpus.map((paper) => [paper.id, paper]));
  return {
    get: (id: string) => held.get(id),
    async upsert(papers: readonly Paper[]) {
      for (const paper of papers) held.set(paper.id, paper);
    },
  };
}

describe('createIndexFeeder', () => {
  it('brings in all papers of the store, and then only what has changed', async () => {
    const store = await openTestStore();
    const index = fakeIndex();
    const feeder = createIndexFeeder({ papers: store.papers, index });
    const record = (...papers: Paper[]) =>
      store.papers.record(
        papers.map((paper) => ({ paper, source: 'lab', announcement: 'new' as const })),
        { now: 0, merge: mergePapers, isForMatching: true },
      );

    await record(
      paperWith({ id: 'feed:1', title: 'One' }),
      paperWith({ id: 'feed:2', title: 'Two' }),
    );
    expect(await feeder.catchUp()).toBe(2);
    expect(await feeder.catchUp()).toBe(0);

    await record(paperWith({ id: 'feed:2', title: 'Two, revised' }));
    expect(await feeder.catchUp()).toBe(1);
    expect(index.get('feed:1')?.title).toBe('One');
    expect(index.get('feed:2')?.title).toBe('Two, revised');
  });

  it('completes a paper of the corpus instead of replacing it by a poorer record', async () => {
    const store = await openTestStore();
    const corpus = paperWith({ id: '2305.10314', abstract: 'Known.', authors: ['Ann A'] });
    const index = fakeIndex(corpus);
    const found = paperWith({ id: '2305.10314', abstract: '', authors: [] });
    await store.papers.record(
      [
        {
          paper: { ...found, links: { ...found.links, code: 'https://github.com/x/y' } },
          source: 'hf-daily-papers',
          announcement: 'new',
        },
      ],
      { now: 0, merge: mergePapers, isForMatching: true },
    );

    await createIndexFeeder({ papers: store.papers, index }).catchUp();

    expect(index.get('2305.10314')).toMatchObject({
      abstract: 'Known.',
      authors: ['Ann A'],
      links: { code: 'https://github.com/x/y' },
    });
  });
});
