import { ChannelType, PermissionFlagsBits as Permission, PermissionsBitField } from 'discord.js';
import type { PostStyle } from '../../store/subscription-store.ts';

/** What can be posted to: a forum takes posts only, everything else messages. */
export type PlaceKind = 'text' | 'announcement' | 'forum' | 'thread';

/** What a channel of a type is; `undefined` when nothing can be posted there. */
export function kindOf(type: ChannelType): PlaceKind | undefined {
  return KINDS.find(([each]) => each === type)?.[1];
}

const KINDS = [
  [ChannelType.GuildText, 'text'],
  [ChannelType.GuildAnnouncement, 'announcement'],
  [ChannelType.GuildForum, 'forum'],
  [ChannelType.GuildMedia, 'forum'],
  [ChannelType.PublicThread, 'thread'],
  [ChannelType.PrivateThread, 'thread'],
  [ChannelType.AnnouncementThread, 'thread'],
] as const satisfies readonly (readonly [ChannelType, PlaceKind])[];

/** The types of all channels that papers can be posted in. */
export const POSTING_TYPES = KINDS.map(([type]) => type);

/** A permission by the name that Discord's settings show. */
interface NamedPermission {
  readonly flag: bigint;
  readonly name: string;
}

const VIEW: NamedPermission = { flag: Permission.ViewChannel, name: 'View Channel' };
const SEND: NamedPermission = { flag: Permission.SendMessages, name: 'Send Messages' };
const EMBED: NamedPermission = { flag: Permission.EmbedLinks, name: 'Embed Links' };
/** To find out, after a connection broke, whether a post arrived. */
const READ_BACK: NamedPermission = {
  flag: Permission.ReadMessageHistory,
  name: 'Read Message History',
};
const SEND_IN_THREADS: NamedPermission = {
  flag: Permission.SendMessagesInThreads,
  name: 'Send Messages in Threads',
};
const CREATE_THREADS: NamedPermission = {
  flag: Permission.CreatePublicThreads,
  name: 'Create Public Threads',
};

/**
 * The names of the permissions that posting needs and the bot does not have.
 *
 * @param permissions what the bot may do in the channel, as a bit field
 */
export function missingPermissions(
  permissions: bigint,
  kind: PlaceKind,
  style: PostStyle,
): string[] {
  const held = new PermissionsBitField(permissions);
  return neededPermissions(kind, style)
    .filter(({ flag }) => !held.has(flag))
    .map(({ name }) => name);
}

function neededPermissions(kind: PlaceKind, style: PostStyle): readonly NamedPermission[] {
  const base = [VIEW, kind === 'thread' ? SEND_IN_THREADS : SEND, EMBED, READ_BACK];
  return opensThread(kind, style) ? [...base, CREATE_THREADS] : base;
}

/** Whether a thread is made from each message; there are none within a thread. */
export function opensThread(kind: PlaceKind, style: PostStyle): boolean {
  return style === 'threads' && (kind === 'text' || kind === 'announcement');
}
