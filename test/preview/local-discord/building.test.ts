import {
  ChannelFlags,
  ChannelType,
  Events,
  type ForumChannel,
  OverwriteType,
  PermissionFlagsBits as Permission,
  type TextChannel,
} from 'discord.js';
import { describe, expect, it } from 'vitest';
import { connectBot } from './connect-bot.ts';

describe('those who run a server', () => {
  it('make channels, of which the bot hears', async () => {
    await using bot = await connectBot();
    const heard = new Promise<TextChannel>((resolve) => {
      bot.client.once(Events.ChannelCreate, (channel) => resolve(channel as TextChannel));
    });
    const everyone = bot.discord.world.cast.guild.id;

    const { id } = bot.discord.admin.createChannel({
      name: 'quiet',
      overwrites: [
        {
          id: everyone,
          type: OverwriteType.Role,
          allow: '0',
          deny: String(Permission.SendMessages),
        },
      ],
    });

    const channel = await heard;
    expect(channel).toMatchObject({ id, name: 'quiet', type: ChannelType.GuildText });
    expect(channel.permissionsFor(everyone)?.has(Permission.SendMessages)).toBe(false);
  });

  it('make forums with tags that every post must have', async () => {
    await using bot = await connectBot();
    const heard = new Promise<ForumChannel>((resolve) => {
      bot.client.once(Events.ChannelCreate, (channel) =>
        resolve(channel as unknown as ForumChannel),
      );
    });

    bot.discord.admin.createChannel({
      name: 'strict',
      type: ChannelType.GuildForum,
      tags: ['paper'],
      requiresTag: true,
    });

    const forum = await heard;
    const message = { content: 'A post' };
    expect(forum.flags.has(ChannelFlags.RequireTag)).toBe(true);
    await expect(forum.threads.create({ name: 'Bare', message })).rejects.toMatchObject({
      code: 40_067,
    });
    const [tag] = forum.availableTags;
    await forum.threads.create({ name: 'Tagged', message, appliedTags: [tag?.id ?? ''] });
  });

  it('make roles and change the server', async () => {
    await using bot = await connectBot();
    const { admin, world } = bot.discord;
    const heard = [Events.GuildRoleCreate, Events.GuildUpdate].map(
      (event) => new Promise((resolve) => bot.client.once(event as string, resolve)),
    );

    const role = admin.createRole({ name: 'Readers', mentionable: true });
    admin.changeGuild(world.cast.guild.id, { system_channel_id: world.cast.papers.id });
    await Promise.all(heard);

    const guild = bot.client.guilds.cache.get(world.cast.guild.id);
    expect(guild?.roles.cache.get(role.id)?.mentionable).toBe(true);
    expect(guild?.systemChannelId).toBe(world.cast.papers.id);
  });

  it('find everybody and every channel by the same ids the next time', async () => {
    await using first = await connectBot();
    await using second = await connectBot();

    const ids = [first, second].map(({ discord: { world } }) => [
      world.bot.id,
      world.cast.guild.id,
      world.cast.papers.id,
    ]);
    expect(ids[0]).toEqual(ids[1]);
  });
});
