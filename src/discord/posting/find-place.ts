import {
  type APIChannel,
  ChannelFlags,
  ChannelType,
  type Client,
  type GuildBasedChannel,
  type REST,
  Routes,
} from 'discord.js';
import { kindOf, type PlaceKind } from './needed-permissions.ts';

/** A channel, as far as posting needs to know it. */
export interface Place {
  readonly id: string;
  readonly guildId: string;
  readonly kind: PlaceKind;
  /** Ids of a forum's tags that anybody may give. */
  readonly tags: readonly string[];
  /** Whether a forum wants a tag on every post. */
  readonly requiresTag: boolean;
  /** After how many minutes without a word the channel's threads are hidden, if it says. */
  readonly autoArchiveMinutes?: number;
  /** What the bot may do there; absent: not known, and for Discord to say. */
  readonly permissions?: bigint;
}

/** What Discord tells of a channel, whichever way it came. */
interface Facts {
  readonly id: string;
  readonly guildId: string | undefined;
  readonly type: ChannelType;
  readonly tags?: readonly { readonly id: string; readonly moderated: boolean }[];
  readonly requiresTag?: boolean;
  readonly autoArchiveMinutes?: number | undefined;
  readonly permissions?: bigint | undefined;
}

/**
 * Looks a channel up: among those that the gateway told of, else by asking.
 *
 * @returns `undefined` for a channel of a kind that nothing can be posted to
 * @throws whatever Discord answers for a channel that is gone or hidden
 */
export async function findPlace(
  { client, rest }: { readonly client: Client; readonly rest: Pick<REST, 'get'> },
  channelId: string,
  signal: AbortSignal,
): Promise<Place | undefined> {
  const cached = client.channels.cache.get(channelId);
  if (cached !== undefined && 'guildId' in cached && cached.guildId !== null) {
    return toPlace(factsOfCached(cached as GuildBasedChannel, client));
  }
  const asked = await rest.get(Routes.channel(channelId), { signal });
  return toPlace(factsOf(asked as APIChannel));
}

function factsOfCached(channel: GuildBasedChannel, client: Client): Facts {
  const permissions = client.user && channel.permissionsFor(client.user)?.bitfield;
  const common = {
    id: channel.id,
    guildId: channel.guildId,
    type: channel.type,
    ...(permissions != null && { permissions }),
  };
  if (!channel.isThreadOnly()) {
    return 'defaultAutoArchiveDuration' in channel
      ? { ...common, autoArchiveMinutes: channel.defaultAutoArchiveDuration ?? undefined }
      : common;
  }
  return {
    ...common,
    tags: channel.availableTags,
    requiresTag: channel.flags.has(ChannelFlags.RequireTag),
    autoArchiveMinutes: channel.defaultAutoArchiveDuration ?? undefined,
  };
}

function factsOf(channel: APIChannel): Facts {
  const isForum =
    channel.type === ChannelType.GuildForum || channel.type === ChannelType.GuildMedia;
  return {
    id: channel.id,
    guildId: 'guild_id' in channel ? channel.guild_id : undefined,
    type: channel.type,
    ...('default_auto_archive_duration' in channel && {
      autoArchiveMinutes: channel.default_auto_archive_duration,
    }),
    ...(isForum && {
      tags: channel.available_tags,
      requiresTag: ((channel.flags ?? 0) & ChannelFlags.RequireTag) !== 0,
    }),
  };
}

function toPlace(facts: Facts): Place | undefined {
  const { id, guildId, tags = [], requiresTag = false, autoArchiveMinutes, permissions } = facts;
  const kind = kindOf(facts.type);
  if (guildId === undefined || kind === undefined) return undefined;
  return {
    id,
    guildId,
    kind,
    tags: tags.filter(({ moderated }) => !moderated).map((tag) => tag.id),
    requiresTag,
    ...(autoArchiveMinutes !== undefined && { autoArchiveMinutes }),
    ...(permissions !== undefined && { permissions }),
  };
}
