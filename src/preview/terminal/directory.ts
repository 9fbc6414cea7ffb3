import type { APIGuild, ChannelType } from 'discord-api-types/v10';
import type { World } from '../local-discord/world.ts';
import type { Names } from './drawing.ts';

/** Somebody or something that can be named. */
export interface Entry {
  readonly id: string;
  readonly name: string;
}

/** Who and what there is in a guild, to be named and chosen from. */
export interface Directory extends Names {
  users(): readonly Entry[];
  /** All roles but `@everyone`. */
  roles(): readonly Entry[];
  /** The guild's channels, only those of some types if any are given. */
  channels(types?: readonly ChannelType[]): readonly Entry[];
}

/** Reads from the world at each call, so that it knows what came later. */
export function createDirectory(
  world: Pick<World, 'guilds' | 'channels' | 'users'>,
  guildId: string,
): Directory {
  const rolesOf = (guild: APIGuild | undefined) => guild?.roles ?? [];
  return {
    user: (id) => nameOfUser(world.users.get(id)),
    role: (id) => rolesOf(world.guilds.get(guildId)).find((role) => role.id === id)?.name,
    channel: (id) => world.channels.get(id)?.name ?? undefined,

    users: () =>
      [...world.users.values()].map((user) => ({ id: user.id, name: nameOfUser(user) ?? user.id })),
    roles: () => rolesOf(world.guilds.get(guildId)).filter(({ id }) => id !== guildId),
    channels: (types) =>
      [...world.channels.values()]
        .filter((channel) => 'guild_id' in channel && channel.guild_id === guildId)
        .filter(({ type }) => types === undefined || types.includes(type))
        .map(({ id, name }) => ({ id, name: name ?? id })),
  };
}

function nameOfUser(
  user: { readonly username: string; readonly global_name: string | null } | undefined,
): string | undefined {
  return user && (user.global_name ?? user.username);
}
