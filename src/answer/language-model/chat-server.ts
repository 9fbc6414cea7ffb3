import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { APICallError, extractReasoningMiddleware, streamText, wrapLanguageModel } from 'ai';
import type { Clock } from './clock.ts';
import type { Prompt } from './compose-prompt.ts';
import { estimateTokens } from './estimate-tokens.ts';
import { createGuardedFetch } from './guarded-fetch.ts';
import { explainError, ModelFailure } from './model-failure.ts';
import { createRequestDialect } from './request-dialect.ts';
import { parseServerAddress } from './server-address.ts';
import type { LanguageModelSettings } from './settings.ts';
import { createSlots } from './slots.ts';

/** Attempts at getting the first word; a reply that breaks off later is not asked for again. */
const MAX_ATTEMPTS = 3;
/** Pause before the second attempt, unless the server names one; it doubles with every attempt. */
const FIRST_PAUSE_MS = 500;

/**
 * A server that heeds no limit of tokens is stopped when it has written so many times as much; an
 * estimate piece by piece is up to twice as high as a count.
 */
const MAX_OVERRUN = 4;

/**
 * Bytes of a reply for a token that the model may write: a token comes in some 250 bytes, with
 * the server's wrapping around it.
 */
const MAX_BYTES_A_TOKEN = 1_024;
/** For what a server sends besides: comments that keep the connection open, the usage. */
const MAX_BYTES_BESIDES = 64 * 1_024;

/** A piece of a reply. */
export type ReplyPart =
  /** Comes first, when a slot is free and the request goes out: from now on it costs something. */
  | { readonly kind: 'start' }
  | { readonly kind: 'text'; readonly text: string }
  /** What a model thinks before it answers; it is paid for, and not looked at. */
  | { readonly kind: 'thought'; readonly text: string }
  /** The last piece, with the tokens read and written, if the server tells. */
  | { readonly kind: 'end'; readonly usedTokens?: number | undefined };

export interface ReplyRequest {
  readonly prompt: Prompt;
  /** Ends the reply. */
  readonly signal: AbortSignal;
  /** When it has to be finished, in milliseconds since 1970: no attempt waits beyond it. */
  readonly deadline: number;
}

/** A server that completes chats. */
export interface ChatServer {
  /**
   * Streams the model's reply to a prompt; ending the iteration ends the request.
   *
   * @throws ModelFailure when there is none, or not all of it; the reason of the signal
   */
  reply(request: ReplyRequest): AsyncIterable<ReplyPart>;
}

/**
 * Speaks to any server with the interface of OpenAI (Ollama, vLLM, llama.cpp, hosted ones).
 *
 * Plain text is asked for, not a format by JSON Schema, which half of those servers do not offer,
 * or offer in ways of their own.
 */
export function createChatServer(settings: LanguageModelSettings, clock: Clock): ChatServer {
  const { baseUrl, model: modelId, apiKey, maxOutputTokens, concurrency } = settings;
  const dialect = createRequestDialect();
  const slots = createSlots(concurrency);
  const provider = createOpenAICompatible({
    name: 'language-model',
    ...parseServerAddress(baseUrl, apiKey),
    includeUsage: true,
    fetch: createGuardedFetch(maxOutputTokens * MAX_BYTES_A_TOKEN + MAX_BYTES_BESIDES),
    transformRequestBody: dialect.apply,
  });
  const model = wrapLanguageModel({
    model: provider.chatModel(modelId),
    middleware: extractReasoningMiddleware({ tagName: 'think' }),
  });

  async function* attempt({ prompt, signal }: ReplyRequest): AsyncGenerator<ReplyPart> {
    const stop = new AbortController();
    const { fullStream } = streamText({
      model,
      system: prompt.instructions,
      prompt: prompt.material,
      maxOutputTokens,
      temperature: 0,
      maxRetries: 0,
      abortSignal: AbortSignal.any([signal, stop.signal]),
      // It is in the stream as well, and would be written to the console.
      onError: () => {},
    });
    let writtenTokens = 0;
    try {
      for await (const part of fullStream) {
        if (part.type === 'text-delta' || part.type === 'reasoning-delta') {
          yield { kind: part.type === 'text-delta' ? 'text' : 'thought', text: part.text };
          writtenTokens += estimateTokens(part.text);
          if (writtenTokens > MAX_OVERRUN * maxOutputTokens) throw new ModelFailure('endless');
        } else if (part.type === 'error') throw part.error;
        else if (part.type === 'abort') throw signal.reason;
        else if (part.type === 'finish') {
          yield { kind: 'end', usedTokens: part.totalUsage.totalTokens };
          if (part.finishReason === 'length') throw new ModelFailure('token limit');
        }
      }
    } finally {
      stop.abort();
    }
  }

  /** @returns how long to wait before another attempt; `undefined` when there is to be none */
  function pauseAfter(error: unknown, attempts: number, deadline: number): number | undefined {
    if (!APICallError.isInstance(error)) return undefined;
    if (error.statusCode === 400 || error.statusCode === 422) {
      return dialect.learn(`${error.message} ${error.responseBody ?? ''}`) ? 0 : undefined;
    }
    if (!error.isRetryable || attempts >= MAX_ATTEMPTS) return undefined;
    const asked = parseRetryAfter(error.responseHeaders?.['retry-after'], clock.now());
    const pauseMs = asked ?? FIRST_PAUSE_MS * 2 ** (attempts - 1);
    return clock.now() + pauseMs < deadline ? pauseMs : undefined;
  }

  async function* tryUntilItReplies(request: ReplyRequest): AsyncGenerator<ReplyPart> {
    for (let attempts = 1; ; attempts++) {
      let hasBegun = false;
      try {
        for await (const part of attempt(request)) {
          hasBegun = true;
          yield part;
        }
        return;
      } catch (error) {
        request.signal.throwIfAborted();
        const pauseMs = hasBegun ? undefined : pauseAfter(error, attempts, request.deadline);
        if (pauseMs === undefined) throw explainError(error);
        await clock.wait(pauseMs, request.signal);
      }
    }
  }

  return {
    async *reply(request) {
      const giveBack = await slots.take(request.signal);
      try {
        yield { kind: 'start' };
        yield* tryUntilItReplies(request);
      } finally {
        giveBack();
      }
    },
  };
}

/** Milliseconds to wait by a Retry-After header, which holds seconds or a date. */
function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
