import { createRequire } from 'node:module';
import got, { type Options, type Request } from 'got';
import type { Validators } from '../source.ts';
import { SourceError } from '../source-error.ts';
import { describeFailure } from './describe-failure.ts';
import type { AddressGuard } from './public-address.ts';

/** A feed of a thousand entries with their texts has a few megabytes. */
const MAX_RESPONSE_BYTES = 16 * 1024 * 1024;
/** From connecting to the last byte, redirects included. */
const ATTEMPT_TIMEOUT_MS = 30_000;
const CONNECT_TIMEOUT_MS = 10_000;
const MAX_REDIRECTS = 5;
/** Whoever asks for more patience is asked again at a later poll. */
const MAX_WAIT_MS = 30_000;
const RETRIES = 2;
/** What is worth another try within the same poll. */
const PASSING_STATUS_CODES = [408, 429, 500, 502, 503, 504];

export interface HttpRequest {
  readonly url: string;
  readonly signal: AbortSignal;
  /** What is asked for, such as `application/json`. */
  readonly accept?: string;
  /** From the answer before; makes the request conditional. */
  readonly validators?: Validators | undefined;
  /** Somebody waits for the answer: it is not tried again. */
  readonly isUrgent?: boolean;
}

interface HttpDocument {
  readonly isNotModified: false;
  /** Where it was found in the end: what relative links in it start from. */
  readonly url: string;
  readonly bytes: Buffer;
  readonly contentType: string | undefined;
  readonly validators: Validators;
}

type HttpAnswer = HttpDocument | { readonly isNotModified: true };

/** Fetches documents from the web. */
export interface HttpClient {
  /** @throws SourceError that says in words why there is no document */
  get(request: HttpRequest): Promise<HttpAnswer>;
}

export interface HttpClientOptions {
  /** Where the people who run the bot can be reached, such as an address of a page or of e-mail. */
  readonly contact?: string | undefined;
  /** Absent: anything may be fetched, from this machine and its network too. */
  readonly guard?: AddressGuard | undefined;
  readonly now: () => Date;
  /** The shortest time between a failed try and the next, for servers that want time. */
  readonly minRetryDelayMs?: number;
  readonly maxBytes?: number;
  readonly timeoutMs?: number;
}

/**
 * The client for all sources. It says who it is, asks whether something has changed, obeys
 * `Retry-After`, and gives up on an answer that is too slow or too large, however small it comes
 * packed. With a guard, every redirect is checked as well, and the very address that a connection is
 * made to.
 */
export function createHttpClient({
  contact,
  guard,
  now,
  minRetryDelayMs = 0,
  maxBytes = MAX_RESPONSE_BYTES,
  timeoutMs = ATTEMPT_TIMEOUT_MS,
}: HttpClientOptions): HttpClient {
  const base = got.extend({
    headers: { 'user-agent': userAgent(contact) },
    timeout: { request: timeoutMs, connect: CONNECT_TIMEOUT_MS },
    maxRedirects: MAX_REDIRECTS,
    enableUnixSockets: false,
    ...(guard && {
      dnsLookup: guard.lookUp as DnsLookUp,
      hooks: { beforeRedirect: [({ url }) => guard.check(new URL(url ?? ''))] },
    }),
    retry: {
      limit: RETRIES,
      statusCodes: PASSING_STATUS_CODES,
      maxRetryAfter: MAX_WAIT_MS,
      calculateDelay: ({ computedValue }) =>
        computedValue === 0 ? 0 : Math.max(computedValue, minRetryDelayMs),
    },
  });

  return {
    async get({ url, signal, accept, validators = {}, isUrgent = false }) {
      try {
        guard?.check(new URL(url));
        const response = await download(
          base.stream(url, {
            signal,
            headers: {
              ...(accept !== undefined && { accept }),
              ...(validators.etag && { 'if-none-match': validators.etag }),
              ...(validators.lastModified && { 'if-modified-since': validators.lastModified }),
            },
            ...(isUrgent && { retry: { limit: 0 } }),
          }),
          maxBytes,
        );
        return response.statusCode === 304 ? { isNotModified: true } : response;
      } catch (error) {
        throw describeFailure(error, { timeoutMs, now: now() });
      }
    },
  };
}

type DnsLookUp = NonNullable<Options['dnsLookup']>;
type Download = HttpDocument & { readonly statusCode: number };

/** Reads a response as it is unpacked; a try that failed starts anew with an empty hand. */
function download(stream: Request, maxBytes: number): Promise<Download> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size > maxBytes) stream.destroy(tooLarge(maxBytes));
    });
    stream.once('retry', (_count, _error, createRetry: () => Request) => {
      download(createRetry(), maxBytes).then(resolve, reject);
    });
    stream.once('error', reject);
    stream.once('end', () => {
      const { url, statusCode, headers } = stream.response!;
      const { etag, 'last-modified': lastModified } = headers;
      resolve({
        isNotModified: false,
        statusCode,
        url,
        bytes: Buffer.concat(chunks),
        contentType: headers['content-type'],
        validators: { ...(etag && { etag }), ...(lastModified && { lastModified }) },
      });
    });
  });
}

function tooLarge(maxBytes: number): SourceError {
  return new SourceError(`the answer is larger than ${Math.round(maxBytes / 1024 / 1024)} MiB`);
}

/** Names the bot, and where its people can be asked to stop. */
function userAgent(contact: string | undefined): string {
  const { name, version } = createRequire(import.meta.url)('../../../package.json') as {
    name: string;
    version: string;
  };
  return `${name}/${version} (a Discord bot that finds research papers${contact ? `; ${contact}` : ''})`;
}
