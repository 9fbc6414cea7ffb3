import { GatewayIntentBits as Intent, OverwriteType } from 'discord-api-types/v10';
import { type Building, createBuilding } from './building.ts';
import { memberOf } from './cast.ts';
import type { Messages } from './messages.ts';
import type { Parts } from './parts.ts';
import type { Threads } from './threads.ts';
import { guildCreate } from './welcome.ts';
import { isoTime } from './world.ts';

/** What those who run a server, or Discord itself, do to the bot's surroundings. */
export interface Administration extends Building {
  /** Takes permissions from somebody in a channel, and gives back those denied before. */
  deny(channelId: string, userId: string, permissions: bigint): void;
  deleteChannel(channelId: string): void;
  deleteMessage(messageId: string): void;
  /** Takes the bot out of a server. */
  removeBot(guildId: string): void;
  /** Takes the bot into a server. */
  addBot(guildId: string): void;
  /** Lets a server become unavailable, as an outage does; the bot stays its member. */
  loseGuild(guildId: string): void;
  /** Ends what {@link Administration.loseGuild} began. */
  restoreGuild(guildId: string): void;
  /** Whether somebody takes direct messages from the bot. */
  setDirectMessages(userId: string, areOpen: boolean): void;
}

export function createAdministration(
  parts: Parts,
  messages: Messages,
  threads: Threads,
): Administration {
  const { world, gateway, live, now } = parts;

  function announce(guildId: string): void {
    const guild = world.guilds.get(guildId);
    if (guild !== undefined) gateway.dispatch(guildCreate(world, guild));
    live.emit('placeChange');
  }

  function withdraw(guildId: string, body: object): void {
    gateway.dispatch({ name: 'GUILD_DELETE', guildId, intents: Intent.Guilds, body });
    live.emit('placeChange');
  }

  return {
    ...createBuilding(parts),
    deny(channelId, userId, permissions) {
      const channel = world.channels.get(channelId);
      if (channel === undefined || !('permission_overwrites' in channel)) {
        throw new Error(`Channel ${channelId} has no permissions of its own`);
      }
      const others = (channel.permission_overwrites ?? []).filter(({ id }) => id !== userId);
      channel.permission_overwrites = [
        ...others,
        { id: userId, type: OverwriteType.Member, allow: '0', deny: String(permissions) },
      ];
      threads.change(channel, {});
    },
    deleteChannel(channelId) {
      const channel = world.channels.get(channelId);
      if (channel !== undefined) threads.remove(channel);
    },
    deleteMessage: (messageId) => messages.remove(messageId),
    removeBot(guildId) {
      world.members.get(guildId)?.delete(world.bot.id);
      withdraw(guildId, { id: guildId });
    },
    addBot(guildId) {
      const member = memberOf(world.bot, [], isoTime(now()));
      world.members.get(guildId)?.set(world.bot.id, member);
      announce(guildId);
    },
    loseGuild(guildId) {
      world.lostGuilds.add(guildId);
      withdraw(guildId, { id: guildId, unavailable: true });
    },
    restoreGuild(guildId) {
      world.lostGuilds.delete(guildId);
      announce(guildId);
    },
    setDirectMessages(userId, areOpen) {
      if (areOpen) world.closedDirectMessages.delete(userId);
      else world.closedDirectMessages.add(userId);
    },
  };
}
