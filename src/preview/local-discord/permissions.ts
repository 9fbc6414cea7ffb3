import {
  type APIChannel,
  type APIGuild,
  type APIGuildMember,
  type APIOverwrite,
  ChannelType,
  OverwriteType,
  PermissionFlagsBits as Permission,
} from 'discord-api-types/v10';

const ALL = union(...Object.values(Permission));

/** What everybody may do in a direct message. */
const IN_DIRECT_MESSAGES = union(
  Permission.ViewChannel,
  Permission.SendMessages,
  Permission.EmbedLinks,
  Permission.AttachFiles,
  Permission.AddReactions,
  Permission.ReadMessageHistory,
  Permission.UseExternalEmojis,
  Permission.UseApplicationCommands,
);

/** What a user-installed application may do where its bot is not a member. */
export const AS_GUEST = union(
  Permission.ViewChannel,
  Permission.SendMessages,
  Permission.EmbedLinks,
  Permission.AttachFiles,
  Permission.UseExternalEmojis,
);

/** The permission that lets one write in a thread, whatever holds in its parent. */
export const IN_THREAD = Permission.SendMessagesInThreads;

/** What cannot be done by somebody who may not write at all. */
const NEEDS_WRITING = union(
  Permission.EmbedLinks,
  Permission.AttachFiles,
  Permission.MentionEveryone,
  Permission.SendTTSMessages,
);

export function union(...permissions: readonly bigint[]): bigint {
  return permissions.reduce((sum, each) => sum | each, 0n);
}

export function has(permissions: bigint, wanted: bigint): boolean {
  return (permissions & wanted) === wanted;
}

export function isThread({ type }: APIChannel): boolean {
  return (
    type === ChannelType.PublicThread ||
    type === ChannelType.PrivateThread ||
    type === ChannelType.AnnouncementThread
  );
}

/**
 * What a member may do in a channel, by the algorithm in Discord's documentation: roles, then the
 * channel's overwrites for everyone, for the member's roles, for the member.
 *
 * @param channel for a thread, its parent
 * @param writing the permission that lets one write there; for a thread, {@link IN_THREAD}
 */
export function memberPermissions(
  guild: APIGuild,
  member: APIGuildMember,
  channel?: APIChannel,
  writing: bigint = Permission.SendMessages,
): bigint {
  const roles = guild.roles.filter(({ id }) => id === guild.id || member.roles.includes(id));
  const base = union(...roles.map(({ permissions }) => BigInt(permissions)));
  if (guild.owner_id === member.user.id || has(base, Permission.Administrator)) return ALL;

  const overwrites = overwritesOf(channel);
  const steps = [
    overwrites.filter(({ id }) => id === guild.id),
    overwrites.filter(({ id, type }) => type === OverwriteType.Role && member.roles.includes(id)),
    overwrites.filter(({ id, type }) => type === OverwriteType.Member && id === member.user.id),
  ];
  return withoutDependent(steps.reduce(applyOverwrites, base), writing);
}

export function directPermissions(): bigint {
  return IN_DIRECT_MESSAGES;
}

function overwritesOf(channel: APIChannel | undefined): readonly APIOverwrite[] {
  return channel && 'permission_overwrites' in channel ? (channel.permission_overwrites ?? []) : [];
}

function applyOverwrites(permissions: bigint, overwrites: readonly APIOverwrite[]): bigint {
  const deny = union(...overwrites.map((each) => BigInt(each.deny)));
  const allow = union(...overwrites.map((each) => BigInt(each.allow)));
  return (permissions & ~deny) | allow;
}

function withoutDependent(permissions: bigint, writing: bigint): bigint {
  if (!has(permissions, Permission.ViewChannel)) return 0n;
  return has(permissions, writing)
    ? permissions | Permission.SendMessages
    : permissions & ~(NEEDS_WRITING | Permission.SendMessages);
}
