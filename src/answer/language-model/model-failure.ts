import { AISDKError, APICallError } from 'ai';
import { EndlessReplyError } from './guarded-fetch.ts';

/** Why a language model gave no whole answer. */
export type FailureReason =
  /** The time limit ran out. */
  | 'too slow'
  /** The server asks us to come back later (429). */
  | 'busy'
  /** The server refuses the request: a wrong key, an unknown model, a prompt that is too long. */
  | 'refused'
  /** The server has a problem of its own (5xx), or reports one in the midst of its reply. */
  | 'broken'
  | 'unreachable'
  /** The reply ended before it was whole. */
  | 'cut off'
  /** The reply went on beyond all measure. */
  | 'endless'
  /** The model wrote as many tokens as it may. */
  | 'token limit';

/** What of a server's error goes into the log: its short names for it, never its sentences. */
const SHORT_NAME = /^[\w.-]{1,60}$/;

/** What may be written down of a failure: a server's own sentences may repeat the question. */
export interface FailureDetails {
  readonly status?: number | undefined;
  /** Such as `model_not_found` or `ECONNREFUSED`. */
  readonly code?: string | undefined;
}

export class ModelFailure extends Error {
  override readonly name = 'ModelFailure';
  readonly reason: FailureReason;
  readonly details: FailureDetails;

  constructor(reason: FailureReason, details: FailureDetails = {}, options: ErrorOptions = {}) {
    super(reason, options);
    this.reason = reason;
    this.details = details;
  }
}

/** Whether the server did nothing for the request, so that nothing is to be paid for. */
export function isTurnedAway(error: unknown): boolean {
  return (
    error instanceof ModelFailure &&
    ['busy', 'refused', 'broken', 'unreachable'].includes(error.reason)
  );
}

/**
 * What an error of the AI SDK means to us; an error that is not the server's is given back as it
 * is.
 */
export function explainError(error: unknown): unknown {
  const chain = [...causesOf(error)];
  if (chain.some((one) => one instanceof EndlessReplyError)) {
    return new ModelFailure('endless', {}, { cause: error });
  }
  const call = chain.find((one) => APICallError.isInstance(one));
  const details = { status: call?.statusCode, code: findCode([...chain, errorOf(call?.data)]) };
  const reason = call ? reasonOfCall(call) : reasonOfOther(error);
  return reason === undefined ? error : new ModelFailure(reason, details, { cause: error });
}

function reasonOfCall({ statusCode: status }: APICallError): FailureReason {
  if (status === undefined) return 'unreachable';
  if (status < 300) return 'cut off';
  if (status === 429) return 'busy';
  return status === 408 || status >= 500 ? 'broken' : 'refused';
}

function reasonOfOther(error: unknown): FailureReason | undefined {
  // The SDK says so of a stream that ends before its last part.
  if (AISDKError.isInstance(error)) return 'cut off';
  // An error that a server reports inside of a stream comes as it was sent: no Error.
  return error instanceof Error ? undefined : 'broken';
}

function findCode(errors: readonly unknown[]): string | undefined {
  return errors
    .flatMap((error) => {
      const { code, type } = Object(error) as { code?: unknown; type?: unknown };
      return [code, type].map((name) => (typeof name === 'number' ? String(name) : name));
    })
    .find((name): name is string => typeof name === 'string' && SHORT_NAME.test(name));
}

function errorOf(body: unknown): unknown {
  return (Object(body) as { error?: unknown }).error;
}

function* causesOf(error: unknown): Iterable<unknown> {
  for (let one = error; one !== undefined; one = (Object(one) as { cause?: unknown }).cause) {
    yield one;
  }
}
