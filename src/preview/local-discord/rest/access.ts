import {
  type APIChannel,
  type APIGuild,
  ChannelType,
  PermissionFlagsBits as Permission,
} from 'discord-api-types/v10';
import { refusal } from '../api-error.ts';
import { has } from '../permissions.ts';
import { guildIdOf, type MutableWorld } from '../world.ts';

/** Finds what a path names, if the bot may have it. */
export interface Access {
  /**
   * A channel in which the bot has all the permissions.
   *
   * @throws {ApiError} for an unknown channel, one that is hidden from it, or a missing permission
   */
  channel(id: string, ...needed: bigint[]): APIChannel;
  /** Like {@link Access.channel}, but only channels that hold messages themselves. */
  textChannel(id: string, ...needed: bigint[]): APIChannel;
  /** @throws {ApiError} for a server that is unknown or that the bot is not in */
  guild(id: string): APIGuild;
}

export function createAccess(world: MutableWorld): Access {
  const access: Access = {
    channel(id, ...needed) {
      const channel = world.channels.get(id);
      if (channel === undefined) throw refusal('unknownChannel');
      const permissions = world.permissions(world.bot.id, id);
      if (!has(permissions, Permission.ViewChannel)) throw refusal('missingAccess');
      if (!needed.every((each) => has(permissions, each))) throw refusal('missingPermissions');
      return channel;
    },

    textChannel(id, ...needed) {
      const channel = access.channel(id);
      if (channel.type === ChannelType.GuildForum || channel.type === ChannelType.GuildCategory) {
        throw refusal('noTextHere');
      }
      const recipient = 'recipients' in channel ? channel.recipients?.[0]?.id : undefined;
      const isClosed = world.closedDirectMessages.has(recipient ?? '');
      if (isClosed && needed.includes(Permission.SendMessages)) {
        throw refusal('closedDirectMessages');
      }
      return access.channel(id, ...(guildIdOf(channel) === undefined ? [] : needed));
    },

    guild(id) {
      const guild = world.guilds.get(id);
      if (guild === undefined) throw refusal('unknownGuild');
      if (world.member(id, world.bot.id) === undefined) throw refusal('missingAccess');
      return guild;
    },
  };
  return access;
}
