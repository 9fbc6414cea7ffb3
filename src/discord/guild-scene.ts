import {
  ChannelFlags,
  type Guild,
  type GuildBasedChannel,
  type GuildMember,
  PermissionFlagsBits as Permission,
} from 'discord.js';
import { kindOf, type PlaceKind } from './posting/needed-permissions.ts';

/** A channel that papers may be posted to. */
export interface TargetChannel {
  readonly id: string;
  /** Absent: nothing can be posted in a channel of its kind. */
  readonly kind?: PlaceKind;
  /** A forum's tags that anybody may give. */
  readonly tags: readonly { readonly id: string; readonly name: string }[];
  /** Whether a forum wants a tag on every post. */
  readonly requiresTag: boolean;
  /** What the bot may do there, as a bit field. */
  readonly botPermissions: bigint;
}

/** A server that the bot is in, and what the person who did something may change there. */
export interface GuildScene {
  readonly id: string;
  /** A channel of the server that the bot knows. */
  findChannel(id: string): TargetChannel | undefined;
  /** Whether the server has a role of that id. */
  hasRole(id: string): boolean;
  /** Whether anybody may mention a role; else it takes a permission. */
  isMentionable(roleId: string): boolean;
  /**
   * Whether the person has Manage Channels in a channel; for one that is gone or hidden from the
   * bot, in the server as a whole.
   */
  mayManage(channelId: string): boolean;
  /**
   * Whether the person may ping every role in a channel, whatever the role says; for one that is gone
   * or hidden from the bot, in the server as a whole.
   */
  mayMentionAll(channelId: string): boolean;
}

/** @param member who did something, as Discord says with every interaction */
export function guildSceneOf(guild: Guild, member: GuildMember): GuildScene {
  const channelOf = (id: string): GuildBasedChannel | undefined => guild.channels.cache.get(id);
  const may = (permission: bigint, channelId: string): boolean =>
    (channelOf(channelId)?.permissionsFor(member) ?? member.permissions).has(permission);
  return {
    id: guild.id,
    findChannel(id) {
      const channel = channelOf(id);
      return channel && targetOf(channel);
    },
    hasRole: (id) => guild.roles.cache.has(id),
    isMentionable: (id) => guild.roles.cache.get(id)?.mentionable ?? false,
    mayManage: (channelId) => may(Permission.ManageChannels, channelId),
    mayMentionAll: (channelId) => may(Permission.MentionEveryone, channelId),
  };
}

function targetOf(channel: GuildBasedChannel): TargetChannel {
  const kind = kindOf(channel.type);
  const tags = channel.isThreadOnly() ? channel.availableTags : [];
  return {
    id: channel.id,
    ...(kind !== undefined && { kind }),
    tags: tags.filter(({ moderated }) => !moderated).map(({ id, name }) => ({ id, name })),
    requiresTag: channel.isThreadOnly() && channel.flags.has(ChannelFlags.RequireTag),
    botPermissions: channel.permissionsFor(channel.client.user)?.bitfield ?? 0n,
  };
}
