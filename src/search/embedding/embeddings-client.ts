import { setTimeout as wait } from 'node:timers/promises';
import { errorCode } from '../../corpus/file-problem.ts';
import { UserError } from '../../user-error.ts';
import { readEmbeddingsReply, readErrorReply } from './embeddings-reply.ts';

/** How long a server may keep us waiting. */
export interface Patience {
  /** For one attempt, from the first connection to the last byte of the reply. */
  readonly timeoutMs: number;
  readonly maxAttempts: number;
  /** Longest pause before another attempt; a server that asks for a longer one is given up. */
  readonly maxPauseMs: number;
}

/** Time as the client sees it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  wait(ms: number): Promise<void>;
  /** A signal that aborts after this time. */
  timeLimit(ms: number): AbortSignal;
}

const systemClock: Clock = {
  now: Date.now,
  wait: (ms) => wait(ms),
  timeLimit: (ms) => AbortSignal.timeout(ms),
};

export interface EmbeddingsServer {
  /** The base, such as `http://localhost:11434/v1`, or the whole address with `/embeddings`. */
  readonly url: string;
  readonly model: string;
  readonly apiKey?: string;
}

/** Asks one server for embeddings of one model. */
export interface EmbeddingsClient {
  /** Where requests go, without secrets. */
  readonly address: string;

  /**
   * One embedding a text, in order, all of the same number of dimensions.
   *
   * @throws UserError that names the address and what can be done
   */
  request(texts: readonly string[], patience: Patience): Promise<Float32Array[]>;
}

/** Pause before the second attempt, unless the server names one; it doubles with every attempt. */
const FIRST_PAUSE_MS = 500;

/** Longest reply that is read: 32 embeddings of 4,096 numbers take 3 MB as text. */
const MAX_REPLY_BYTES = 32 * 2 ** 20;

/** A failure that may be over soon: the server is busy, restarts, or the connection broke. */
class PassingFailure extends UserError {
  /** What the server asks for, if it does. */
  readonly pauseMs: number | undefined;

  constructor(message: string, options: ErrorOptions & { pauseMs?: number | undefined } = {}) {
    super(message, options);
    this.pauseMs = options.pauseMs;
  }
}

export function createEmbeddingsClient(
  { url, model, apiKey }: EmbeddingsServer,
  clock: Clock = systemClock,
): EmbeddingsClient {
  const { endpoint, authorization } = parseAddress(url, apiKey);
  const address = endpoint.origin + endpoint.pathname;
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    ...(authorization !== undefined && { authorization }),
  };

  async function ask(texts: readonly string[], timeoutMs: number): Promise<string> {
    const signal = clock.timeLimit(timeoutMs);
    const body = JSON.stringify({ model, input: texts });
    try {
      // A redirected POST would arrive as a GET; better that its status is named.
      const options = { method: 'POST', headers, body, signal, redirect: 'manual' } as const;
      const response = await fetch(endpoint, options);
      const text = await readText(response);
      if (response.status === 200) return text;
      throw explainStatus(response, text);
    } catch (error) {
      if (error instanceof UserError) throw error;
      const why = signal.aborted ? `no whole answer in ${timeoutMs / 1000} s` : reasonOf(error);
      throw new PassingFailure(
        `The embeddings server at ${address} cannot be reached (${why}). Is it running? ` +
          'Without EMBEDDINGS_URL the embeddings that come with the project are used.',
        { cause: error },
      );
    }
  }

  function explainStatus(response: Response, text: string): UserError {
    const { status } = response;
    const detail = readErrorReply(text);
    const answer = `answers with status ${status}${detail && `: ${detail}`}`;
    const server = `The embeddings server at ${address}`;
    if (status === 401 || status === 403) {
      const problem = authorization === undefined ? 'wants a key' : 'refuses the key';
      return new UserError(`${server} ${problem} (${status}). Check EMBEDDINGS_API_KEY.`);
    }
    if (status === 404) {
      return new UserError(
        `${server} ${answer}. It does not know the model ${model}, or it has no embeddings ` +
          'there. Check EMBEDDINGS_MODEL and EMBEDDINGS_URL.',
      );
    }
    if (status !== 408 && status !== 429 && status < 500) {
      return new UserError(`${server} ${answer}. Check EMBEDDINGS_URL and EMBEDDINGS_MODEL.`);
    }
    const pauseMs = parseRetryAfter(response.headers.get('retry-after'), clock.now());
    const when = pauseMs === undefined ? 'later' : `in ${Math.ceil(pauseMs / 1000)} s`;
    return new PassingFailure(`${server} ${answer}. Try again ${when}.`, { pauseMs });
  }

  return {
    address,
    async request(texts, { timeoutMs, maxAttempts, maxPauseMs }) {
      for (let attempt = 1; ; attempt++) {
        try {
          return readEmbeddingsReply(await ask(texts, timeoutMs), texts.length, address);
        } catch (error) {
          if (!(error instanceof PassingFailure) || attempt === maxAttempts) throw error;
          const doubled = Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), maxPauseMs);
          const pauseMs = error.pauseMs ?? doubled;
          if (pauseMs > maxPauseMs) throw error;
          await clock.wait(pauseMs);
        }
      }
    },
  };
}

/** `fetch` takes no name and password in an address: they become a header, and are never shown. */
function parseAddress(url: string, apiKey: string | undefined) {
  const endpoint = new URL(url);
  const path = endpoint.pathname.replace(/\/+$/, '');
  endpoint.pathname = path.endsWith('/embeddings') ? path : `${path}/embeddings`;
  endpoint.hash = '';
  const login = [endpoint.username, endpoint.password].map(decodeURIComponent).join(':');
  endpoint.username = '';
  endpoint.password = '';
  if (apiKey !== undefined) return { endpoint, authorization: `Bearer ${apiKey}` };
  if (login === ':') return { endpoint, authorization: undefined };
  return { endpoint, authorization: `Basic ${Buffer.from(login).toString('base64')}` };
}

async function readText(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.length;
    if (bytes > MAX_REPLY_BYTES) {
      throw new UserError(
        `The reply of the embeddings server at ${response.url} is longer than ` +
          `${MAX_REPLY_BYTES / 2 ** 20} MB. Check EMBEDDINGS_URL.`,
      );
    }
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Milliseconds to wait by a Retry-After header, which holds seconds or a date. */
function parseRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - now) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds * 1000);
}

/** `fetch` says “fetch failed” and keeps what happened in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return reasonOf(error.cause);
  return errorCode(error) ?? error.message;
}
