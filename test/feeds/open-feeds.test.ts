import { describe, expect, it, onTestFinished } from 'vitest';
import type { Paper } from '../../src/corpus/paper.ts';
import { openFeeds } from '../../src/feeds/open-feeds.ts';
import {
  arxivList,
  arxivRecord,
  queryAnswer,
  queryEntry,
  recordPage,
} from './arxiv/arxiv-documents.ts';
import { openTestStore } from './open-test-store.ts';
import { silentLog } from './silent-log.ts';
import { startWebServer } from './web-server.ts';

const NOW = new Date('2026-11-23T12:00:00Z');

/** All sources at once, each served by one server on this machine. */
async function openAll() {
  const askedArxivAt: number[] = [];
  const server = await startWebServer(({ url = '' }, response) => {
    if (/^\/(?:rss|oai)/.test(url)) askedArxivAt.push(performance.now());
    if (url.startsWith('/api/daily_papers')) {
      const paper = {
        id: '2611.00001',
        title: 'A Paper on Things',
        githubRepo: 'https://github.com/x/y',
      };
      response.end(JSON.stringify([{ paper, submittedOnDailyAt: '2026-11-22T00:00:00Z' }]));
    } else if (url === '/rss/cs.CL') {
      response.end(
        arxivList([{ id: '2611.00001v1' }, { id: '2611.00002v1', title: 'Another One' }]),
      );
    } else if (url.startsWith('/oai')) {
      response.end(recordPage(arxivRecord({ id: '2611.00002', title: 'Another One' })));
    } else if (url.startsWith('/api/query')) {
      response.end(queryAnswer(queryEntry.replaceAll('2611.00001', '2501.00001')));
    } else {
      response.end(
        '<rss version="2.0"><channel><item><title>A Post</title><link>https://lab.example/p</link><pubDate>Mon, 23 Nov 2026 09:00:00 GMT</pubDate></item></channel></rss>',
      );
    }
  });
  const held = new Map<string, Paper>();
  const store = await openTestStore();
  const feeds = openFeeds({
    settings: {
      names: [
        { kind: 'hugging-face' },
        { kind: 'arxiv', category: 'cs.CL' },
        { kind: 'feed', name: 'lab', url: `${server.url}/feed.xml` },
      ],
      schedule: '7 * * * *',
      timeZone: 'UTC',
      backfillDays: 5,
      allowsPrivateAddresses: true,
      urls: {
        huggingFace: server.url,
        arxivLists: server.url,
        arxivRecords: server.url,
        arxivQueries: server.url,
      },
    },
    store,
    index: {
      get: (id) => held.get(id),
      async upsert(papers) {
        for (const paper of papers) held.set(paper.id, paper);
      },
    },
    now: () => NOW,
    random: () => 0,
    log: silentLog,
    holder: 'test',
  });
  onTestFinished(() => feeds.stop());
  return { feeds, store, held, askedArxivAt };
}

describe('openFeeds', () => {
  it('brings what every source has into the store and the index, as one record a paper', async () => {
    const { feeds, store, held, askedArxivAt } = await openAll();

    const reports = await feeds.poller.runDue();
    await feeds.start();

    expect(reports.map(({ source, error }) => error ?? source)).toEqual([
      'hf-daily-papers',
      'arxiv:cs.CL',
      'arxiv-records:cs.CL',
      'lab',
    ]);
    expect(held.get('2611.00001')).toMatchObject({
      abstract: 'We study things.',
      authors: ['Ann A', 'Ben B'],
      source: 'arxiv',
      links: {
        code: 'https://github.com/x/y',
        huggingFace: 'https://huggingface.co/papers/2611.00001',
      },
    });
    expect([...held.keys()].sort()).toEqual([
      '2611.00001',
      '2611.00002',
      expect.stringMatching(/^feed:/),
    ]);
    const announced = (await store.papers.unmatched(10)).map(
      ({ paper, source }) => `${source}: ${paper.title}`,
    );
    expect(announced.sort()).toEqual([
      'arxiv:cs.CL: A Paper on Things',
      'arxiv:cs.CL: Another One',
      'hf-daily-papers: A Paper on Things',
      'lab: A Post',
    ]);
    expect((await feeds.health()).map(({ status }) => status)).toEqual(Array(4).fill('well'));
    // One request in three seconds over everything of arXiv.
    const [first = 0, second = 0] = askedArxivAt;
    expect(second - first).toBeGreaterThanOrEqual(2_900);
  });

  it('looks up a paper and brings it into the index', async () => {
    const { feeds, held } = await openAll();

    expect(await feeds.fetchPaper('2501.00001')).toMatchObject({ id: '2501.00001' });
    expect(held.has('2501.00001')).toBe(true);
  });
});
