import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes } from 'discord.js';

/**
 * Sends what does no harm when it is sent twice (a first response, of which Discord takes only one,
 * an edit, or a message with an enforced nonce), and makes sure that it arrived.
 *
 * When the connection breaks, nobody knows whether Discord took it. discord.js tries some of those
 * again and gives up on others, such as a socket that the peer closed; so it is sent once more, and
 * "already acknowledged" then means that it was taken the first time.
 *
 * @returns what Discord answered; `undefined` when only so much is known that it was taken
 */
export async function deliver<Result>(send: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await send();
  } catch (error) {
    if (isAcknowledged(error)) return undefined;
    if (isAnswer(error)) throw error;
    return send().catch((again: unknown) => {
      if (isAcknowledged(again)) return undefined;
      throw again;
    });
  }
}

function isAcknowledged(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError &&
    error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged
  );
}

/** Whether Discord (or discord.js for it) said no, rather than the connection breaking. */
function isAnswer(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError ||
    error instanceof HTTPError ||
    error instanceof RateLimitError
  );
}
