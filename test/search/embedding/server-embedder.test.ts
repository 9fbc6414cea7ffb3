import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import {
  createServerEmbedder,
  type ServerEmbedderOptions,
} from '../../../src/search/embedding/server-embedder.ts';
import { UserError } from '../../../src/user-error.ts';
import { useTemporaryFolder } from '../../corpus/temporary-folder.ts';
import {
  answerJson,
  answerStatus,
  answerText,
  answerWell,
  cutConnection,
  embeddingOf,
  startEmbeddingsServer,
  stoppedClock,
} from './embeddings-server.ts';

const inFolder = useTemporaryFolder();

function open(url: string, options: Partial<ServerEmbedderOptions> = {}) {
  const { clock } = stoppedClock();
  return createServerEmbedder({ url, model: 'm', cacheDir: inFolder('cache'), clock, ...options });
}

function toArrays(embeddings: readonly Float32Array[]): number[][] {
  return embeddings.map((embedding) => [...embedding]);
}

async function messageOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => new Error('It succeeded.'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UserError);
  return (error as UserError).message;
}

describe('createServerEmbedder', () => {
  it('learns the dimensions from one embedding, the first time it is opened', async () => {
    const server = await startEmbeddingsServer();

    const embedder = await open(server.url);
    const again = await open(server.url);

    expect(embedder.dimensions).toBe(4);
    expect(again.dimensions).toBe(4);
    expect(server.requests).toHaveLength(1);
  });

  it.each(['', '/', '/embeddings', '/embeddings/'])(
    'finds the way when the address ends in “%s”',
    async (ending) => {
      const server = await startEmbeddingsServer();

      await open(server.url + ending);

      expect(server.requests[0]).toMatchObject({ path: '/v1/embeddings', model: 'm' });
    },
  );

  it('keeps the query of an address', async () => {
    const server = await startEmbeddingsServer();

    await open(`${server.url}?api-version=1`);

    expect(server.requests[0]!.path).toBe('/v1/embeddings?api-version=1');
  });

  it.each([
    { apiKey: 'secret', login: '', authorization: 'Bearer secret' },
    { apiKey: undefined, login: 'user:pa%3Ass@', authorization: 'Basic dXNlcjpwYTpzcw==' },
    { apiKey: undefined, login: '', authorization: undefined },
  ])('shows the server “$authorization”', async ({ apiKey, login, authorization }) => {
    const server = await startEmbeddingsServer();

    await open(server.url.replace('//', `//${login}`), apiKey === undefined ? {} : { apiKey });

    expect(server.requests[0]!.authorization).toBe(authorization);
  });

  it('names itself by model and address, without secrets', async () => {
    const server = await startEmbeddingsServer();

    const { name } = await open(server.url.replace('//', '//user:pass@'));

    expect(name).toBe(`m at ${server.url}/embeddings`);
  });

  it('gives the embeddings in the order of the texts, whatever the order of the reply', async () => {
    const server = await startEmbeddingsServer();
    const embedder = await open(server.url);
    server.answerNext(
      answerJson({
        data: [
          { index: 2, embedding: [3, 3, 3, 3] },
          { index: 0, embedding: [1, 1, 1, 1] },
          { index: 1, embedding: [2, 2, 2, 2] },
        ],
      }),
    );

    const embeddings = await embedder.embed(['a', 'b', 'c']);

    expect(toArrays(embeddings)).toEqual([1, 2, 3].map((x) => [x, x, x, x]));
  });

  it('asks for many texts in batches, bounded by number and by length', async () => {
    const server = await startEmbeddingsServer();
    const embedder = await open(server.url);
    const short = Array.from({ length: 70 }, (_, i) => `text ${i}`);
    const long = Array.from({ length: 10 }, (_, i) => String(i).repeat(7_000));

    const embeddings = await embedder.embed([...short, ...long]);

    expect(server.requests.slice(1).map(({ input }) => input.length)).toEqual([32, 32, 15, 1]);
    expect(toArrays(embeddings)).toEqual([...short, ...long].map(embeddingOf));
  });

  it('cuts a text that no model reads to its end, without leaving half a character', async () => {
    const server = await startEmbeddingsServer();
    const embedder = await open(server.url);

    await embedder.embed([`${'x'.repeat(7_999)}😀 and so on`]);

    const [sent] = server.requests[1]!.input;
    expect(sent).toHaveLength(8_000);
    expect(sent).toMatch(/x\ufffd$/);
  });

  it('gives zeros for blank texts, of which servers want none', async () => {
    const server = await startEmbeddingsServer();
    const embedder = await open(server.url);

    const embeddings = await embedder.embed(['', ' \n ', 'a']);

    expect(toArrays(embeddings)).toEqual([[0, 0, 0, 0], [0, 0, 0, 0], embeddingOf('a')]);
    expect(server.requests[1]!.input).toEqual(['a']);
  });

  it('asks for nothing when there is nothing to embed', async () => {
    const server = await startEmbeddingsServer();
    const embedder = await open(server.url);

    expect(await embedder.embed([])).toEqual([]);
    expect(await embedder.embed([''])).toHaveLength(1);

    expect(server.requests).toHaveLength(1);
  });

  it('asks for a paper once, though it stands twice in a batch and comes again later', async () => {
    const server = await startEmbeddingsServer();
    const embedder = await open(server.url);

    const first = await embedder.embed(['a', 'b', 'a']);
    const second = await embedder.embed(['b', 'c']);

    expect(toArrays(first)).toEqual(['a', 'b', 'a'].map(embeddingOf));
    expect(toArrays(second)).toEqual(['b', 'c'].map(embeddingOf));
    expect(server.requests.slice(1).map(({ input }) => input)).toEqual([['a', 'b'], ['c']]);
  });

  it('still knows papers after a restart, even when the server is gone', async () => {
    const server = await startEmbeddingsServer();
    await (await open(server.url)).embed(['a', 'b']);
    await server.close();

    const embeddings = await (await open(server.url)).embed(['b', 'a']);

    expect(toArrays(embeddings)).toEqual(['b', 'a'].map(embeddingOf));
  });

  it('keeps the embeddings of different models and servers apart', async () => {
    const server = await startEmbeddingsServer();

    await open(server.url);
    await open(server.url, { model: 'other' });
    await open(server.url.replace('/v1', '/v2'));

    expect(readdirSync(inFolder('cache'))).toHaveLength(3);
  });

  it('remembers queries, but not beyond a restart', async () => {
    const server = await startEmbeddingsServer();
    const embedder = await open(server.url);

    await embedder.embed(['planning'], 'query');
    const again = await embedder.embed(['planning'], 'query');
    await (await open(server.url)).embed(['planning'], 'query');

    expect(toArrays(again)).toEqual([embeddingOf('planning')]);
    expect(server.requests.slice(1)).toHaveLength(2);
  });

  it('goes on without the cache when its file is taken away', async () => {
    const server = await startEmbeddingsServer();
    const embedder = await open(server.url);
    await embedder.embed(['a']);
    for (const file of readdirSync(inFolder('cache'))) {
      await writeFile(inFolder(`cache/${file}`), '');
    }

    expect(toArrays(await embedder.embed(['a']))).toEqual([embeddingOf('a')]);
  });

  it('says which file to delete when the model has other dimensions than before', async () => {
    const server = await startEmbeddingsServer();
    const embedder = await open(server.url);
    server.answerNext(answerJson({ data: [{ index: 0, embedding: [1, 2] }] }));

    const message = await messageOf(embedder.embed(['a']));

    expect(message).toContain('gives 2 numbers a text for the model m, and gave 4 before');
    expect(message).toContain(inFolder('cache'));
  });

  it('names the cache when its folder cannot be made', async () => {
    const server = await startEmbeddingsServer();
    await writeFile(inFolder('cache'), 'a file, not a folder');

    expect(await messageOf(open(server.url))).toContain(inFolder('cache'));
  });
});

describe('a server that fails for a moment', () => {
  it.each([
    { failure: 'is overloaded', answer: answerStatus(503) },
    { failure: 'breaks', answer: answerStatus(500, {}, '<html>Internal error</html>') },
    { failure: 'cuts the connection', answer: cutConnection },
  ])('is asked again when it $failure', async ({ answer }) => {
    const server = await startEmbeddingsServer();
    const { clock, pauses } = stoppedClock();
    const embedder = await open(server.url, { clock });
    server.answerNext(answer, answer, answer);

    const embeddings = await embedder.embed(['a']);

    expect(toArrays(embeddings)).toEqual([embeddingOf('a')]);
    expect(pauses).toEqual([500, 1_000, 2_000]);
  });

  it.each([
    ['7', 7_000],
    ['0', 0],
    ['Mon, 01 Jan 2024 00:00:30 GMT', 30_000],
    ['Mon, 01 Jan 2018 00:00:00 GMT', 0],
    ['soon', 500],
  ])('is given the time it asks for: Retry-After: %s', async (header, pauseMs) => {
    const server = await startEmbeddingsServer();
    const { clock, pauses } = stoppedClock();
    const embedder = await open(server.url, { clock });
    server.answerNext(answerStatus(429, { 'retry-after': header }));

    await embedder.embed(['a']);

    expect(pauses).toEqual([pauseMs]);
  });

  it('is given up when it asks for more time than anybody waits', async () => {
    const server = await startEmbeddingsServer();
    const { clock, pauses } = stoppedClock();
    const embedder = await open(server.url, { clock });
    server.answerNext(answerStatus(429, { 'retry-after': '3600' }, '{"error":"Quota exceeded."}'));

    const message = await messageOf(embedder.embed(['a']));

    expect(message).toMatch(/status 429: Quota exceeded\. Try again in 3600 s\.$/);
    expect(pauses).toEqual([]);
  });

  it('is given up sooner for a query, whose asker waits', async () => {
    const server = await startEmbeddingsServer();
    const { clock, pauses } = stoppedClock();
    const embedder = await open(server.url, { clock });
    server.answerNext(...Array.from({ length: 9 }, () => answerStatus(502)));

    await messageOf(embedder.embed(['a'], 'query'));
    await messageOf(embedder.embed(['a']));

    expect(pauses).toEqual([500, 500, 1_000, 2_000, 4_000, 8_000]);
  });

  it('keeps what it answered before it failed', async () => {
    const server = await startEmbeddingsServer();
    const embedder = await open(server.url);
    const texts = Array.from({ length: 40 }, (_, i) => `text ${i}`);
    server.answerNext(answerWell, answerStatus(400));

    await messageOf(embedder.embed(texts));
    await embedder.embed(texts);

    expect(server.requests.at(-1)!.input).toEqual(texts.slice(32));
  });
});

describe('a server that does not do', () => {
  it('is named with its address when nobody answers there', async () => {
    const server = await startEmbeddingsServer();
    await server.close();

    const message = await messageOf(open(server.url));

    expect(message).toContain(`${server.url}/embeddings cannot be reached (ECONNREFUSED)`);
  });

  it('is given up when it takes too long, at every attempt', async () => {
    const { clock, runOut } = stoppedClock();
    const beginAnswer = (response: { write(text: string): void }) => {
      response.write('{"data":');
      setImmediate(runOut);
    };
    const server = await startEmbeddingsServer(beginAnswer, beginAnswer, beginAnswer);

    const message = await messageOf(open(server.url, { clock }));

    expect(message).toContain('cannot be reached (no whole answer in 120 s)');
    expect(server.requests).toHaveLength(3);
  });

  it.each([
    [401, 'refuses the key (401). Check EMBEDDINGS_API_KEY.'],
    [403, 'refuses the key (403). Check EMBEDDINGS_API_KEY.'],
    [404, 'answers with status 404: no such model. It does not know the model m,'],
    [400, 'answers with status 400: no such model. Check EMBEDDINGS_URL and EMBEDDINGS_MODEL.'],
    [301, 'answers with status 301: no such model. Check EMBEDDINGS_URL'],
  ])('is asked once when it answers %i', async (status, says) => {
    const reply = JSON.stringify({ error: { message: 'no such\nmodel.' } });
    const server = await startEmbeddingsServer(answerStatus(status, {}, reply));

    const message = await messageOf(open(server.url, { apiKey: 'very-secret' }));

    expect(message).toContain(`The embeddings server at ${server.url}/embeddings ${says}`);
    expect(message).not.toContain('very-secret');
    expect(server.requests).toHaveLength(1);
  });

  it('wants a key when it refuses one who has none', async () => {
    const server = await startEmbeddingsServer(answerStatus(401));

    expect(await messageOf(open(server.url))).toContain('wants a key (401)');
  });

  it('is quoted briefly, however much it has to say', async () => {
    const reply = JSON.stringify({ message: 'no '.repeat(5_000) });
    const server = await startEmbeddingsServer(answerStatus(422, {}, reply));

    expect((await messageOf(open(server.url))).length).toBeLessThan(500);
  });

  it.each([
    ['is no JSON', answerText('<html>Welcome</html>'), 'reply: Invalid input'],
    ['is empty', answerText(''), 'reply: Invalid input'],
    ['holds NaN', answerText('{"data":[{"index":0,"embedding":[NaN]}]}'), 'reply'],
    [
      'holds null',
      answerJson({ data: [{ index: 0, embedding: [1, null] }] }),
      'data.0.embedding.1',
    ],
    ['holds infinity', answerText('{"data":[{"index":0,"embedding":[1e999]}]}'), 'embedding.0'],
    ['overflows', answerText('{"data":[{"index":0,"embedding":[1e39]}]}'), 'is too large'],
    ['holds no number', answerJson({ data: [{ index: 0, embedding: [] }] }), 'data.0.embedding'],
    ['has base64', answerJson({ data: [{ index: 0, embedding: 'AAAA' }] }), 'data.0.embedding'],
    ['has no data', answerJson({ object: 'list' }), 'data: Invalid input'],
    ['has too few', answerJson({ data: [] }), 'there are 0 embeddings for 1 texts'],
    ['has another index', answerJson({ data: [{ index: 1, embedding: [1] }] }), 'an embedding 1'],
    [
      'has too many',
      answerJson({ data: [0, 0].map((index) => ({ index, embedding: [1] })) }),
      'there are two embeddings 0',
    ],
  ])('is told apart by a reply that %s', async (_, answer, why) => {
    const server = await startEmbeddingsServer(answer);

    const message = await messageOf(open(server.url));

    expect(message).toContain(`at ${server.url}/embeddings does not answer as the interface of`);
    expect(message).toContain(why);
  });

  it('is told apart by embeddings of different lengths', async () => {
    const server = await startEmbeddingsServer();
    const embedder = await open(server.url);
    const data = [
      { index: 0, embedding: [1, 2, 3, 4] },
      { index: 1, embedding: [1, 2, 3] },
    ];
    server.answerNext(answerJson({ data }));

    expect(await messageOf(embedder.embed(['a', 'b']))).toContain('have 4 and 3 numbers');
  });

  it('is left when its reply has no end', async () => {
    const megabyte = Buffer.alloc(2 ** 20, ' ');
    const server = await startEmbeddingsServer((response) => {
      const more = () => {
        while (!response.destroyed && response.write(megabyte));
      };
      response.on('drain', more);
      more();
    });

    expect(await messageOf(open(server.url))).toContain('longer than 32 MB');
  });
});
