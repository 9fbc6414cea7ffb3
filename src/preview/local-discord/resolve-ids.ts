import {
  type APIInteractionDataResolved,
  ComponentType,
  ApplicationCommandOptionType as OptionType,
} from 'discord-api-types/v10';
import { InvalidInput } from './invalid-input.ts';
import { guildIdOf, type World } from './world.ts';

/** What an option or a menu takes by id. */
type Kind = 'user' | 'role' | 'channel';

export const KINDS_OF_OPTION: Readonly<Partial<Record<OptionType, readonly Kind[]>>> = {
  [OptionType.User]: ['user'],
  [OptionType.Role]: ['role'],
  [OptionType.Mentionable]: ['user', 'role'],
  [OptionType.Channel]: ['channel'],
};

export const KINDS_OF_MENU: Readonly<Partial<Record<ComponentType, readonly Kind[]>>> = {
  [ComponentType.UserSelect]: ['user'],
  [ComponentType.RoleSelect]: ['role'],
  [ComponentType.MentionableSelect]: ['user', 'role'],
  [ComponentType.ChannelSelect]: ['channel'],
};

/** An id that somebody chose. */
export interface ChosenId {
  /** The option's or the menu's name. */
  readonly by: string;
  readonly id: string;
  readonly kinds: readonly Kind[];
  readonly channelTypes?: readonly number[] | undefined;
}

/**
 * The people, roles and channels that were chosen by their ids, as Discord sends them along;
 * nothing when there are none.
 *
 * @param from who chose, and where
 * @throws {InvalidInput} for an id of nothing that can be chosen there
 */
export function resolveIds(
  world: World,
  from: { readonly user: string; readonly channelId: string },
  chosen: readonly ChosenId[],
): APIInteractionDataResolved | undefined {
  const here = world.channels.get(from.channelId);
  const guildId = (here && guildIdOf(here)) ?? '';
  const found: Record<keyof APIInteractionDataResolved, Record<string, object>> = {
    users: {},
    members: {},
    roles: {},
    channels: {},
    attachments: {},
  };

  const take: Record<Kind, (choice: ChosenId) => boolean> = {
    user({ id }) {
      const user = world.users.get(id);
      if (user === undefined) return false;
      found.users[id] = user;
      const member = world.member(guildId, id);
      if (member !== undefined) {
        const { user: _, ...rest } = member;
        const permissions = String(world.permissions(id, from.channelId));
        found.members[id] = { ...rest, permissions };
      }
      return true;
    },
    role({ id }) {
      const role = world.guilds.get(guildId)?.roles.find((each) => each.id === id);
      if (role !== undefined) found.roles[id] = role;
      return role !== undefined;
    },
    channel({ id, channelTypes }) {
      const channel = world.channels.get(id);
      if (channel === undefined || guildIdOf(channel) !== guildId) return false;
      if (channelTypes && !channelTypes.includes(channel.type)) return false;
      found.channels[id] = {
        ...channel,
        permissions: String(world.permissions(from.user, id)),
        app_permissions: String(world.permissions(world.bot.id, id)),
      };
      return true;
    },
  };

  for (const choice of chosen) {
    if (!choice.kinds.some((kind) => take[kind](choice))) {
      throw new InvalidInput(`“${choice.by}” cannot be ${choice.id}.`);
    }
  }
  const filled = Object.entries(found).filter(([, each]) => Object.keys(each).length > 0);
  return filled.length > 0 ? Object.fromEntries(filled) : undefined;
}
