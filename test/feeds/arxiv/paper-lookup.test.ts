import { describe, expect, it } from 'vitest';
import { createPaperLookup } from '../../../src/feeds/arxiv/paper-lookup.ts';
import { parseDocument } from '../../../src/feeds/documents/parse-document.ts';
import { createHttpClient } from '../../../src/feeds/http/http-client.ts';
import { openTestStore } from '../open-test-store.ts';
import { silentLog } from '../silent-log.ts';
import { queryOf, startWebServer } from '../web-server.ts';
import { queryAnswer, queryEntry } from './arxiv-documents.ts';

async function lookup({ status = 200, isSilent = false } = {}) {
  const server = await startWebServer((request, response) => {
    if (isSilent) return;
    if (status !== 200) response.writeHead(status, { 'retry-after': '120' }).end();
    else response.end(queryAnswer(queryOf(request).id_list === '2611.00001' ? queryEntry : ''));
  });
  const store = await openTestStore();
  const clock = { now: Date.parse('2026-11-23T12:00:00Z') };
  let recorded = 0;
  const fetchPaper = createPaperLookup({
    http: createHttpClient({ now: () => new Date(clock.now) }),
    parse: async (job) => parseDocument(job),
    baseUrl: server.url,
    papers: store.papers,
    now: () => new Date(clock.now),
    log: silentLog,
    onRecorded: async () => {
      recorded++;
    },
    timeoutMs: isSilent ? 50 : 5_000,
  });
  return { fetchPaper, server, store, clock, recorded: () => recorded };
}

describe('createPaperLookup', () => {
  it.each(['2611.00001', 'arXiv:2611.00001v1', 'https://arxiv.org/pdf/2611.00001'])(
    'fetches the paper that %s names',
    async (reference) => {
      const { fetchPaper } = await lookup();

      expect(await fetchPaper(reference)).toMatchObject({
        id: '2611.00001',
        title: 'A Paper on Things',
      });
    },
  );

  it('fetches a paper once and keeps it, without any subscription hearing of it', async () => {
    const { fetchPaper, server, store, recorded } = await lookup();

    await Promise.all([fetchPaper('2611.00001'), fetchPaper('2611.00001')]);
    await fetchPaper('2611.00001');

    expect(server.requests).toHaveLength(1);
    expect(recorded()).toBe(1);
    expect(await store.papers.unmatched(10)).toEqual([]);
  });

  it('does not ask again within the hour for a paper that arXiv does not have', async () => {
    const { fetchPaper, server, clock } = await lookup();

    expect(await fetchPaper('2611.99999')).toBeUndefined();
    expect(await fetchPaper('2611.99999')).toBeUndefined();
    expect(server.requests).toHaveLength(1);

    clock.now += 61 * 60_000;
    await fetchPaper('2611.99999');
    expect(server.requests).toHaveLength(2);
  });

  it('leaves arXiv alone for as long as it asks', async () => {
    const { fetchPaper, server, clock } = await lookup({ status: 429 });

    expect(await fetchPaper('2611.00001')).toBeUndefined();
    expect(await fetchPaper('2611.00002')).toBeUndefined();
    expect(server.requests).toHaveLength(1);

    clock.now += 121_000;
    await fetchPaper('2611.00002');
    expect(server.requests).toHaveLength(2);
  });

  it('knows nothing when arXiv does not answer in time', async () => {
    const { fetchPaper } = await lookup({ isSilent: true });

    expect(await fetchPaper('2611.00001')).toBeUndefined();
  });

  it('asks nobody for what is no arXiv id', async () => {
    const { fetchPaper, server } = await lookup();

    expect(await fetchPaper('Attention is all you need')).toBeUndefined();
    expect(server.requests).toHaveLength(0);
  });
});
