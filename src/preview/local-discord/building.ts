import {
  type APIChannel,
  type APIGuild,
  type APIOverwrite,
  type APIRole,
  ChannelFlags,
  ChannelType,
  GatewayIntentBits as Intent,
} from 'discord-api-types/v10';
import { forum, role, tag, textChannel } from './cast.ts';
import type { Parts } from './parts.ts';

/** A channel to be made; in the server of the cast unless told. */
interface ChannelPlan {
  readonly name: string;
  readonly type?: ChannelType.GuildText | ChannelType.GuildAnnouncement | ChannelType.GuildForum;
  readonly guildId?: string;
  readonly overwrites?: readonly APIOverwrite[];
  /** Names of a forum's tags. */
  readonly tags?: readonly string[];
  /** Whether a forum wants a tag on every post. */
  readonly requiresTag?: boolean;
}

/** What those who run a server make and arrange. */
export interface Building {
  createChannel(plan: ChannelPlan): APIChannel;
  createRole(plan: {
    readonly name: string;
    readonly permissions?: bigint;
    /** Whether everybody may ping it. */
    readonly mentionable?: boolean;
    readonly guildId?: string;
  }): APIRole;
  changeGuild(guildId: string, change: Partial<APIGuild>): void;
}

export function createBuilding({ world, gateway, live, nextId }: Parts): Building {
  const home = world.cast.guild.id;

  function tell(name: string, guildId: string, body: object): void {
    gateway.dispatch({ name, guildId, intents: Intent.Guilds, body });
    live.emit('placeChange');
  }

  return {
    createChannel({ name, type = ChannelType.GuildText, guildId = home, ...plan }) {
      const position = world.channels.size;
      const common = { permission_overwrites: [...(plan.overwrites ?? [])] };
      const tags = (plan.tags ?? []).map((each) => tag(nextId(), each));
      const channel: APIChannel =
        type === ChannelType.GuildForum
          ? {
              ...forum(nextId(), guildId, name, position, tags),
              ...common,
              ...(plan.requiresTag && { flags: ChannelFlags.RequireTag }),
            }
          : { ...textChannel(nextId(), guildId, name, position), ...common, type };
      world.channels.set(channel.id, channel);
      tell('CHANNEL_CREATE', guildId, channel);
      return channel;
    },

    createRole({ name, permissions = 0n, mentionable = false, guildId = home }) {
      const guild = world.guilds.get(guildId);
      if (guild === undefined) throw new Error(`There is no server ${guildId}`);
      const made = { ...role(nextId(), name, permissions, guild.roles.length), mentionable };
      guild.roles.push(made);
      tell('GUILD_ROLE_CREATE', guildId, { guild_id: guildId, role: made });
      return made;
    },

    changeGuild(guildId, change) {
      const guild = world.guilds.get(guildId);
      if (guild === undefined) throw new Error(`There is no server ${guildId}`);
      tell('GUILD_UPDATE', guildId, Object.assign(guild, change));
    },
  };
}
