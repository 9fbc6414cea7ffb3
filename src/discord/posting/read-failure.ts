import { RESTJSONErrorCodes as Code, DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import type { PostOutcome } from '../../subscriptions/notifier.ts';
import { escapeLine } from '../text.ts';

/** What became of a message that was not posted, or of which nobody knows. */
export type Failure = Exclude<PostOutcome, { kind: 'posted' }>;

const MAX_WORDS_CHARS = 300;

/** Refusals that stand until somebody changes the channel or the bot's rights in it. */
const BARRED: ReadonlyMap<number | string, string> = new Map([
  [Code.MissingAccess, 'The channel is hidden from me: I need the permission View Channel there.'],
  [Code.CannotSendMessagesInNonTextChannel, 'Nothing can be posted in a channel of this kind.'],
  [Code.CannotExecuteActionOnThisChannelType, 'Nothing can be posted in a channel of this kind.'],
  [Code.ThreadLocked, 'The thread is locked.'],
  [50_083, 'The thread is archived and locked.'],
  [
    Code.TagRequiredToCreateAForumPostInThisChannel,
    'The forum wants a tag on every post, and I was given none.',
  ],
]);

/** Refusals that pass. */
const PASSING: ReadonlySet<number | string> = new Set([
  Code.SendMessagesHasBeenTemporarilyDisabled,
  Code.FeatureTemporarilyDisabledServerSide,
  Code.APIResourceOverloaded,
  Code.MaximumActiveThreads,
  // The forum's tags have changed since they were looked up.
  Code.UnknownTag,
]);

/**
 * What a request that failed means for the message.
 *
 * @param signal ends the request; discord.js throws an error of no special kind for one that it ends
 *   in its own line
 * @returns `undefined` for what is neither Discord's nor the connection's doing: a mistake of ours
 */
export function readFailure(error: unknown, signal?: AbortSignal): Failure | undefined {
  if (error instanceof RateLimitError) {
    return {
      kind: 'later',
      cause: 'Discord asked me to slow down.',
      retryAfterMs: Math.ceil(error.retryAfter),
    };
  }
  if (error instanceof HTTPError) {
    return { kind: 'later', cause: `Discord was in trouble (${error.status}).` };
  }
  if (error instanceof DiscordAPIError) return readRefusal(error);
  if (signal?.aborted || isConnectionFault(error)) {
    return { kind: 'later', cause: 'The connection to Discord broke, or it took too long.' };
  }
  return undefined;
}

function readRefusal({ code, status, message }: DiscordAPIError): Failure {
  const words = escapeLine(message, MAX_WORDS_CHARS);
  if (code === Code.UnknownChannel || code === Code.UnknownGuild) {
    return { kind: 'barred', reason: 'channel-gone', detail: 'The channel was deleted.' };
  }
  const barred = BARRED.get(code);
  if (barred !== undefined) return { kind: 'barred', reason: 'permission-lost', detail: barred };
  if (status === 403) {
    const detail = `Discord does not let me post there: ${words}.`;
    return { kind: 'barred', reason: 'permission-lost', detail };
  }
  if (PASSING.has(code) || status === 401 || status === 408 || status === 429) {
    return { kind: 'later', cause: `Discord does not take it now: ${words}.` };
  }
  return { kind: 'refused', cause: `Discord refuses this message: ${words}.` };
}

/** What `fetch` throws when a connection breaks, is refused or is given up. */
function isConnectionFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { name, code } = error as Error & { code?: unknown };
  const isAborted = name === 'AbortError' || name === 'TimeoutError';
  const isOfSocket = typeof code === 'string' && /^(E[A-Z]+|UND_ERR_\w+)$/.test(code);
  return isAborted || isOfSocket || isConnectionFault(error.cause);
}
