import { describe, expect, it, vi } from 'vitest';
import { asAda, follow, postsIn, startNews, WAIT } from './news-stage.ts';
import { messageOf, textOf } from './stage.ts';

describe('/paper status', () => {
  it('says why nothing came', async () => {
    const { stage, feedUrl, news, bot, store } = await startNews();
    await follow(stage, { topic: '"reward model"', exclude: 'aged, survey, age' });
    await news.start(bot.notifier);
    await vi.waitFor(async () => {
      expect(await store.subscriptions.recentSkips(1)).not.toEqual([]);
    }, WAIT);

    const { message } = messageOf(await stage.give('status', {}, asAda(stage)));

    const text = textOf(message);
    expect(text).toContain(`**${new URL(feedUrl).host}**`);
    expect(text).toContain('Today 3 new papers, of 3 read.');
    expect(text).toMatch(/3 new papers today, none matched: .*1 excluded by “survey”/);
  });

  it('names the sources that fail', async () => {
    const { stage, served, news, bot, store } = await startNews();
    served.feed = 'nothing of the kind';
    await news.start(bot.notifier);
    await vi.waitFor(async () => {
      expect((await store.sources.get('lab'))?.lastError).toBeDefined();
    }, WAIT);

    const { message } = messageOf(await stage.give('status', {}, asAda(stage)));

    expect(textOf(message)).toMatch(/🔴.*\n-# Cannot be read: /);
    expect(textOf(message)).toContain('There are none: `/paper follow` begins one.');
  });

  it('shows what was given up, and goes on without it', async () => {
    const { stage, news, bot } = await startNews();
    const { papers } = stage.discord.world.cast;
    await follow(stage, { topic: 'reward model preferences' });
    stage.discord.faults.next(
      { method: 'POST', path: `/channels/${papers.id}/messages` },
      { kind: 'status', status: 400, code: 50_035, message: 'Invalid Form Body' },
    );
    await news.start(bot.notifier);
    await vi.waitFor(() => expect(postsIn(stage)).toHaveLength(1), WAIT);

    const { message } = messageOf(await stage.give('status', {}, asAda(stage)));

    expect(textOf(message)).toMatch(
      /### Not delivered\nGiven up: “Reward models that age” for <#\d+>, just now: Discord refuses this message: Invalid Form Body/,
    );
  });

  it('shows what waits to be published in the channels that follow one', async () => {
    const { stage, news, bot, store } = await startNews();
    const { announcements } = stage.discord.world.cast;
    await follow(stage, { topic: 'reward model preferences', channel: announcements.id });
    stage.discord.faults.next(
      { method: 'POST', path: /\/crosspost$/ },
      { kind: 'rateLimit', retryAfterMs: 600_000 },
    );
    await news.start(bot.notifier);
    await vi.waitFor(async () => {
      expect(await store.outbox.delays({ now: Date.now() })).toHaveLength(1);
      expect(await store.outbox.crossposts()).toHaveLength(2);
    }, WAIT);

    const { message } = messageOf(await stage.give('status', {}, asAda(stage)));

    const text = textOf(message);
    expect(postsIn(stage, announcements.id)).toHaveLength(2);
    expect(text).toMatch(
      /Publishing in <#\d+> is tried again <t:\d+:R>: Discord asked me to slow down\./,
    );
    expect(text).toMatch(/2 messages wait to be published from <#\d+>; the next <t:\d+:R>/);
  });
});
