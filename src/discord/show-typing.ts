import type { ReceivedMessage } from './message-reply.ts';

/** Answers that are quicker need none. */
const TYPING_AFTER_MS = 300;

/** Discord shows it for ten seconds. */
const TYPING_EVERY_MS = 8_000;

/** Shows that the bot is typing until it is stopped; whether that is seen does not matter. */
export function showTyping(channel: Pick<ReceivedMessage['channel'], 'sendTyping'>): () => void {
  const type = () => {
    channel.sendTyping().catch(() => undefined);
    timer = setTimeout(type, TYPING_EVERY_MS);
  };
  let timer = setTimeout(type, TYPING_AFTER_MS);
  return () => clearTimeout(timer);
}
