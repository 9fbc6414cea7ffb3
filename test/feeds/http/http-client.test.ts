import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  createHttpClient,
  type HttpClientOptions,
  type HttpRequest,
} from '../../../src/feeds/http/http-client.ts';
import { createAddressGuard } from '../../../src/feeds/http/public-address.ts';
import { SourceError } from '../../../src/feeds/source-error.ts';
import { startWebServer } from '../web-server.ts';

const MIB = 1024 * 1024;
const NOW = new Date('2026-11-23T12:00:00Z');

function get(
  url: string,
  request: Partial<HttpRequest> = {},
  options: Partial<HttpClientOptions> = {},
) {
  const client = createHttpClient({ now: () => NOW, ...options });
  return client.get({ url, signal: new AbortController().signal, ...request });
}

describe('createHttpClient', () => {
  it('fetches a document and what is needed to read and to ask for it again', async () => {
    const server = await startWebServer((_request, response) => {
      response.setHeader('content-type', 'text/xml; charset=iso-8859-1');
      response.setHeader('etag', '"a1"');
      response.setHeader('last-modified', 'Mon, 23 Nov 2026 10:00:00 GMT');
      response.end('<rss/>');
    });

    const answer = await get(`${server.url}/feed.xml`, { accept: 'application/rss+xml' });

    expect(answer).toMatchObject({
      isNotModified: false,
      url: `${server.url}/feed.xml`,
      contentType: 'text/xml; charset=iso-8859-1',
      validators: { etag: '"a1"', lastModified: 'Mon, 23 Nov 2026 10:00:00 GMT' },
    });
    expect(String('bytes' in answer && answer.bytes)).toBe('<rss/>');
    expect(server.requests[0]?.headers.accept).toBe('application/rss+xml');
  });

  it('says who it is and where its people can be reached', async () => {
    const server = await startWebServer((_request, response) => response.end());

    await get(server.url, {}, { contact: 'bot@lab.example' });

    expect(server.requests[0]?.headers['user-agent']).toMatch(
      /^papercord\/[\d.]+ \(a Discord bot that finds research papers; bot@lab\.example\)$/,
    );
  });

  it('asks whether a document has changed, and is told that it has not', async () => {
    const server = await startWebServer((_request, response) => response.writeHead(304).end());

    const answer = await get(server.url, {
      validators: { etag: '"a1"', lastModified: 'Mon, 23 Nov 2026 10:00:00 GMT' },
    });

    expect(answer).toEqual({ isNotModified: true });
    expect(server.requests[0]?.headers).toMatchObject({
      'if-none-match': '"a1"',
      'if-modified-since': 'Mon, 23 Nov 2026 10:00:00 GMT',
    });
  });

  it.each([500, 503, 429])('tries once more after %i', async (status) => {
    const server = await startWebServer((_request, response, count) => {
      if (count === 1) response.setHeader('retry-after', '1');
      response.writeHead(count === 1 ? status : 200).end('there');
    });

    expect(await get(server.url)).toMatchObject({ bytes: Buffer.from('there') });
    expect(server.requests).toHaveLength(2);
  });

  it('starts anew when the connection breaks in the middle of the answer', async () => {
    const server = await startWebServer((_request, response, count) => {
      response.writeHead(200, { 'content-length': '5' });
      if (count === 1) response.write('the', () => response.destroy());
      else response.end('there');
    });

    expect(await get(server.url)).toMatchObject({ bytes: Buffer.from('there') });
  });

  it('hands on how long the server wants to be left alone when that is too long to wait', async () => {
    const server = await startWebServer((_request, response) =>
      response.writeHead(429, { 'retry-after': '3600' }).end(),
    );

    await expect(get(server.url)).rejects.toMatchObject({
      name: 'SourceError',
      message: 'it says that it is asked too often (429)',
      retryAfterMs: 3_600_000,
    });
    expect(server.requests).toHaveLength(1);
  });

  it('does not try again for somebody who waits', async () => {
    const server = await startWebServer((_request, response) => response.writeHead(500).end());

    await expect(get(server.url, { isUrgent: true })).rejects.toThrow('it answers 500');
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    [404, 'there is nothing at its address (404)'],
    [403, 'it refuses to answer (403)'],
    [410, 'it is gone for good (410)'],
  ])('says in words what %i means, at once', async (status, reason) => {
    const server = await startWebServer((_request, response) => response.writeHead(status).end());

    await expect(get(server.url)).rejects.toThrow(reason);
    expect(server.requests).toHaveLength(1);
  });

  it('gives up on an answer that comes too slowly', async () => {
    const server = await startWebServer((_request, response) => {
      response.write('drop by drop');
    });

    await expect(get(server.url, { isUrgent: true }, { timeoutMs: 100 })).rejects.toThrow(
      'it did not answer within 1 s',
    );
  });

  it('gives up on an answer that is too large, without reading it to the end', async () => {
    let sent = 0;
    const server = await startWebServer((_request, response) => {
      const send = () => {
        while (!response.destroyed && response.write(Buffer.alloc(MIB))) sent++;
        response.once('drain', send);
      };
      send();
    });

    await expect(get(server.url, {}, { maxBytes: 2 * MIB })).rejects.toThrow('larger than 2 MiB');
    expect(sent).toBeLessThan(100);
  });

  it('gives up on a small answer that unpacks to a large one', async () => {
    const bomb = gzipSync(Buffer.alloc(50 * MIB));
    const server = await startWebServer((_request, response) => {
      response.setHeader('content-encoding', 'gzip');
      response.setHeader('content-length', bomb.length);
      response.end(bomb);
    });

    await expect(get(server.url, {}, { maxBytes: MIB })).rejects.toThrow('larger than 1 MiB');
  });

  it('follows redirects and says where they led', async () => {
    const server = await startWebServer((request, response) => {
      if (request.url === '/old') response.writeHead(301, { location: '/new/feed.xml' }).end();
      else response.end('there');
    });

    expect(await get(`${server.url}/old`)).toMatchObject({ url: `${server.url}/new/feed.xml` });
  });

  it('gives up on redirects without end', async () => {
    const server = await startWebServer((_request, response) =>
      response.writeHead(302, { location: '/' }).end(),
    );

    await expect(get(server.url)).rejects.toThrow('it redirects without end');
  });

  it('stops when it is told to', async () => {
    const server = await startWebServer(() => undefined);
    const stop = new AbortController();

    const answer = get(server.url, { signal: stop.signal });
    stop.abort();

    await expect(answer).rejects.toThrow(SourceError);
  });

  it('says so when a server is not there', async () => {
    const server = await startWebServer((_request, response) => response.end());
    const { port } = new URL(server.url);

    await expect(get(`http://localhost:${port}9/`, { isUrgent: true })).rejects.toThrow(
      SourceError,
    );
    await expect(get('not an address')).rejects.toThrow('its address makes no sense');
  });
});

describe('createHttpClient, with a guard', () => {
  it('does not connect to this machine', async () => {
    const guard = createAddressGuard({ isWebPort: () => true });
    const server = await startWebServer((_request, response) => response.end());

    await expect(get(server.url, {}, { guard })).rejects.toThrow('127.0.0.1 is no public address');
    expect(server.requests).toHaveLength(0);
  });

  it('does not connect to a name that leads to this machine', async () => {
    const guard = createAddressGuard({
      lookUp: (_hostname, _options, callback) =>
        callback(null, [{ address: '127.0.0.1', family: 4 }]),
    });

    await expect(get('http://feeds.example/', {}, { guard })).rejects.toThrow(
      'feeds.example is no public address',
    );
  });

  it.each(['http://127.0.0.2:80/', 'http://localhost:80/', 'http://[::1]/', 'file:///etc/passwd'])(
    'does not follow a public server to %s',
    async (location) => {
      // As if this machine had one public address, and one that is private.
      const guard = createAddressGuard({
        isPublic: (address) => address === '127.0.0.1',
        isWebPort: () => true,
        lookUp: (_hostname, _options, callback) =>
          callback(null, [{ address: '127.0.0.2', family: 4 }]),
      });
      const server = await startWebServer((_request, response) =>
        response.writeHead(302, { location }).end(),
      );

      await expect(get(server.url, {}, { guard })).rejects.toThrow(
        /is no public address|only http and https|unsupported protocol/i,
      );
      expect(server.requests).toHaveLength(1);
    },
  );
});
