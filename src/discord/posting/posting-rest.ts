import { REST, type RESTOptions } from 'discord.js';

/** A longer wait is the outbox's: until then the message need not be in anybody's hands. */
const LONGEST_WAIT_MS = 5_000;

/**
 * A connection to Discord's REST API for posting, beside the client's own.
 *
 * It repeats nothing by itself: a request that failed may have been heeded all the same, and only
 * the outbox knows how to find out. Limits are waited for while they are short; for publishing, of
 * which Discord allows some ten an hour, not at all.
 *
 * @param options those of the client, so that both speak with the same Discord
 */
export function createPostingRest(options: Partial<RESTOptions>, token: string): REST {
  return new REST({
    ...options,
    retries: 0,
    rejectOnRateLimit: ({ route, retryAfter }) =>
      route.endsWith('/crosspost') || retryAfter > LONGEST_WAIT_MS,
  }).setToken(token);
}
