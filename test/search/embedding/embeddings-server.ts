import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import * as z from 'zod';
import type { Clock } from '../../../src/search/embedding/embeddings-client.ts';

const requestBody = z.object({ model: z.string(), input: z.array(z.string()) });

interface SeenRequest {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly model: string;
  readonly input: readonly string[];
}

type Answer = (response: ServerResponse, request: SeenRequest) => void;

/** The embedding that the server gives a text. */
export function embeddingOf(text: string): number[] {
  return [text.length, text.codePointAt(0) ?? 0, 0.25, -1];
}

/** The reply of a server that does its work. */
export const answerWell: Answer = (response, { input }) => {
  const data = input.map((text, index) => ({ index, embedding: embeddingOf(text) }));
  answerJson({ object: 'list', data })(response);
};

export function answerJson(reply: unknown) {
  return (response: ServerResponse): void => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(reply));
  };
}

export function answerText(text: string) {
  return (response: ServerResponse): void => {
    response.end(text);
  };
}

export function answerStatus(status: number, headers: Record<string, string> = {}, text = '') {
  return (response: ServerResponse): void => {
    response.writeHead(status, headers).end(text);
  };
}

/** Begins a reply and breaks the connection before it is whole. */
export function cutConnection(response: ServerResponse): void {
  response.writeHead(200, { 'content-length': '100' });
  response.write('{"data":');
  setImmediate(() => response.destroy());
}

/** A server of embeddings that answers by script, then well, until the test is over. */
export async function startEmbeddingsServer(...script: Answer[]) {
  const requests: SeenRequest[] = [];
  const server = createServer(async (request, response) => {
    const body = requestBody.parse(await json(request));
    const { authorization } = request.headers;
    const seen = { path: request.url ?? '', authorization, ...body };
    requests.push(seen);
    (script.shift() ?? answerWell)(response, seen);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(close);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    /** What it answers next, one request each; then it answers well again. */
    answerNext: (...answers: Answer[]) => script.push(...answers),
    close,
  };
}

/** A clock that stands still: every pause is over at once and written down. */
export function stoppedClock() {
  const pauses: number[] = [];
  const limits: AbortController[] = [];
  const clock: Clock = {
    now: () => Date.parse('2024-01-01T00:00:00Z'),
    wait: async (ms) => {
      pauses.push(ms);
    },
    timeLimit: () => {
      const limit = new AbortController();
      limits.push(limit);
      return limit.signal;
    },
  };
  return {
    clock,
    pauses,
    /** Lets the time of the request that was sent last run out. */
    runOut: () => limits.at(-1)!.abort(),
  };
}
