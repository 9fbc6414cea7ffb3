import { type Client, Events } from 'discord.js';
import type { Logger } from 'pino';
import type { Following } from '../../subscriptions/following.ts';

/**
 * Pauses what is followed in a channel or thread as soon as that is deleted: its admins hear of it now,
 * and not when the next paper comes, which for a weekly digest may be in a week.
 */
export function watchChannels({
  client,
  following,
  log,
}: {
  readonly client: Client;
  readonly following: Pick<Following, 'loseChannel'>;
  readonly log: Logger;
}): void {
  for (const event of [Events.ChannelDelete, Events.ThreadDelete] as const) {
    client.on(event, ({ id }) => {
      following.loseChannel(id).catch((error: unknown) => {
        log.error({ err: error, channel: id }, 'subscriptions of a deleted channel not paused');
      });
    });
  }
}
