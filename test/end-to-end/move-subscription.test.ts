import {
  type APIGuildForumChannel,
  type APIMessage,
  ChannelType,
  OverwriteType,
  PermissionFlagsBits as Permission,
} from 'discord.js';
import { describe, expect, it, vi } from 'vitest';
import { asAda, follow, forumPostsIn, openOnly, postsIn, startNews, WAIT } from './news-stage.ts';
import { messageOf, type Stage, textOf, updatedBy } from './stage.ts';

const WHERE = 'Choose a channel…';
const HOW = 'Choose a style…';
const PING = 'Nobody';
const TAGS = 'Choose tags…';

/** A subscription with the card open that says where and how it posts. */
async function openPlaceCard(values: Record<string, string> = {}) {
  const news = await startNews();
  const { stage, store } = news;
  const { user } = asAda(stage);
  await follow(stage, { topic: 'reward model preferences', ...values });
  const card = updatedBy(await stage.press(await openOnly(stage), 'Where and how', user));
  const choose = async (menu: string, ...chosen: string[]) =>
    updatedBy(await stage.choose(card, menu, chosen, user));
  const refusalOf = async (menu: string, chosen: string) =>
    textOf(messageOf(await stage.choose(card, menu, [chosen], user)).message);
  const saved = async () => {
    const subscription = await store.subscriptions.get(1);
    return { ...subscription!.wish, channelId: subscription!.channelId };
  };
  return { ...news, card, user, choose, refusalOf, saved };
}

/** A forum that wants a tag on every post. */
function strictForum({ discord }: Stage) {
  return discord.admin.createChannel({
    name: 'ideas',
    type: ChannelType.GuildForum,
    tags: ['theory', 'practice'],
    requiresTag: true,
  }) as APIGuildForumChannel;
}

describe('where and how a subscription posts', () => {
  it('is shown as it is', async () => {
    const { stage, card } = await openPlaceCard({ style: 'digest' });

    const { papers } = stage.discord.world.cast;
    expect(controlsOf(card)).toEqual({
      [WHERE]: [papers.id],
      [HOW]: ['digest'],
      [PING]: [],
    });
    expect(JSON.stringify(card.components)).toContain('"Cross-lists: off"');
  });

  it('is another channel, with what waits for it, in order', async () => {
    const { stage, news, bot, store, choose, saved } = await openPlaceCard();
    const { alignment } = stage.discord.world.cast;
    await store.subscriptions.pause(1, { reason: 'asked', at: 0 });
    await news.start(bot.notifier);
    await vi.waitFor(async () => {
      expect((await store.outbox.counts({ subscriptionId: 1 })).waiting).toBe(2);
    }, WAIT);

    const moved = await choose(WHERE, alignment.id);
    const back = updatedBy(await stage.press(moved, 'Done', asAda(stage).user));
    await stage.press(back, 'Resume', asAda(stage).user);

    expect(textOf(moved)).toContain(
      `Posts go to <#${alignment.id}> from now on. 2 papers that wait go along.`,
    );
    expect(controlsOf(moved)).toMatchObject({ [WHERE]: [alignment.id] });
    expect(await saved()).toMatchObject({ channelId: alignment.id, style: 'posts' });
    await vi.waitFor(() => expect(postsIn(stage, alignment.id)).toHaveLength(2), WAIT);
    expect(postsIn(stage)).toEqual([]);
  });

  it('is another one because the first is gone, and posts what was missed', async () => {
    const { stage, news, bot, store } = await startNews();
    const { cast } = stage.discord.world;
    await follow(stage, { topic: 'reward model preferences' });
    stage.discord.admin.deleteChannel(cast.papers.id);
    await news.start(bot.notifier);
    await vi.waitFor(async () => {
      expect(await store.subscriptions.count()).toEqual({ active: 0, paused: 1 });
      expect(await store.outbox.counts()).toEqual({ waiting: 2, dead: 0 });
    }, WAIT);
    const { user } = asAda(stage);
    const list = messageOf(
      await stage.give('following', {}, { user, channelId: cast.alignment.id }),
    ).message;
    const opened = messageOf(await stage.choose(list, 'Open a subscription…', ['1'], user)).message;
    const place = updatedBy(await stage.press(opened, 'Where and how', user));

    const moved = updatedBy(await stage.choose(place, WHERE, [cast.alignment.id], user));

    expect(Object.keys(controlsOf(place))).toEqual([WHERE, PING]);
    expect(textOf(moved)).toContain('Resumed. 2 papers that waited come now.');
    await vi.waitFor(() => expect(postsIn(stage, cast.alignment.id)).toHaveLength(2), WAIT);
  });

  it('is a style, a role to ping and what else is posted', async () => {
    const { stage, user, card, choose, saved } = await openPlaceCard();
    const role = stage.discord.admin.createRole({ name: 'Readers', mentionable: true });

    const styled = await choose(HOW, 'threads');
    const pinging = await choose(PING, role.id);
    const crossing = updatedBy(await stage.press(card, 'Cross-lists: off', user));
    const renewing = updatedBy(await stage.press(card, 'New versions: off', user));

    expect(textOf(styled)).toContain('From now on a thread a paper.');
    expect(textOf(pinging)).toContain(`Every post pings <@&${role.id}> from now on.`);
    expect(controlsOf(pinging)).toMatchObject({ [PING]: [role.id], [HOW]: ['threads'] });
    expect(textOf(crossing)).toContain('Cross-lists are posted, too.');
    expect(textOf(renewing)).toContain('New versions of older papers are posted, too.');
    expect(await saved()).toMatchObject({
      style: 'threads',
      mention: role.id,
      includesCrossLists: true,
      includesReplacements: true,
    });

    const quiet = updatedBy(await stage.choose(renewing, PING, [], user));

    expect(textOf(quiet)).toContain('Nobody is pinged from now on.');
    expect(await saved()).not.toHaveProperty('mention');
  });

  it('is a forum, with posts that have the tags chosen there', async () => {
    const { stage, news, bot, user, choose, saved } = await openPlaceCard();
    const { readingGroup } = stage.discord.world.cast;
    const [paper] = readingGroup.available_tags;

    const moved = await choose(WHERE, readingGroup.id);
    const tagged = updatedBy(await stage.choose(moved, TAGS, [paper!.id], user));
    await news.start(bot.notifier);

    expect(textOf(moved)).toContain('The style there is “forum posts”.');
    expect(controlsOf(moved)).toEqual({ [WHERE]: [readingGroup.id], [TAGS]: [], [PING]: [] });
    expect(textOf(tagged)).toContain('Posts get “paper” as tags.');
    expect(await saved()).toMatchObject({ style: 'forum', forumTags: [paper!.id] });
    await vi.waitFor(() => expect(forumPostsIn(stage, readingGroup.id)).toHaveLength(2), WAIT);
    for (const post of forumPostsIn(stage, readingGroup.id)) {
      expect(post.applied_tags).toEqual([paper!.id]);
    }
  });

  it('is a forum that wants a tag, as soon as one is chosen', async () => {
    const { stage, user, choose, saved } = await openPlaceCard();
    const { papers } = stage.discord.world.cast;
    const forum = strictForum(stage);
    await vi.waitFor(() => expect(stage.traffic.join()).toContain('CHANNEL_CREATE'), WAIT);

    const asked = await choose(WHERE, forum.id);
    expect(await saved()).toMatchObject({ channelId: papers.id, style: 'posts' });
    const tag = forum.available_tags[0]!.id;
    const moved = updatedBy(await stage.choose(asked, TAGS, [tag], user));

    expect(textOf(asked)).toContain(
      `<#${forum.id}> wants a tag on every post: choose one, and I post there.`,
    );
    expect(textOf(moved)).toContain(
      `Posts go to <#${forum.id}> from now on. The style there is “forum posts”. They get “theory” as tags.`,
    );
    expect(await saved()).toMatchObject({
      channelId: forum.id,
      style: 'forum',
      forumTags: [tag],
    });
  });

  it('leaves style and tags of a forum behind', async () => {
    const { stage, choose, saved } = await openPlaceCard();
    const { readingGroup, papers } = stage.discord.world.cast;
    const moved = await choose(WHERE, readingGroup.id);
    const { user } = asAda(stage);
    await stage.choose(moved, TAGS, [readingGroup.available_tags[0]!.id], user);

    const back = updatedBy(await stage.choose(moved, WHERE, [papers.id], user));

    expect(textOf(back)).toContain('The style there is “a post a paper”.');
    expect(await saved()).toMatchObject({ channelId: papers.id, style: 'posts' });
    expect(await saved()).not.toHaveProperty('forumTags');
  });

  it('stays as it is where the bot lacks a permission, which is named', async () => {
    const { stage, refusalOf, saved } = await openPlaceCard();
    const { world, admin } = stage.discord;
    const { alignment, papers } = world.cast;
    admin.deny(alignment.id, world.bot.id, Permission.EmbedLinks);

    const refusal = await vi.waitFor(async () => {
      const text = await refusalOf(WHERE, alignment.id);
      expect(text).toMatch(/I still need/);
      return text;
    }, WAIT);

    expect(refusal).toContain('I still need the permission **Embed Links**');
    expect(await saved()).toMatchObject({ channelId: papers.id });
  });

  it('is never a ping for everyone', async () => {
    const { stage, refusalOf, saved } = await openPlaceCard();

    const refusal = await refusalOf(PING, stage.discord.world.cast.guild.id);

    expect(refusal).toMatch(/^I never ping everyone/);
    expect(await saved()).not.toHaveProperty('mention');
  });

  it('is no channel in which whoever moves it may not ping the role that it pings', async () => {
    const { stage, user, card, choose, saved } = await openPlaceCard();
    const { world, admin } = stage.discord;
    const { member } = world.cast;
    const role = admin.createRole({ name: 'Readers' });
    const [own, silent] = ([0n, Permission.MentionEveryone] as const).map((deny) =>
      admin.createChannel({
        name: 'max',
        overwrites: [
          {
            id: member.id,
            type: OverwriteType.Member,
            allow: String(Permission.ManageChannels),
            deny: String(deny),
          },
        ],
      }),
    );
    await choose(PING, role.id);
    await stage.choose(card, WHERE, [own!.id], user);
    const list = messageOf(await stage.give('following')).message;
    const opened = messageOf(await stage.choose(list, 'Open a subscription…', ['1'])).message;
    const place = updatedBy(await stage.press(opened, 'Where and how'));

    const stopped = messageOf(await stage.choose(place, WHERE, [silent!.id])).message;
    const again = updatedBy(await stage.choose(place, PING, [role.id]));

    expect(textOf(stopped)).toContain(`You can’t have <@&${role.id}> pinged`);
    expect(textOf(again)).toContain(`Every post pings <@&${role.id}> from now on.`);
    expect(await saved()).toMatchObject({ channelId: own!.id, mention: role.id });
  });

  it('is not for those who may not manage where it posts, or would post', async () => {
    const { stage, store, saved } = await openPlaceCard();
    const { world, admin } = stage.discord;
    const { member, papers } = world.cast;
    const own = admin.createChannel({
      name: 'max',
      overwrites: [
        {
          id: member.id,
          type: OverwriteType.Member,
          allow: String(Permission.ManageChannels),
          deny: '0',
        },
      ],
    });
    const list = messageOf(await stage.give('following')).message;
    const opened = messageOf(await stage.choose(list, 'Open a subscription…', ['1'])).message;
    const refusal = `You need the permission **Manage Channels** in <#${papers.id}>`;

    const closed = messageOf(await stage.press(opened, 'Where and how')).message;
    await store.subscriptions.update(1, { channelId: own.id });
    const card = updatedBy(await stage.press(opened, 'Where and how'));
    const stopped = messageOf(await stage.choose(card, WHERE, [papers.id])).message;

    expect(textOf(closed)).toContain(refusal);
    expect(textOf(stopped)).toContain(refusal);
    expect(await saved()).toMatchObject({ channelId: own.id });
  });
});

interface Control {
  readonly placeholder?: string;
  readonly default_values?: readonly { readonly id: string }[];
  readonly options?: readonly { readonly value: string; readonly default?: boolean }[];
  readonly components?: readonly Control[];
}

/** What stands in the menus of a card, by their placeholders. */
function controlsOf({ components = [] }: APIMessage): Record<string, string[]> {
  const all = (parts: readonly Control[]): readonly Control[] =>
    parts.flatMap((part) => [part, ...all(part.components ?? [])]);
  return Object.fromEntries(
    all(components as readonly Control[]).flatMap(
      ({ placeholder, default_values: ids = [], options = [] }) => {
        if (placeholder === undefined) return [];
        const chosen = options.filter((option) => option.default).map(({ value }) => value);
        return [[placeholder, [...chosen, ...ids.map(({ id }) => id)]]];
      },
    ),
  );
}
