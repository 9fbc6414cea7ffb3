import { PermissionFlagsBits as Permission } from 'discord.js';
import { describe, expect, it, vi } from 'vitest';
import { asAda, follow, openOnly, postsIn, startNews, WAIT } from './news-stage.ts';
import { messageOf, textOf, updatedBy } from './stage.ts';

describe('a subscription', () => {
  it('shows what it would have posted, then posts what matches, once', async () => {
    const { stage, news, bot, store, open } = await startNews();

    const { preview, done } = await follow(stage, {
      topic: 'reward model preferences',
      exclude: 'survey',
    });
    await news.start(bot.notifier);
    const posts = await vi.waitFor(() => {
      expect(postsIn(stage)).toHaveLength(1);
      return postsIn(stage);
    }, WAIT);

    expect(preview).toContain('Follow “reward model preferences” in <#');
    expect(preview).toMatch(/Of the papers that I hold, it would have posted \*\*\d+ of 12 papers/);
    expect(done).toContain('Following “reward model preferences”');
    expect(posts[0]!.embeds[0]!.title).toBe('Reward models that age');
    expect(posts[0]!.embeds[0]!.footer?.text).toMatch(
      /^matched: reward, model, preferences; topic “reward model preferences”/,
    );

    await news.stop();
    await bot.stop();
    const state = await store.sources.get('lab');
    await store.sources.save({ ...state!, nextRunAt: 0 });
    const second = await open();
    await second.news.start(second.bot.notifier);
    await vi.waitFor(async () => {
      expect((await store.sources.get('lab'))?.nextRunAt).toBeGreaterThan(0);
    }, WAIT);
    await second.news.stop();
    expect(postsIn(stage)).toHaveLength(1);
  });

  it('is made only by those who may manage the channel', async () => {
    const { stage } = await startNews();

    const { message } = messageOf(await stage.give('follow', { topic: 'agents' }));

    expect(textOf(message)).toBe(
      `You need the permission **Manage Channels** in <#${stage.discord.world.cast.papers.id}> ` +
        'to change what I post there.',
    );
  });

  it('is not made where the bot may not post, and says what is missing', async () => {
    const { stage } = await startNews();
    const { world, admin } = stage.discord;
    admin.deny(world.cast.papers.id, world.bot.id, Permission.EmbedLinks);
    await stage.logs('ready');

    const text = await vi.waitFor(async () => {
      const given = messageOf(await stage.give('follow', { topic: 'agents' }, asAda(stage)));
      expect(textOf(given.message)).toMatch(/I still need/);
      return textOf(given.message);
    }, WAIT);

    expect(text).toContain('I still need the permission **Embed Links**');
  });

  it.each([
    [{ when: 'daily 9:30' }, /I can’t read “9:30” as a time: I post digests at full hours/],
    [{ when: 'daily 9 Atlantis' }, /I can’t read “Atlantis” as a time: give a time zone/],
    [{ sources: 'nature' }, /I read no source “nature”\. I read `lab`\./],
    [
      { sources: `https://lab.example/feed.xml?of=${'papers-'.repeat(20)}` },
      /^I read no source “https.*”\. I read `lab`\. Whoever runs me adds others, feeds too, in `SOURCES`\./,
    ],
    [{ topic: 'year:soon' }, /I don’t understand “year:soon”/],
    [{ topic: 'what about them' }, /“what about them” has no word that says/],
    [{ exclude: 'state of the art' }, /“of” says nothing .* `"state of the art"`/],
    [{ when: 'mon, thu 9' }, /I can’t read “thu” as a time: a weekly digest comes on one day/],
    [{ style: 'forum' }, /Forum posts need a forum/],
  ])('is refused plainly with %j', async (values, refusal) => {
    const { stage } = await startNews();

    const { message } = messageOf(await stage.give('follow', values, asAda(stage)));

    expect(textOf(message)).toMatch(refusal);
  });

  it('takes a source by the address of its feed, and keeps that to itself', async () => {
    const { stage, store, feedUrl } = await startNews();

    const { preview } = await follow(stage, { sources: feedUrl.replace('http:', 'https:') });

    expect(preview).toContain('only from lab');
    expect(preview).not.toContain('feed.xml');
    expect(await store.subscriptions.list()).toMatchObject([{ wish: { sources: ['lab'] } }]);
  });

  it('is one of as many as the settings allow a server', async () => {
    const { stage } = await startNews();
    await follow(stage, { topic: 'agents' });
    await follow(stage, { topic: 'planning' });

    const { message } = messageOf(await stage.give('follow', { topic: 'robots' }, asAda(stage)));

    expect(textOf(message)).toMatch(/^This server follows 2 topics already/);
  });

  it('is not made from a preview that the bot has forgotten', async () => {
    const { stage, bot, open } = await startNews();
    const preview = messageOf(await stage.give('follow', { topic: 'agents' }, asAda(stage)));
    await bot.stop();
    await open();

    const { user } = asAda(stage);
    const { message } = messageOf(await stage.press(preview.message, 'Follow', user));

    expect(textOf(message)).toMatch(/^This preview is too old\. Give `\/paper follow` once more\./);
  });

  it('is paused, and resumed with what it missed', async () => {
    const { stage, news, bot, store } = await startNews();
    await follow(stage, { topic: 'reward model preferences' });

    const paused = updatedBy(await stage.press(await openOnly(stage), 'Pause', asAda(stage).user));
    await news.start(bot.notifier);
    await vi.waitFor(async () => {
      expect((await store.outbox.counts({ subscriptionId: 1 })).waiting).toBe(2);
    }, WAIT);
    expect(postsIn(stage)).toEqual([]);
    const resumed = updatedBy(await stage.press(paused, 'Resume', asAda(stage).user));

    await vi.waitFor(() => expect(postsIn(stage)).toHaveLength(2), WAIT);
    expect(textOf(paused)).toContain('⏸ Paused.');
    expect(textOf(resumed)).toContain('Resumed. 2 papers that waited come now.');
  });

  it('is changed by a form, tested with a post, and removed for good', async () => {
    const { stage, news, bot, served } = await startNews();
    const { user } = asAda(stage);
    served.feed = '';
    await news.start(bot.notifier);
    await follow(stage, { topic: 'language models' });

    const form = await stage.press(await openOnly(stage), 'Edit', user);
    if (form.kind !== 'modal') throw new Error(`Not a form but ${JSON.stringify(form)}`);
    const changed = messageOf(
      await stage.discord.people.submitModal({
        user,
        interactionId: form.modal.interactionId,
        fields: {
          topic: 'language model',
          exclude: 'feedback, reward model',
          when: 'fridays 5pm Tokyo',
        },
      }),
    ).message;
    const tested = updatedBy(await stage.press(changed, 'Test post', user));
    const asked = updatedBy(await stage.press(tested, 'Remove', user));
    const gone = updatedBy(await stage.press(asked, 'Remove for good', user));

    expect(textOf(changed)).toContain('without feedback, reward model');
    expect(textOf(changed)).toContain('weekly Friday 17:00 Asia/Tokyo');
    expect(textOf(tested)).toContain('posted as a test');
    expect(postsIn(stage)[0]!.embeds[0]!.footer?.text).toMatch(
      /^test post; matched: language, model/,
    );
    expect(textOf(gone)).toMatch(/^Removed: “language model”/);
    const none = messageOf(await stage.give('following', {}, asAda(stage)));
    expect(textOf(none.message)).toMatch(/^This server follows nothing yet/);
  });

  it('is paused as soon as its channel is deleted, before anything is to be posted', async () => {
    const { stage, store } = await startNews();
    const { world, admin } = stage.discord;
    await follow(stage, { topic: 'agents', when: 'weekly' });
    await follow(stage, { topic: 'agents', channel: world.cast.alignment.id });

    admin.deleteChannel(world.cast.papers.id);

    const pauses = async () => (await store.subscriptions.list()).map(({ pause }) => pause?.reason);
    await vi.waitFor(async () => expect(await pauses()).toEqual(['channel-gone', undefined]), WAIT);
  });

  it('may be looked at by everybody and changed by nobody without the permission', async () => {
    const { stage } = await startNews();
    await follow(stage, { topic: 'agents' });
    const { member } = stage.discord.world.cast;

    const list = messageOf(await stage.give('following')).message;
    const opened = messageOf(
      await stage.choose(list, 'Open a subscription…', ['1'], member.id),
    ).message;
    const refused = messageOf(await stage.press(opened, 'Pause', member.id));

    expect(textOf(opened)).toContain('“agents”');
    expect(textOf(refused.message)).toMatch(/^You need the permission \*\*Manage Channels\*\*/);
  });
});

describe('a server that the bot is taken out of', () => {
  it('is forgotten, and one that is only away is not', async () => {
    const { stage, store } = await startNews();
    const { world, admin } = stage.discord;
    await follow(stage, { topic: 'agents' });

    admin.loseGuild(world.cast.guild.id);
    admin.restoreGuild(world.cast.guild.id);
    admin.loseGuild(world.cast.elsewhere.id);
    expect(await store.subscriptions.list()).toHaveLength(1);
    admin.removeBot(world.cast.guild.id);

    await vi.waitFor(async () => expect(await store.subscriptions.list()).toEqual([]), WAIT);
  });

  it('is forgotten at the next start if that happened while the bot was off', async () => {
    const { stage, store, bot, open } = await startNews();
    const { world, admin } = stage.discord;
    await follow(stage, { topic: 'agents' });
    await bot.stop();
    admin.removeBot(world.cast.guild.id);

    await open();

    expect(await store.subscriptions.list()).toEqual([]);
    await stage.logs('left a server, its data is gone');
  });

  it('is not forgotten when all servers are others, as with the token of another bot', async () => {
    const { stage, store, bot, open } = await startNews();
    const { world, admin } = stage.discord;
    await follow(stage, { topic: 'agents' });
    await bot.stop();
    admin.removeBot(world.cast.guild.id);
    admin.addBot(world.cast.elsewhere.id);

    await open();

    expect(await store.subscriptions.list()).toHaveLength(1);
    await stage.logs('this looks like the database of another bot');
  });

  it('is not forgotten at a start during which Discord is in trouble with it', async () => {
    const { stage, store, bot, open } = await startNews();
    const { world, admin } = stage.discord;
    await follow(stage, { topic: 'agents' });
    await bot.stop();
    admin.loseGuild(world.cast.guild.id);

    await open();

    expect(await store.subscriptions.list()).toHaveLength(1);
    admin.restoreGuild(world.cast.guild.id);
    await vi.waitFor(async () => {
      const { message } = messageOf(await stage.give('following', {}, asAda(stage)));
      expect(textOf(message)).toContain('“agents”');
    }, WAIT);
  });
});
