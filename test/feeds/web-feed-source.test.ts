import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/feeds/documents/parse-document.ts';
import { createHttpClient } from '../../src/feeds/http/http-client.ts';
import { createWebFeedSource } from '../../src/feeds/web-feed-source.ts';
import { startWebServer } from './web-server.ts';

describe('createWebFeedSource', () => {
  it('reads a feed, its encoding from the header and its links from where it was found', async () => {
    const feed = `<rss version="2.0"><channel><item><title>Éclair</title><link>p/1</link></item></channel></rss>`;
    const server = await startWebServer((request, response) => {
      if (request.url === '/feed') response.writeHead(301, { location: '/blog/feed.xml' }).end();
      else {
        response.setHeader('content-type', 'text/xml; charset=iso-8859-1');
        response.setHeader('last-modified', 'Mon, 23 Nov 2026 10:00:00 GMT');
        response.end(Buffer.from(feed, 'latin1'));
      }
    });
    const source = createWebFeedSource({
      http: createHttpClient({ now: () => new Date(0) }),
      parse: async (job) => parseDocument(job),
      name: 'lab',
      url: `${server.url}/feed`,
    });

    const reading = await source.read({
      place: {},
      now: new Date(0),
      signal: new AbortController().signal,
    });

    expect(reading).toMatchObject({
      papers: [
        {
          paper: {
            title: 'Éclair',
            source: 'lab',
            links: { abstract: `${server.url}/blog/p/1` },
          },
        },
      ],
      place: { validators: { lastModified: 'Mon, 23 Nov 2026 10:00:00 GMT' } },
    });
  });
});
