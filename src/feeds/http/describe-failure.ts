import { HTTPError, MaxRedirectsError, RequestError, TimeoutError } from 'got';
import { SourceError } from '../source-error.ts';
import { retryAfterMs } from './retry-after.ts';

const CONNECTION_PROBLEMS: Readonly<Record<string, string>> = {
  EAI_AGAIN: 'its name could not be looked up; there may be no network',
  ECONNABORTED: 'the connection broke',
  ECONNREFUSED: 'it refuses connections',
  ECONNRESET: 'the connection broke',
  EHOSTUNREACH: 'there is no way to it; there may be no network',
  ENETUNREACH: 'there is no way to it; there may be no network',
  ENOTFOUND: 'its name is not known; the address may be wrong, or there is no network',
  EPIPE: 'the connection broke',
  ERR_INVALID_URL: 'its address makes no sense',
  HPE_INVALID_CONSTANT: 'it does not speak HTTP',
};

const STATUS_PROBLEMS: Readonly<Record<number, string>> = {
  401: 'it wants a password (401)',
  403: 'it refuses to answer (403)',
  404: 'there is nothing at its address (404)',
  410: 'it is gone for good (410)',
  429: 'it says that it is asked too often (429)',
  451: 'it may not answer for legal reasons (451)',
};

/** Turns what went wrong with a request into a reason in words; what is no such failure stays. */
export function describeFailure(
  error: unknown,
  { timeoutMs, now }: { timeoutMs: number; now: Date },
): unknown {
  const told = findSourceError(error);
  if (told !== undefined) return told;
  if (error instanceof HTTPError) {
    const { statusCode, statusMessage = '', headers } = error.response;
    const words = STATUS_PROBLEMS[statusCode] ?? `it answers ${statusCode} ${statusMessage}`.trim();
    return new SourceError(words, {
      cause: error,
      retryAfterMs: retryAfterMs(headers['retry-after'], now),
    });
  }
  if (error instanceof TimeoutError) {
    const seconds = Math.max(1, Math.round(timeoutMs / 1000));
    return new SourceError(`it did not answer within ${seconds} s`, { cause: error });
  }
  if (error instanceof MaxRedirectsError) {
    return new SourceError('it redirects without end', { cause: error });
  }
  if (!(error instanceof RequestError) && !isInvalidUrl(error)) return error;
  if (error.code === 'ERR_ABORTED') return new SourceError('there was no more time for it');
  const problem = CONNECTION_PROBLEMS[error.code] ?? certificateProblem(error.code);
  return new SourceError(problem ?? `the request failed: ${error.message}`, { cause: error });
}

function findSourceError(error: unknown): SourceError | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof SourceError) return cause;
  }
  return undefined;
}

function isInvalidUrl(error: unknown): error is TypeError & { code: string } {
  return error instanceof TypeError && (error as { code?: unknown }).code === 'ERR_INVALID_URL';
}

function certificateProblem(code: string): string | undefined {
  return /CERT|TLS|SSL/.test(code) ? `its certificate is not in order (${code})` : undefined;
}
