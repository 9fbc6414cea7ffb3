import { type Client, Events } from 'discord.js';
import type { Logger } from 'pino';
import type { Following } from '../subscriptions/following.ts';

interface Tools {
  readonly client: Client;
  readonly following: Pick<Following, 'forgetGuild' | 'guildIds'>;
  readonly log: Logger;
}

/** Forgets a server when the bot is taken out of it, but not when it is only unavailable. */
export function forgetLeftGuilds({ client, following, log }: Tools): void {
  // Of a server that is only unavailable, discord.js says something else.
  client.on(Events.GuildDelete, ({ id }) => {
    forget(id, { following, log }).catch((error: unknown) => {
      log.error({ err: error, guild: id }, 'server not forgotten');
    });
  });
}

/**
 * Forgets the servers that the bot was taken out of while it did not run. To be called once it is
 * connected: by then Discord has named all servers that it is in, those in trouble included. If it
 * is in some and none of them is known, another token may have been set by mistake: nothing is
 * forgotten.
 */
export async function forgetGuildsLeftBefore({ client, following, log }: Tools): Promise<void> {
  try {
    const kept = await following.guildIds();
    const left = kept.filter((id) => !client.guilds.cache.has(id));
    if (left.length > 0 && left.length === kept.length && client.guilds.cache.size > 0) {
      log.warn({ guilds: kept.length }, 'this looks like the database of another bot');
      return;
    }
    for (const id of left) await forget(id, { following, log });
  } catch (error) {
    log.error({ err: error }, 'servers left before not forgotten');
  }
}

async function forget(id: string, { following, log }: Omit<Tools, 'client'>): Promise<void> {
  await following.forgetGuild(id);
  log.info({ guild: id }, 'left a server, its data is gone');
}
