import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type APIMessage, type APIThreadChannel, ChannelType } from 'discord.js';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { readSettings } from '../../src/config.ts';
import { type News, openNews } from '../../src/open-news.ts';
import { OramaPaperIndex } from '../../src/search/orama/orama-paper-index.ts';
import { openStore } from '../../src/store/open-store.ts';
import { startWebServer } from '../feeds/web-server.ts';
import { samplePapers } from '../sample-papers.ts';
import { hashingEmbedder } from '../search/hashing-embedder.ts';
import { messageOf, type Stage, setStage, textOf, updatedBy } from './stage.ts';

/** What happens by itself takes a moment. */
export const WAIT = { timeout: 10_000, interval: 20 };

const item = (id: string, title: string, abstract: string) => `
  <item>
    <title>${title}</title>
    <link>https://lab.example/papers/${id}</link>
    <guid>https://lab.example/papers/${id}</guid>
    <description>${abstract}</description>
    <pubDate>${new Date().toUTCString()}</pubDate>
  </item>`;

const FEED = `<?xml version="1.0"?><rss version="2.0"><channel><title>Lab</title>
  ${item('1', 'Reward models that age', 'A reward model is trained on preferences of last year.')}
  ${item('2', 'A survey of reward models', 'We survey what a reward model learns from preferences.')}
  ${item('3', 'Baking with butter', 'Flour and eggs are mixed, then baked for an hour.')}
</channel></rss>`;

/** A bot with a store of its own and one source, which is not read before `news.start`. */
export async function startNews() {
  const stage = await setStage();
  const served = { feed: FEED };
  const server = await startWebServer((_, response) => response.end(served.feed));
  const feedUrl = `${server.url}/feed.xml`;
  const dataDir = await mkdtemp(join(tmpdir(), 'papercord-follow-'));
  const settings = readSettings({
    DATA_DIR: dataDir,
    SOURCES: `lab=${feedUrl}`,
    ALLOW_PRIVATE_ADDRESSES: 'yes',
    SUBSCRIPTIONS_PER_SERVER: '2',
  });
  const store = await openStore(settings);
  const log = pino({ level: 'silent' });
  const opened: News[] = [];
  onTestFinished(async () => {
    for (const news of opened) await news.stop();
    await store.close();
    await rm(dataDir, { recursive: true });
  });

  const open = async () => {
    const index = new OramaPaperIndex(hashingEmbedder);
    await index.upsert(samplePapers);
    const news = openNews({ settings, store, index, log });
    opened.push(news);
    const bot = stage.cast({ following: news.following, now: Date.now });
    await bot.start();
    return { news, bot };
  };
  return { stage, store, served, feedUrl, open, ...(await open()) };
}

/** Ada, who may manage every channel, and where she is. */
export const asAda = ({ discord }: Stage, channelId = discord.world.cast.papers.id) => ({
  user: discord.world.cast.admin.id,
  channelId,
});

/** Ada gives `/paper follow` and says yes to the preview. */
export async function follow(stage: Stage, values: Record<string, string | number | boolean>) {
  const preview = messageOf(await stage.give('follow', values, asAda(stage)));
  const done = updatedBy(await stage.press(preview.message, 'Follow', asAda(stage).user));
  return { preview: textOf(preview.message), done: textOf(done) };
}

/** What the bot has posted by itself. */
export function postsIn(
  { discord }: Stage,
  channelId = discord.world.cast.papers.id,
): APIMessage[] {
  return discord.world
    .messagesIn(channelId)
    .filter(({ author, embeds }) => author.id === discord.world.bot.id && embeds.length > 0);
}

/** The posts of a forum, in the order in which they were opened. */
export function forumPostsIn({ discord }: Stage, forumId: string): APIThreadChannel[] {
  return [...discord.world.channels.values()].filter(
    (channel) => channel.type === ChannelType.PublicThread && channel.parent_id === forumId,
  ) as APIThreadChannel[];
}

/** Ada opens the only subscription from the list. */
export async function openOnly(stage: Stage): Promise<APIMessage> {
  const list = messageOf(await stage.give('following', {}, asAda(stage))).message;
  const { user } = asAda(stage);
  return messageOf(await stage.choose(list, 'Open a subscription…', ['1'], user)).message;
}
