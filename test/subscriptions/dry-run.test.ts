import { beforeAll, describe, expect, it } from 'vitest';
import { mergePapers } from '../../src/feeds/merge-papers.ts';
import { OramaPaperIndex } from '../../src/search/orama/orama-paper-index.ts';
import type { FoundPaper } from '../../src/store/paper-store.ts';
import type { Wish } from '../../src/store/subscription-store.ts';
import { dryRun } from '../../src/subscriptions/dry-run.ts';
import { openTestStore } from '../feeds/open-test-store.ts';
import { paperWith } from '../sample-papers.ts';
import { hashingEmbedder } from '../search/hashing-embedder.ts';
import { wishFor } from '../store/samples.ts';

const DAY_MS = 86_400_000;
const NOW = Date.parse('2026-11-23T12:00:00Z');

const rewards = paperWith({ id: 'rewards', title: 'Reward models', publishedAt: '2024-05-01' });
const survey = paperWith({ id: 'survey', title: 'A survey of rewards', publishedAt: '2025-01' });

const found = (
  paper: FoundPaper['paper'],
  daysAgo: number,
  source = 'arxiv:cs.CL',
): FoundPaper => ({
  paper,
  source,
  announcement: 'new',
  announcedAt: NOW - daysAgo * DAY_MS,
});

describe('dryRun', () => {
  let index: OramaPaperIndex;
  beforeAll(async () => {
    index = new OramaPaperIndex(hashingEmbedder);
    await index.upsert([rewards, survey]);
  });

  async function run(wish: Partial<Wish>, announced: readonly FoundPaper[]) {
    const { papers } = await openTestStore();
    await papers.record(announced, { now: NOW, merge: mergePapers, isForMatching: false });
    const corpus = () => index.papers();
    return dryRun(wishFor(wish), { papers, corpus, scorer: index, now: NOW });
  }

  it('lists what the last 30 days would have brought, newest first, and how many a week', async () => {
    const { posts, considered, days, perWeek, skipped } = await run({ exclude: ['nothing'] }, [
      found(rewards, 14),
      found(survey, 2),
      found(paperWith({ id: 'long ago' }), 31),
    ]);

    expect(posts.map(({ paper, reason }) => [paper.id, reason])).toEqual([
      ['survey', 'everything from arXiv cs.CL'],
      ['rewards', 'everything from arXiv cs.CL'],
    ]);
    expect({ considered, days, perWeek, skipped }).toEqual({
      considered: 2,
      days: 14,
      perWeek: 1,
      skipped: [],
    });
  });

  it('counts a paper once that several sources announced', async () => {
    const { posts } = await run({}, [found(rewards, 2), found(rewards, 1, 'hf-daily-papers')]);

    expect(posts).toHaveLength(1);
  });

  it('says why the others would not have been posted, the most frequent reason first', async () => {
    const { posts, skipped } = await run({ exclude: ['survey'], sources: ['arxiv'] }, [
      found(survey, 3),
      found(survey, 2, 'hf-daily-papers'),
      found(rewards, 2, 'hf-daily-papers'),
    ]);

    expect(posts).toEqual([]);
    expect(skipped).toEqual([
      { reason: 'from other sources', papers: 2 },
      { reason: 'excluded by “survey”', papers: 1 },
    ]);
  });

  it('tries the corpus as long as no source has brought anything, and names no source for it', async () => {
    const { posts, days, perWeek } = await run({}, []);

    expect(posts.map(({ paper, reason }) => [paper.id, reason])).toEqual([
      ['survey', 'every new paper'],
      ['rewards', 'every new paper'],
    ]);
    expect({ days, perWeek }).toEqual({ days: 0 });
  });
});
