import type { APIMessage } from 'discord-api-types/v10';
import type { LocalDiscord } from '../local-discord/local-discord.ts';

/** A bot that neither answers nor types for so long has nothing to say. */
const PATIENCE_MS = 10_000;

export interface WriteToBotOptions {
  readonly discord: Pick<LocalDiscord, 'world' | 'people' | 'on'>;
  readonly user: string;
  readonly channelId: string;
  readonly patienceMs?: number | undefined;
}

/**
 * Writes in the channel, and waits for what the bot says to it; `undefined` when it says nothing.
 * Rejects with Discord's words where it does not take the message.
 */
export type WriteToBot = (message: {
  readonly content: string;
  /** The message that is replied to. */
  readonly replyTo?: string | undefined;
}) => Promise<APIMessage | undefined>;

export function createWriteToBot({
  discord,
  user,
  channelId,
  patienceMs = PATIENCE_MS,
}: WriteToBotOptions): WriteToBot {
  const { bot } = discord.world;

  return ({ content, replyTo }) =>
    new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined;
      const leave = () => {
        clearTimeout(timer);
        for (const stop of stops) stop();
      };
      const settle = (answer: APIMessage | undefined) => {
        leave();
        resolve(answer);
      };
      const wait = () => {
        clearTimeout(timer);
        timer = setTimeout(settle, patienceMs, undefined);
      };
      const stops = [
        discord.on('message', ({ message }) => {
          if (message.author.id === bot.id && message.channel_id === channelId) settle(message);
        }),
        discord.on('typing', ({ userId }) => {
          if (userId === bot.id) wait();
        }),
      ];
      wait();
      discord.people
        .sendMessage({
          user,
          channelId,
          // A reply to an answer that was given to a command would not reach the bot without it.
          content: `<@${bot.id}> ${content}`,
          ...(replyTo !== undefined && { replyTo }),
        })
        .catch((error: unknown) => {
          leave();
          reject(error);
        });
    });
}
