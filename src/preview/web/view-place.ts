import { ChannelType, PermissionFlagsBits as Permission } from 'discord-api-types/v10';
import type { LocalDiscord } from '../local-discord/local-discord.ts';
import { guildIdOf } from '../local-discord/world.ts';
import type { Place } from './protocol.ts';

/** What one person sees of the cast's server, and their direct messages with the bot. */
export function viewPlace(
  { world, people }: Pick<LocalDiscord, 'world' | 'people'>,
  viewerId: string,
): Omit<Place, 'can' | 'isBotOnline'> {
  const { admin, member, guild } = world.cast;
  const viewer = world.users.get(viewerId);
  if (viewer === undefined) throw new Error(`There is nobody with the id ${viewerId}`);
  world.directChannel(viewerId);

  const channels = [...world.channels.values()].flatMap((channel) => {
    const permissions = world.permissions(viewerId, channel.id);
    const isHere = guildIdOf(channel) === guild.id || channel.type === ChannelType.DM;
    if (!isHere || (permissions & Permission.ViewChannel) === 0n) return [];
    const where = { user: viewerId, channelId: channel.id };
    return [{ channel, permissions: String(permissions), commands: people.offered(where) }];
  });
  return {
    viewer,
    people: [admin, member],
    bot: world.bot,
    guild,
    members: [world.bot, admin, member].flatMap(({ id }) => world.member(guild.id, id) ?? []),
    channels,
  };
}
