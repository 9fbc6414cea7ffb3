import { type APIGuild, GatewayIntentBits as Intent } from 'discord-api-types/v10';
import { z } from 'zod';
import type { GatewayEvent, GatewaySession } from './gateway-session.ts';
import { shardOf } from './gateway-session.ts';
import { isThread } from './permissions.ts';
import { guildIdOf, type MutableWorld, type World } from './world.ts';

/**
 * What a bot is told when it has identified: READY, then the servers of its shard without those that
 * are unavailable.
 */
export function welcome(
  world: MutableWorld,
  { id, shard }: GatewaySession,
  resumeUrl: string,
): GatewayEvent[] {
  const guilds = [...world.guilds.values()].filter(
    (guild) =>
      world.member(guild.id, world.bot.id) !== undefined &&
      shardOf(guild.id, shard[1]) === shard[0],
  );
  const ready: GatewayEvent = {
    name: 'READY',
    body: {
      v: 10,
      user: world.bot,
      guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
      session_id: id,
      resume_gateway_url: resumeUrl,
      shard,
      application: { id: world.application.id, flags: world.application.flags },
    },
  };
  const available = guilds.filter(({ id: guildId }) => !world.lostGuilds.has(guildId));
  return [ready, ...available.map((guild) => guildCreate(world, guild))];
}

/** A server with all that is in it. */
export function guildCreate(world: World, guild: APIGuild): GatewayEvent {
  const channels = [...world.channels.values()].filter(
    (channel) => guildIdOf(channel) === guild.id,
  );
  const members = [...world.users.keys()].flatMap((id) => world.member(guild.id, id) ?? []);
  return {
    name: 'GUILD_CREATE',
    guildId: guild.id,
    intents: Intent.Guilds,
    body: {
      ...guild,
      joined_at: world.member(guild.id, world.bot.id)?.joined_at,
      large: false,
      unavailable: false,
      member_count: members.length,
      // Without the privileged intent a bot sees itself only.
      members: members.filter(({ user }) => user.id === world.bot.id),
      channels: channels.filter((channel) => !isThread(channel)),
      threads: channels.filter(isThread),
      voice_states: [],
      presences: [],
      stage_instances: [],
      guild_scheduled_events: [],
      soundboard_sounds: [],
    },
  };
}

const memberRequest = z.object({
  guild_id: z.string(),
  user_ids: z.union([z.string(), z.array(z.string())]).default([]),
  nonce: z.string().exactOptional(),
});

/** The members that a bot asked for by their ids. */
export function membersChunk(world: World, request: unknown): GatewayEvent[] {
  const asked = memberRequest.safeParse(request).data;
  if (asked === undefined) return [];
  const { guild_id, nonce } = asked;
  const ids = [asked.user_ids].flat();
  const members = ids.flatMap((id) => world.member(guild_id, id) ?? []);
  return [
    {
      name: 'GUILD_MEMBERS_CHUNK',
      guildId: guild_id,
      body: {
        guild_id,
        members,
        not_found: ids.filter((id) => !members.some(({ user }) => user.id === id)),
        chunk_index: 0,
        chunk_count: 1,
        ...(nonce !== undefined && { nonce }),
      },
    },
  ];
}
