import {
  type APIApplication,
  type APIApplicationCommand,
  type APIChannel,
  type APIGuild,
  type APIGuildMember,
  type APIMessage,
  type APIUser,
  ChannelType,
} from 'discord-api-types/v10';
import { type Cast, createCast } from './cast.ts';
import { directPermissions, IN_THREAD, isThread, memberPermissions } from './permissions.ts';
import { createSnowflakes } from './snowflake.ts';

/** Whom a message has pinged, after `allowed_mentions`. */
export interface Pings {
  readonly everyone: boolean;
  readonly users: readonly string[];
  readonly roles: readonly string[];
}

/** A message with what Discord knows of it beside its public form. */
export interface StoredMessage {
  message: APIMessage;
  pings: Pings;
  /** The only person who sees it; everyone in the channel when absent. */
  readonly ephemeralTo?: string;
  /** Who gave which reaction, by what `emojiKey` makes of it. */
  readonly reactors: Map<string, Set<string>>;
}

/** A file that came with a message. */
export interface StoredFile {
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Everything there is, in the shapes of Discord's API, by id. */
export interface World {
  readonly application: APIApplication;
  readonly bot: APIUser;
  readonly cast: Cast;
  readonly guilds: ReadonlyMap<string, APIGuild>;
  readonly channels: ReadonlyMap<string, APIChannel>;
  readonly users: ReadonlyMap<string, APIUser>;
  readonly messages: ReadonlyMap<string, StoredMessage>;
  /** The contents of attachments, by the attachment's id. */
  readonly files: ReadonlyMap<string, StoredFile>;

  /** The application's commands of one guild, or the global ones. */
  commands(guildId?: string): readonly APIApplicationCommand[];
  /** A channel's messages, oldest first; what is ephemeral only for the one who sees it. */
  messagesIn(channelId: string, seenBy?: string): readonly APIMessage[];
  member(guildId: string, userId: string): APIGuildMember | undefined;
  /** What somebody may do in a channel, as a bit field; 0 where they are not. */
  permissions(userId: string, channelId: string): bigint;
  /** The channel for direct messages between the bot and a person, opened if need be. */
  directChannel(userId: string): APIChannel;
}

/** The world as the parts of the local Discord change it. */
export interface MutableWorld extends World {
  readonly guilds: Map<string, APIGuild>;
  readonly channels: Map<string, APIChannel>;
  readonly users: Map<string, APIUser>;
  readonly messages: Map<string, StoredMessage>;
  readonly files: Map<string, StoredFile>;
  readonly members: Map<string, Map<string, APIGuildMember>>;
  /** People who take no direct messages from the bot. */
  readonly closedDirectMessages: Set<string>;
  /** Servers that are unavailable. */
  readonly lostGuilds: Set<string>;
  setCommands(guildId: string | undefined, commands: readonly APIApplicationCommand[]): void;
}

/** So that whoever notes an id of the cast, such as a bot its channels, finds it again next time. */
const CAST_MADE_AT_MS = Date.UTC(2020, 0, 1);

export function createWorld(nextId: () => string, now: () => number): MutableWorld {
  const castId = createSnowflakes(() => CAST_MADE_AT_MS);
  const { application, bot, members: joined, ...cast } = createCast(castId, isoTime(now()));
  const guilds = byId([cast.guild, cast.elsewhere]);
  const channels = byId<APIChannel>([
    cast.papers,
    cast.alignment,
    cast.announcements,
    cast.readingGroup,
    cast.elsewhereChannel,
  ]);
  const users = byId([bot, cast.admin, cast.member]);
  const messages = new Map<string, StoredMessage>();
  const commandSets = new Map<string | undefined, readonly APIApplicationCommand[]>();
  const members = new Map([...guilds.keys()].map((id) => [id, new Map<string, APIGuildMember>()]));
  for (const [guildId, member] of joined) members.get(guildId)?.set(member.user.id, member);

  const world: MutableWorld = {
    application,
    bot,
    cast,
    guilds,
    channels,
    users,
    messages,
    files: new Map(),
    members,
    closedDirectMessages: new Set(),
    lostGuilds: new Set(),

    commands: (guildId) => commandSets.get(guildId) ?? [],
    setCommands: (guildId, commands) => void commandSets.set(guildId, commands),
    member: (guildId, userId) => members.get(guildId)?.get(userId),

    messagesIn(channelId, seenBy) {
      const found: APIMessage[] = [];
      for (const { message, ephemeralTo } of messages.values()) {
        if (message.channel_id !== channelId) continue;
        if (ephemeralTo === undefined || ephemeralTo === seenBy) found.push(message);
      }
      return found;
    },

    permissions(userId, channelId) {
      const channel = channels.get(channelId);
      if (channel === undefined) return 0n;
      const guildId = guildIdOf(channel);
      if (guildId === undefined)
        return recipientsOf(channel, bot).has(userId) ? directPermissions() : 0n;
      const guild = guilds.get(guildId);
      const member = members.get(guildId)?.get(userId);
      if (guild === undefined || member === undefined) return 0n;
      return isThread(channel)
        ? memberPermissions(guild, member, channels.get(parentIdOf(channel) ?? ''), IN_THREAD)
        : memberPermissions(guild, member, channel);
    },

    directChannel(userId) {
      for (const channel of channels.values()) {
        if (channel.type === ChannelType.DM && channel.recipients?.[0]?.id === userId) {
          return channel;
        }
      }
      const recipient = users.get(userId);
      if (recipient === undefined) throw new Error(`There is no user ${userId}`);
      const opened: APIChannel = {
        id: nextId(),
        type: ChannelType.DM,
        name: null,
        recipients: [recipient],
        last_message_id: null,
      };
      channels.set(opened.id, opened);
      return opened;
    },
  };
  return world;
}

export function isoTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000+00:00');
}

export function guildIdOf(channel: APIChannel): string | undefined {
  return 'guild_id' in channel ? channel.guild_id : undefined;
}

function parentIdOf(channel: APIChannel): string | undefined {
  return ('parent_id' in channel && channel.parent_id) || undefined;
}

function byId<Thing extends { readonly id: string }>(things: readonly Thing[]): Map<string, Thing> {
  return new Map(things.map((thing) => [thing.id, thing]));
}

function recipientsOf(channel: APIChannel, bot: APIUser): Set<string> {
  const recipients = 'recipients' in channel ? (channel.recipients ?? []) : [];
  return new Set([bot, ...recipients].map(({ id }) => id));
}
