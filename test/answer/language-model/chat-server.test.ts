import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  createChatServer,
  type ReplyPart,
} from '../../../src/answer/language-model/chat-server.ts';
import { composePrompt } from '../../../src/answer/language-model/compose-prompt.ts';
import type { LanguageModelSettings } from '../../../src/answer/language-model/settings.ts';
import {
  type Behaviour,
  cutAfter,
  refuse,
  startFakeLanguageModel,
  write,
} from '../../fake-language-model.ts';
import { preferences, stoppedClock } from './stage.ts';

const prompt = composePrompt({
  question: { text: 'Does it sample?' },
  papers: [preferences],
  maxTokens: 8_000,
  mark: 'a1b2c3',
});

async function openServer(script: readonly Behaviour[], settings: Partial<LanguageModelSettings>) {
  const server = await startFakeLanguageModel(...script);
  onTestFinished(() => server.close());
  const time = stoppedClock();
  const chat = createChatServer(
    {
      baseUrl: server.url,
      model: 'test-model',
      timeoutMs: 30_000,
      maxOutputTokens: 100,
      contextTokens: 8_192,
      dailyTokens: 200_000,
      concurrency: 2,
      ...settings,
    },
    time.clock,
  );
  const deadline = time.clock.now() + 30_000;
  return {
    ...{ server, time },
    async listen(signal = new AbortController().signal) {
      const parts: ReplyPart[] = [];
      for await (const part of chat.reply({ prompt, signal, deadline })) parts.push(part);
      return parts;
    },
  };
}

async function listenTo(script: readonly Behaviour[], settings = {}) {
  const opened = await openServer(script, settings);
  const parts = await opened.listen().catch((error: unknown) => ({ error }));
  return { ...opened, parts };
}

function textOf(parts: readonly ReplyPart[] | { error: unknown }): string {
  if ('error' in parts) throw parts.error;
  return parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');
}

describe('the request', () => {
  it('asks for plain text, within the limit of tokens', async () => {
    const { server } = await listenTo([write('Yes.')], { apiKey: 'sk-12345678' });

    expect(server.requests).toMatchObject([
      {
        path: '/v1/chat/completions',
        authorization: 'Bearer sk-12345678',
        body: {
          model: 'test-model',
          messages: [
            { role: 'system', content: prompt.instructions },
            { role: 'user', content: prompt.material },
          ],
          max_tokens: 100,
          temperature: 0,
          stream: true,
          stream_options: { include_usage: true },
        },
      },
    ]);
    expect(server.requests[0]?.body).not.toHaveProperty('response_format');
  });

  it('sends no key when there is none', async () => {
    const { server } = await listenTo([write('Yes.')]);

    expect(server.requests[0]?.authorization).toBeUndefined();
  });

  it('follows no redirection to another server', async () => {
    let visits = 0;
    const elsewhere = createServer((_request, response) => {
      visits += 1;
      response.end();
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void elsewhere.close());
    const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;

    const { parts } = await listenTo([refuse(307, { headers: { location } })]);

    expect(parts).toMatchObject({ error: { reason: 'refused', details: { status: 307 } } });
    expect(visits).toBe(0);
  });
});

describe('the reply', () => {
  it('comes piece by piece, with the tokens that the server counted', async () => {
    const usage = { prompt_tokens: 200, completion_tokens: 34 };

    const { parts } = await listenTo([write('Yes, it does.', { usage })]);

    expect(parts).toEqual([
      { kind: 'start' },
      { kind: 'text', text: 'Yes, it' },
      { kind: 'text', text: ' does.' },
      { kind: 'end', usedTokens: 234 },
    ]);
  });

  it('keeps what a model thinks apart from what it says', async () => {
    const { parts } = await listenTo([write('<think>Hmm, no.</think>Yes.')]);

    expect(textOf(parts).trim()).toBe('Yes.');
    expect(parts).toContainEqual(expect.objectContaining({ kind: 'thought' }));
  });

  it('ends when it is as long as it may be, however small its pieces are', async () => {
    const { parts } = await listenTo([
      (response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        for (let i = 0; i < 200; i++) response.write(`: ${'still here '.repeat(100)}\n\n`);
      },
    ]);

    expect(parts).toMatchObject({ error: { reason: 'endless' } });
  });

  it('ends with the reason when the server reports an error in the midst of it', async () => {
    const { parts } = await listenTo([
      (response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.end('data: {"error": {"message": "about your question …", "code": "oom"}}\n\n');
      },
    ]);

    expect(parts).toMatchObject({ error: { reason: 'broken', details: { code: 'oom' } } });
  });

  it('is a failure when it is no stream', async () => {
    const { parts } = await listenTo([(response) => response.end('<html>Welcome</html>')]);

    expect(parts).toMatchObject({ error: { reason: 'cut off' } });
  });
});

describe('another attempt', () => {
  it('is made when the server has a problem, after pauses that grow', async () => {
    const { parts, time } = await listenTo([refuse(500), refuse(503), write('Yes.')]);

    expect(textOf(parts)).toBe('Yes.');
    expect(time.pauses).toEqual([500, 1_000]);
  });

  it('is not made a third time', async () => {
    const { parts, server } = await listenTo([refuse(500), refuse(500), refuse(500)]);

    expect(parts).toMatchObject({ error: { reason: 'broken', details: { status: 500 } } });
    expect(server.requests).toHaveLength(3);
  });

  it.each([
    { header: '7', pauseMs: 7_000 },
    { header: 'Wed, 01 May 2024 23:00:20 GMT', pauseMs: 20_000 },
    { header: 'soon', pauseMs: 500 },
  ])('waits as long as a busy server asks: $header', async ({ header, pauseMs }) => {
    const busy = refuse(429, { headers: { 'retry-after': header } });

    const { parts, time } = await listenTo([busy, write('Yes.')]);

    expect(textOf(parts)).toBe('Yes.');
    expect(time.pauses).toEqual([pauseMs]);
  });

  it('is not waited for beyond the time limit', async () => {
    const { parts, time, server } = await listenTo([
      refuse(429, { headers: { 'retry-after': '31' } }),
    ]);

    expect(parts).toMatchObject({ error: { reason: 'busy', details: { status: 429 } } });
    expect(time.pauses).toEqual([]);
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    [401, 'invalid_api_key'],
    [404, 'model_not_found'],
    [400, 'context_length_exceeded'],
  ])('is not made when the server refuses the request: %i', async (status, code) => {
    const body = { error: { message: 'You asked: does it sample?', code } };

    const { parts, server } = await listenTo([refuse(status, { body })]);

    expect(parts).toMatchObject({ error: { reason: 'refused', details: { status, code } } });
    expect(server.requests).toHaveLength(1);
  });

  it('is made when the connection breaks before the first word', async () => {
    const { parts } = await listenTo([cutAfter(''), write('Yes.')]);

    expect(textOf(parts)).toBe('Yes.');
  });

  it('is not made when it breaks later: the words that came may be shown by then', async () => {
    const { parts, server } = await listenTo([cutAfter('Yes.')]);

    expect(parts).toMatchObject({ error: { reason: 'cut off' } });
    expect(server.requests).toHaveLength(1);
  });
});

describe('a server of another dialect', () => {
  it.each([
    {
      status: 400,
      message:
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      learnt: { max_completion_tokens: 100 },
      dropped: 'max_tokens',
    },
    {
      status: 400,
      message: "Unsupported value: 'temperature' does not support 0 with this model.",
      learnt: {},
      dropped: 'temperature',
    },
    {
      status: 422,
      message: "[{'loc': ['body', 'stream_options'], 'msg': 'Extra inputs are not permitted'}]",
      learnt: {},
      dropped: 'stream_options',
    },
    {
      status: 400,
      message: 'System role not supported',
      learnt: {
        messages: [{ role: 'user', content: `${prompt.instructions}\n${prompt.material}` }],
      },
    },
    {
      status: 400,
      message: 'Conversation roles must alternate user/assistant/user/assistant/...',
      learnt: { messages: [{ role: 'user' }] },
    },
  ])('is asked again in its own: $message', async ({ status, message, learnt, dropped }) => {
    const opened = await openServer([refuse(status, { body: { error: { message } } })], {});
    const first = await opened.listen();
    const second = await opened.listen();

    expect([first, second].map((parts) => textOf(parts) === '')).toEqual([false, false]);
    const [, again, later, ...others] = opened.server.requests.map((request) => request.body);
    for (const body of [again, later]) {
      expect(body).toMatchObject(learnt);
      if (dropped) expect(body).not.toHaveProperty(dropped);
    }
    expect(others).toEqual([]);
  });

  it('is not asked a third time when it complains of the same again', async () => {
    const body = { error: { message: "'temperature' does not support 0" } };

    const { parts, server } = await listenTo([refuse(400, { body }), refuse(400, { body })]);

    expect(parts).toMatchObject({ error: { reason: 'refused' } });
    expect(server.requests).toHaveLength(2);
  });
});
