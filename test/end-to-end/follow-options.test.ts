import {
  type APIGuildForumChannel,
  ChannelType,
  OverwriteType,
  PermissionFlagsBits,
} from 'discord.js';
import { describe, expect, it, vi } from 'vitest';
import { asAda, follow, forumPostsIn, startNews, WAIT } from './news-stage.ts';
import { messageOf, type Stage, textOf } from './stage.ts';

describe('the options of /paper follow', () => {
  it.each([
    { option: 'when', typed: '', values: ['at once', 'daily 9:00 UTC', 'weekly Monday 9:00 UTC'] },
    { option: 'when', typed: 'fridays 5pm tok', values: ['weekly Friday 17:00 Asia/Tokyo'] },
    { option: 'sources', typed: '', values: ['lab'] },
    { option: 'sources', typed: 'LA', values: ['lab'] },
    { option: 'sources', typed: 'lab, ', values: [] },
    { option: 'categories', typed: 'robot', values: ['cs.RO'] },
    { option: 'categories', typed: 'cs.CL, robot', values: ['cs.CL, cs.RO'] },
    { option: 'categories', typed: 'cs.RO, robot', values: [] },
  ])(
    'suggest for “$typed” in $option what goes on from there',
    async ({ option, typed, values }) => {
      const { stage } = await startNews();

      const choices = await stage.discord.people.autocomplete({
        ...asAda(stage),
        name: 'paper',
        subcommand: 'follow',
        values: { topic: 'agents', [option]: typed },
        focused: option,
      });

      expect(choices).toEqual(values.map((value) => ({ name: value, value })));
    },
  );
});

describe('a role to ping', () => {
  it('is one that the bot may ping, or nobody would hear of it', async () => {
    const { stage, store } = await startNews();
    const { admin, world } = stage.discord;
    const { papers } = world.cast;
    const role = admin.createRole({ name: 'Readers' });
    admin.deny(papers.id, world.bot.id, PermissionFlagsBits.MentionEveryone);

    const answer = await stage.give('follow', { mention: role.id }, asAda(stage));

    expect(textOf(messageOf(answer).message)).toBe(
      `I can’t ping <@&${role.id}>: allow anyone to mention it in the role’s settings, or give me the ` +
        `permission **Mention @everyone, @here, and All Roles** in <#${papers.id}>.`,
    );
    expect(await store.subscriptions.list()).toEqual([]);
  });

  it('is one that the person may ping too, or the bot would lend them its right', async () => {
    const { stage, store } = await startNews();
    const { admin, world } = stage.discord;
    const { member } = world.cast;
    const role = admin.createRole({ name: 'Readers' });
    const open = admin.createRole({ name: 'Open', mentionable: true });
    const own = admin.createChannel({
      name: 'max',
      overwrites: [
        {
          id: member.id,
          type: OverwriteType.Member,
          allow: String(PermissionFlagsBits.ManageChannels),
          deny: String(PermissionFlagsBits.MentionEveryone),
        },
      ],
    });
    const where = { user: member.id, channelId: own.id };
    const answerTo = async (mention: string) =>
      textOf(messageOf(await stage.give('follow', { mention }, where)).message);

    await vi.waitFor(async () => {
      expect(await answerTo(role.id)).toBe(
        `You can’t have <@&${role.id}> pinged: for a role that not everyone may mention, you need ` +
          `the permission **Mention @everyone, @here, and All Roles** in <#${own.id}> yourself.`,
      );
    }, WAIT);
    expect(await answerTo(open.id)).toContain(`pings <@&${open.id}>`);
    expect(await store.subscriptions.list()).toEqual([]);
  });

  it('may be any that people may mention', async () => {
    const { stage } = await startNews();
    const { admin, world } = stage.discord;
    const role = admin.createRole({ name: 'Readers', mentionable: true });
    admin.deny(world.cast.papers.id, world.bot.id, PermissionFlagsBits.MentionEveryone);

    const answer = await stage.give('follow', { mention: role.id }, asAda(stage));

    expect(textOf(messageOf(answer).message)).toContain(`pings <@&${role.id}>`);
  });
});

describe('a forum that wants a tag on every post', () => {
  function openForum({ discord }: Stage) {
    return discord.admin.createChannel({
      name: 'ideas',
      type: ChannelType.GuildForum,
      tags: ['theory', 'practice'],
      requiresTag: true,
    }) as APIGuildForumChannel;
  }

  it('offers its tags while one types', async () => {
    const { stage } = await startNews();
    const channel = openForum(stage).id;
    const suggestions = async (tags: string) =>
      await stage.discord.people.autocomplete({
        ...asAda(stage),
        name: 'paper',
        subcommand: 'follow',
        values: { channel, tags },
        focused: 'tags',
      });

    await vi.waitFor(async () => {
      expect((await suggestions('')).map(({ name }) => name)).toEqual(['theory', 'practice']);
    }, WAIT);
    expect((await suggestions('Theory, pra')).map(({ name }) => name)).toEqual([
      'Theory, practice',
    ]);
  });

  it('is followed with tags only, and says which there are', async () => {
    const { stage, store } = await startNews();
    const channel = openForum(stage).id;
    const refusal = async (values: Record<string, string>) =>
      textOf(messageOf(await stage.give('follow', { channel, ...values }, asAda(stage))).message);

    await vi.waitFor(async () => {
      expect(await refusal({})).toBe(
        'That forum wants a tag on every post: give `tags`, of “theory”, “practice”.',
      );
    }, WAIT);
    expect(await refusal({ tags: 'theory, cooking' })).toBe(
      'That forum has no tag “cooking”. It has “theory”, “practice”.',
    );
    expect(await store.subscriptions.list()).toEqual([]);
  });

  it('gets each paper as a post of its own, with the tags', async () => {
    const { stage, news, bot } = await startNews();
    const forum = openForum(stage);
    const [theory, practice] = forum.available_tags;
    await follow(stage, {
      topic: 'reward model preferences',
      channel: forum.id,
      tags: 'Practice, theory',
    });

    await news.start(bot.notifier);

    const posts = await vi.waitFor(() => {
      const found = forumPostsIn(stage, forum.id);
      expect(found).toHaveLength(2);
      return found;
    }, WAIT);
    expect(posts.map(({ name }) => name)).toEqual([
      'Reward models that age',
      'A survey of reward models',
    ]);
    for (const { applied_tags } of posts) {
      expect(applied_tags).toEqual([practice!.id, theory!.id]);
    }
  });
});
