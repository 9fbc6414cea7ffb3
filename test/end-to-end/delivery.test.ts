import { MessageFlags, PermissionFlagsBits as Permission } from 'discord.js';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Subscription, Wish } from '../../src/store/subscription-store.ts';
import { createDelivery } from '../../src/subscriptions/delivery.ts';
import { samplePapers } from '../sample-papers.ts';
import { wishFor } from '../store/samples.ts';
import { useSqliteStores } from '../store/use-sqlite-stores.ts';
import { messageOf, startShow, textOf } from './stage.ts';

const WAIT = { timeout: 10_000, interval: 20 };

describe('posts in channels', () => {
  const stores = useSqliteStores();

  /** The whole bot with a store; papers are put in line as matching would. */
  async function setScene() {
    const store = await stores.open();
    const stage = await startShow();
    const { discord, bot } = stage;
    const delivery = createDelivery({
      store,
      notifier: bot.notifier,
      now: Date.now,
      waitMs: () => 20,
      log: pino({ level: 'silent' }),
    });
    delivery.start();
    onTestFinished(() => delivery.stop());
    await store.papers.record(
      samplePapers.map((paper) => ({ paper, source: 'test', announcement: 'new' })),
      { now: 0, isForMatching: false, merge: ({ paper }) => paper },
    );

    return {
      ...stage,
      store,
      delivery,
      async follow(channelId: string, wish: Partial<Wish> = {}): Promise<Subscription> {
        const added = await store.subscriptions.add(
          { guildId: discord.world.cast.guild.id, channelId, wish: wishFor(wish) },
          { now: 0, maxPerGuild: 10 },
        );
        if (added === undefined) throw new Error('The server is full.');
        return added;
      },
      async putInLine({ id }: Subscription, count: number, lateMs = 0): Promise<void> {
        await store.outbox.add(
          samplePapers.slice(0, count).map((paper) => ({
            subscriptionId: id,
            paperId: paper.id,
            reason: 'matched: language model',
            dueAt: Date.now() - lateMs,
          })),
          { maxWaiting: 100 },
        );
        delivery.wake();
      },
      messagesIn: (channelId: string, count: number) =>
        vi.waitFor(() => {
          const messages = discord.world.messagesIn(channelId);
          expect(messages).toHaveLength(count);
          return messages;
        }, WAIT),
    };
  }

  it('have buttons that open the paper, find similar ones and ask about it', async () => {
    const { discord, follow, putInLine, messagesIn, press } = await setScene();
    const channelId = discord.world.cast.papers.id;
    await putInLine(await follow(channelId), 1);
    const [message] = await messagesIn(channelId, 1);

    const opened = messageOf(await press(message!, 'Open'));
    const similar = messageOf(await press(message!, 'Similar papers'));
    const asking = await press(message!, 'Ask about it');

    expect(opened.ephemeral).toBe(true);
    expect(textOf(opened.message)).toMatch(/Direct Preference Optimization.*arXiv:2305\.18290/s);
    expect(similar.ephemeral).toBe(true);
    expect(asking).toMatchObject({ kind: 'modal' });
  });

  it('of many papers are one message, with a menu that opens each of them', async () => {
    const { discord, follow, putInLine, messagesIn, open } = await setScene();
    const channelId = discord.world.cast.papers.id;
    await putInLine(await follow(channelId, { style: 'digest' }), 10);
    const [message] = await messagesIn(channelId, 1);

    const opened = messageOf(await open(message!, '2305.10314'));

    expect(textOf(opened.message)).toContain('LeTI');
  });

  it('that were missed for hours come in one message, the newest first', async () => {
    const { discord, follow, putInLine, messagesIn } = await setScene();
    const channelId = discord.world.cast.papers.id;
    await putInLine(await follow(channelId), 3, 2 * 3_600_000);

    const [message] = await messagesIn(channelId, 1);

    expect(message?.embeds.map(({ url }) => url)).toEqual(
      samplePapers
        .slice(0, 3)
        .toReversed()
        .map(({ links }) => links.abstract),
    );
  });

  it('are published in channels that others follow', async () => {
    const { discord, store, follow, putInLine, messagesIn } = await setScene();
    const channelId = discord.world.cast.announcements.id;
    await putInLine(await follow(channelId), 2);

    const messages = await messagesIn(channelId, 2);

    await vi.waitFor(() => {
      const flags = messages.map(({ id }) => discord.world.messages.get(id)?.message.flags);
      expect(flags).toEqual([MessageFlags.Crossposted, MessageFlags.Crossposted]);
    }, WAIT);
    await vi.waitFor(async () => expect(await store.outbox.crossposts()).toEqual([]), WAIT);
  });

  it('stop when the channel is deleted; the owner is told once, and nothing is lost', async () => {
    const scene = await setScene();
    const { discord, store, delivery, follow, putInLine, messagesIn } = scene;
    const { alignment, papers, admin } = discord.world.cast;
    const subscription = await follow(alignment.id);
    await follow(alignment.id, { style: 'digest' });
    discord.admin.deleteChannel(alignment.id);
    const direct = discord.world.directChannel(admin.id);

    await putInLine(subscription, 2);

    const [told] = await messagesIn(direct.id, 1);
    expect(told?.content).toMatch(
      /A channel that I posted new papers to is gone.*2 subscriptions/s,
    );
    expect(await store.subscriptions.count()).toEqual({ active: 0, paused: 2 });
    await store.subscriptions.update(subscription.id, { channelId: papers.id });
    await store.subscriptions.resume(subscription.id);
    delivery.wake();
    await messagesIn(papers.id, 2);
    await messagesIn(direct.id, 1);
  });

  it('stop when a permission is lost, and go on where they stopped', async () => {
    const scene = await setScene();
    const { discord, store, delivery, follow, putInLine, messagesIn } = scene;
    const { papers, admin } = discord.world.cast;
    const botId = discord.world.bot.id;
    const subscription = await follow(papers.id);
    discord.admin.deny(papers.id, botId, Permission.EmbedLinks);
    const requests: string[] = [];
    discord.on('log', (line) => requests.push(line));

    await putInLine(subscription, 3);

    const [told] = await messagesIn(discord.world.directChannel(admin.id).id, 1);
    expect(told?.content).toContain('Embed Links');
    // At most the one request that may have been on its way.
    expect(requests.filter((line) => line.includes(' 403')).length).toBeLessThanOrEqual(1);
    discord.admin.deny(papers.id, botId, 0n);
    // The bot hears of the permission by its own connection, a moment later.
    const messages = await vi.waitFor(async () => {
      await store.subscriptions.resume(subscription.id);
      delivery.wake();
      const posted = discord.world.messagesIn(papers.id);
      expect(posted).toHaveLength(3);
      return posted;
    }, WAIT);
    expect(messages.map(({ embeds }) => embeds[0]?.url)).toEqual(
      samplePapers.slice(0, 3).map(({ links }) => links.abstract),
    );
  });
});
