import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as z from 'zod';

const requestBody = z.looseObject({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
});

/** A request as the server saw it. */
interface SeenRequest {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: z.infer<typeof requestBody>;
  /** All that the model is told. */
  readonly prompt: string;
  /** The numbered papers in the prompt: number `n` is the one at `n - 1`. */
  readonly papers: readonly { readonly title: string; readonly abstract: string }[];
}

/** How the server deals with one request. */
export type Behaviour = (response: ServerResponse, request: SeenRequest) => unknown;

/** What a model that does as it is told writes for one claim. */
export interface ModelClaim {
  readonly claim: string;
  readonly quotes: readonly { readonly paper: number; readonly quote: string }[];
}

interface StreamOptions {
  /** Characters in a piece of the stream; 7 unless told, so that no word comes whole. */
  readonly pieceChars?: number;
  readonly finishReason?: string;
  /** Reported only if given. */
  readonly usage?: { readonly prompt_tokens: number; readonly completion_tokens: number };
}

/** Streams any text. */
export function write(text: string, options: StreamOptions = {}): Behaviour {
  const { finishReason = 'stop', usage } = options;
  return (response) => {
    openStream(response);
    for (const piece of cutUp(text, options)) response.write(event(delta(piece)));
    response.write(event({ choices: [{ index: 0, delta: {}, finish_reason: finishReason }] }));
    if (usage) response.write(event({ choices: [], usage }));
    response.end('data: [DONE]\n\n');
  };
}

/** Streams claims, one a line. */
export function state(claims: readonly ModelClaim[], options?: StreamOptions): Behaviour {
  return write(claims.map((claim) => `${JSON.stringify(claim)}\n`).join(''), options);
}

/** Claims the first sentence of the first paper, word for word: a model that does its work. */
export const stateFirstSentence: Behaviour = (response, request) => {
  const quote = /^.*?[.!?](?=\s|$)/s.exec(request.papers[0]!.abstract)![0];
  return state([{ claim: quote, quotes: [{ paper: 1, quote }] }])(response, request);
};

/** Says that the abstracts do not answer. */
export const stateNothing: Behaviour = write('{"answered": false}');

interface RefusalOptions {
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

/** Answers with a status and no stream. */
export function refuse(status: number, { headers, body }: RefusalOptions = {}): Behaviour {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body ?? { error: { message: `status ${status}` } }));
  };
}

/** Streams a text and breaks the connection. */
export function cutAfter(text: string, options?: StreamOptions): Behaviour {
  return (response) => {
    openStream(response);
    for (const piece of cutUp(text, options)) response.write(event(delta(piece)));
    response.write('data: {"choi', () => response.destroy());
  };
}

/** Streams a text and says nothing more, for as long as somebody listens; or says nothing at all. */
export function stallAfter(text = ''): Behaviour {
  return (response) => {
    if (text === '') return;
    openStream(response);
    for (const piece of cutUp(text)) response.write(event(delta(piece)));
  };
}

/** Streams the same text again and again, for as long as somebody listens. */
export function repeatForever(text: string): Behaviour {
  return async (response) => {
    openStream(response);
    while (!response.closed) {
      const hasRoom = response.write(event(delta(text)));
      if (hasRoom) await nextTurn();
      else await Promise.race([once(response, 'drain'), once(response, 'close')]);
    }
  };
}

/** A server with a language model, by the interface of OpenAI, on this machine. */
export interface FakeLanguageModel {
  /** The base address. */
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  /** What it does next, one request each; then it states the first sentence again. */
  next(...behaviours: Behaviour[]): void;
  /** Resolves when no reply is being written any more. */
  untilIdle(): Promise<void>;
  close(): Promise<void>;
}

export async function startFakeLanguageModel(...script: Behaviour[]): Promise<FakeLanguageModel> {
  const requests: SeenRequest[] = [];
  const replies = new Set<ServerResponse>();
  const server = createServer(async (request, response) => {
    const body = requestBody.parse(await json(request));
    const prompt = body.messages.map((message) => message.content).join('\n');
    const { authorization } = request.headers;
    const seen = { path: request.url!, authorization, body, prompt, papers: papersIn(prompt) };
    requests.push(seen);
    replies.add(response);
    response.once('close', () => replies.delete(response));
    await (script.shift() ?? stateFirstSentence)(response, seen);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    next: (...behaviours) => script.push(...behaviours),
    async untilIdle() {
      await Promise.all([...replies].map((response) => once(response, 'close')));
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function papersIn(prompt: string) {
  const papers = prompt.matchAll(/<paper \d+ \w+>\nTitle: (.*?)\nAbstract: (.*?)\n<\/paper /gs);
  return [...papers].map(([, title, abstract]) => ({ title: title!, abstract: abstract! }));
}

function openStream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
}

function event(value: unknown): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}

function delta(content: string) {
  return { choices: [{ index: 0, delta: { content } }] };
}

function cutUp(text: string, { pieceChars = 7 }: StreamOptions = {}): string[] {
  return text.match(new RegExp(`.{1,${pieceChars}}`, 'gsu')) ?? [];
}
