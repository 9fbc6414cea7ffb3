import {
  ChannelType,
  type Client,
  DiscordAPIError,
  type Guild,
  OverwriteType,
  PermissionFlagsBits as Permission,
  type REST,
  type RESTPostAPICurrentUserCreateDMChannelResult,
  type Role,
  Routes,
  type TextChannel,
} from 'discord.js';
import type { Logger } from 'pino';
import { countChars, limits } from '../limits.ts';
import { escapeLine } from '../text.ts';
import { truncate } from '../truncate.ts';

const REQUEST_LIMIT_MS = 20_000;
const MAX_NAME_CHARS = 200;

/** Any of these makes somebody one who looks after a server. */
const MODERATING = [
  Permission.Administrator,
  Permission.ManageGuild,
  Permission.ManageChannels,
  Permission.ModerateMembers,
];

interface Tools {
  readonly client: Client;
  readonly rest: Pick<REST, 'post'>;
  readonly log: Logger;
}

/**
 * Tells those who look after a server something: in the channel where Discord itself tells them of
 * its changes, else in one that only they see, else in that for system messages, else the owner in
 * a direct message.
 *
 * @returns whether it was sent to any of them
 */
export async function tellAdmins(tools: Tools, guildId: string, text: string): Promise<boolean> {
  const guild = tools.client.guilds.cache.get(guildId);
  if (guild === undefined) return false;
  const content = truncate(text, limits.messageChars);
  for (const channel of placesFor(guild)) {
    if (await isSent(tools, channel.id, content)) return true;
  }
  const directId = await openDirectChannel(tools, guild.ownerId);
  if (directId === undefined) return false;
  const about = `About **${escapeLine(guild.name, MAX_NAME_CHARS)}**:\n`;
  return isSent(tools, directId, about + truncate(text, limits.messageChars - countChars(about)));
}

/** Channels in which admins can be told, the best first, without those where the bot may not write. */
function placesFor(guild: Guild): TextChannel[] {
  const moderators = guild.channels.cache.filter(
    (channel): channel is TextChannel =>
      channel.type === ChannelType.GuildText && isForModerators(channel),
  );
  const places = [guild.publicUpdatesChannel, ...moderators.values(), guild.systemChannel];
  return [...new Set(places)].filter((channel) => channel !== null).filter(isWritable);
}

function isWritable(channel: TextChannel): boolean {
  const permissions = channel.permissionsFor(channel.client.user);
  return permissions?.has([Permission.ViewChannel, Permission.SendMessages]) ?? false;
}

/** Whether nobody sees the channel but those who look after the server, and bots. */
function isForModerators(channel: TextChannel): boolean {
  const sees = (role: Role) => channel.permissionsFor(role)?.has(Permission.ViewChannel) ?? false;
  const seeing = channel.guild.roles.cache.filter((role) => !role.managed && sees(role));
  // A channel that single people were let into is theirs: a ticket, a private matter.
  const guests = channel.permissionOverwrites.cache.filter(
    ({ id, type }) => type === OverwriteType.Member && id !== channel.client.user.id,
  );
  return guests.size === 0 && seeing.every(({ permissions }) => permissions.any(MODERATING));
}

async function openDirectChannel({ rest, log }: Tools, userId: string) {
  try {
    const channel = await rest.post(Routes.userChannels(), {
      body: { recipient_id: userId },
      signal: AbortSignal.timeout(REQUEST_LIMIT_MS),
    });
    return (channel as RESTPostAPICurrentUserCreateDMChannelResult).id;
  } catch (error) {
    log.warn({ err: error }, 'no direct message to the owner of a server');
    return undefined;
  }
}

async function isSent({ rest, log }: Tools, channelId: string, content: string): Promise<boolean> {
  try {
    await rest.post(Routes.channelMessages(channelId), {
      body: { content, allowed_mentions: { parse: [] } },
      signal: AbortSignal.timeout(REQUEST_LIMIT_MS),
    });
    return true;
  } catch (error) {
    if (!(error instanceof DiscordAPIError)) log.warn({ err: error, channelId }, 'admins not told');
    return false;
  }
}
