import { describe, expect, it } from 'vitest';
import { createArxivListSource } from '../../../src/feeds/arxiv/arxiv-list-source.ts';
import { parseDocument } from '../../../src/feeds/documents/parse-document.ts';
import { createHttpClient } from '../../../src/feeds/http/http-client.ts';
import type { Place } from '../../../src/feeds/source.ts';
import { startWebServer } from '../web-server.ts';
import { arxivList } from './arxiv-documents.ts';

async function listSource(list: string) {
  const server = await startWebServer((request, response) => {
    response.setHeader('etag', '"1"');
    if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
    else response.end(list);
  });
  const source = createArxivListSource({
    http: createHttpClient({ now: () => new Date(0) }),
    parse: async (job) => parseDocument(job),
    baseUrl: server.url,
    category: 'cs.CL',
  });
  const read = (now: string, place: Place = {}) =>
    source.read({ place, now: new Date(now), signal: new AbortController().signal });
  return { read, server };
}

describe('createArxivListSource', () => {
  it('reads the list of its category, once as long as it does not change', async () => {
    const { read, server } = await listSource(arxivList([{ id: '2611.00001v1' }]));

    const first = await read('2026-11-23T06:00:00Z');
    const second = await read('2026-11-23T07:00:00Z', first.place);

    expect(server.requests[0]?.url).toBe('/rss/cs.CL');
    expect(first).toMatchObject({
      papers: [{ paper: { id: '2611.00001' } }],
      isNotModified: false,
    });
    expect(second).toMatchObject({ papers: [], isNotModified: true, place: first.place });
  });

  it('asks again for a list that came in part', async () => {
    const { read } = await listSource(arxivList([{ id: '2611.00001v1' }]).slice(0, -20));

    expect((await read('2026-11-23T06:00:00Z')).place).toEqual({});
  });

  it.each([
    ['2026-11-21T12:00:00Z', /^weekend: the source was empty/],
    // Still Sunday in New York.
    ['2026-11-23T04:00:00Z', /^weekend: the source was empty/],
    ['2026-11-26T12:00:00Z', /^the source was empty: arXiv announces nothing on its holidays/],
  ])('says why it was empty at %s', async (now, note) => {
    const { read } = await listSource(arxivList([]));

    expect((await read(now)).note).toMatch(note);
  });
});
