import { describe, expect, it } from 'vitest';
import { createArxivRecordsSource } from '../../../src/feeds/arxiv/arxiv-records-source.ts';
import { parseDocument } from '../../../src/feeds/documents/parse-document.ts';
import { createHttpClient } from '../../../src/feeds/http/http-client.ts';
import type { Place, Reading } from '../../../src/feeds/source.ts';
import { queryOf, startWebServer } from '../web-server.ts';
import { arxivRecord, recordPage } from './arxiv-documents.ts';

const NOW = new Date('2026-11-23T05:40:00Z');

/** The back-fill of a category over a server that answers each query with a page. */
async function backfill(
  answer: (query: Record<string, string>, count: number) => string,
  category = 'cs.CL',
) {
  const server = await startWebServer((request, response, count) =>
    response.end(answer(queryOf(request), count)),
  );
  const source = createArxivRecordsSource({
    http: createHttpClient({ now: () => NOW }),
    parse: async (job) => parseDocument(job),
    baseUrl: server.url,
    category,
    days: 30,
  });
  const read = (place: Place = {}, now = NOW): Promise<Reading> =>
    source.read({ place, now, signal: new AbortController().signal });
  return { source, read, queries: () => server.requests.map(queryOf) };
}

const lastPage = recordPage(arxivRecord({ id: '2611.00001' }));
const token = '<resumptionToken>next</resumptionToken>';
const error = (code: string) => `<error code="${code}"/>`;

describe('createArxivRecordsSource', () => {
  it('goes back as far as it is told, page by page', async () => {
    const { read, queries } = await backfill(({ resumptionToken }) =>
      resumptionToken === undefined
        ? recordPage(arxivRecord({ id: '2611.00001' }), { token })
        : recordPage(arxivRecord({ id: '2611.00002' })),
    );

    const first = await read();
    const second = await read(first.place);

    expect(first).toMatchObject({ hasMore: true, papers: [{ paper: { id: '2611.00001' } }] });
    expect(second).toMatchObject({ hasMore: false, papers: [{ paper: { id: '2611.00002' } }] });
    expect(queries()).toEqual([
      { verb: 'ListRecords', metadataPrefix: 'arXivRaw', set: 'cs:cs:CL', from: '2026-10-24' },
      { verb: 'ListRecords', resumptionToken: 'next' },
    ]);
  });

  it.each([
    ['cs.CL cs.LG', 'new', 'replacement'],
    ['cs.LG cs.CL', 'cross-list', 'replacement-cross-list'],
  ])(
    'announces a paper of %s that was revised meanwhile as %s as well',
    async (categories, first, then) => {
      const revised = arxivRecord({
        id: '2611.00001',
        categories,
        versions: ['Fri, 20 Nov 2026 10:00:00 GMT', 'Sun, 22 Nov 2026 10:00:00 GMT'],
      });
      const { read } = await backfill(() => recordPage(revised));

      const { papers } = await read();

      expect(papers).toMatchObject([
        { announcement: first, version: 1, announcedAt: Date.parse('2026-11-20') },
        { announcement: then, version: 2, announcedAt: Date.parse('2026-11-22T10:00:00Z') },
      ]);
    },
  );

  it('announces only the new version of a paper that came out long ago', async () => {
    const revised = arxivRecord({
      id: '2610.00001',
      versions: ['Thu, 1 Oct 2026 10:00:00 GMT', 'Sun, 22 Nov 2026 10:00:00 GMT'],
    });
    const { read } = await backfill(() => recordPage(revised));

    expect((await read()).papers).toMatchObject([{ announcement: 'replacement', version: 2 }]);
  });

  it('begins the next time two days before it began the last time', async () => {
    const { read, queries } = await backfill(() => lastPage);

    const { place } = await read();
    await read(place, new Date('2026-11-30T05:40:00Z'));

    expect(queries()[1]).toMatchObject({ from: '2026-11-21' });
  });

  it('says so when nothing was changed', async () => {
    const { read } = await backfill(() => recordPage('', { error: error('noRecordsMatch') }));

    expect(await read()).toMatchObject({
      papers: [],
      hasMore: false,
      note: 'arXiv has changed no record of cs.CL since 2026-10-24',
    });
  });

  it('begins anew when arXiv has forgotten where it was, but not for ever', async () => {
    const { read } = await backfill(({ resumptionToken }) =>
      resumptionToken === undefined
        ? recordPage(arxivRecord({ id: '2611.00001' }), { token })
        : recordPage('', { error: error('badResumptionToken') }),
    );

    let reading = await read();
    for (let restarts = 0; restarts < 3; restarts++) reading = await read(reading.place);

    expect(reading).toMatchObject({ hasMore: true, papers: [{ paper: { id: '2611.00001' } }] });
    await expect(read(reading.place)).rejects.toThrow('arXiv forgets where reading stopped');
  });

  it('hands on what else arXiv says', async () => {
    const { read } = await backfill(() => recordPage('', { error: error('badArgument') }));

    await expect(read()).rejects.toThrow('arXiv says: badArgument');
  });

  it.each([
    ['cs.CL', 'cs:cs:CL'],
    ['cs', 'cs'],
    ['hep-th', 'physics:hep-th'],
    ['astro-ph.GA', 'physics:astro-ph:GA'],
    ['physics.optics', 'physics:physics:optics'],
    ['physics', 'physics:physics'],
    ['q-bio.NC', 'q-bio:q-bio:NC'],
  ])('asks for %s by the set %s', async (category, set) => {
    const { read, queries, source } = await backfill(() => lastPage, category);

    await read();

    expect(queries()[0]).toMatchObject({ set });
    expect(source.announcesAs).toBe(`arxiv:${category}`);
  });
});
