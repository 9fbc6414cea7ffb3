import type { Message } from 'discord.js';

/** Mentions of people, roles, channels and commands, timestamps, and a server's own emoji. */
const DISCORD_TOKENS = /<(?:@[!&]?\d+|#\d+|\/[^:>\n]+:\d+|t:-?\d+(?::\w)?|a?:\w+:\d+|id:\w+)>/g;

/**
 * What somebody said, without what only Discord understands: mentions (the bot's own first of all),
 * emoji of a server, timestamps. Empty when nothing else was there.
 */
export function withoutTokens(content: string): string {
  return content.replace(DISCORD_TOKENS, ' ').trim();
}

/** All there is to read in a message: its text, else that of its embeds. */
export function readMessageText({ content, embeds }: Pick<Message, 'content' | 'embeds'>): string {
  const written = withoutTokens(content);
  if (written !== '') return written;
  return embeds
    .flatMap(({ url, title, description }) => [url, title, description])
    .filter(Boolean)
    .join('\n');
}
