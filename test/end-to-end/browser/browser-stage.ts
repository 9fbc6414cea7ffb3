import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Browser } from 'playwright-core';
import { commands, messageCommands } from '../../../commands/index.ts';
import { readSettings } from '../../../src/config.ts';
import { createQuestionDesk } from '../../../src/discord/asking/question-desk.ts';
import { createRecentKeys } from '../../../src/discord/asking/recent-keys.ts';
import { createBot } from '../../../src/discord/bot.ts';
import { createLastShown } from '../../../src/discord/last-shown.ts';
import { createExampleSource } from '../../../src/feeds/examples/example-source.ts';
import { openLibrary } from '../../../src/library.ts';
import { openNews } from '../../../src/open-news.ts';
import {
  type LocalDiscord,
  startLocalDiscord,
} from '../../../src/preview/local-discord/local-discord.ts';
import { type PageServer, startPageServer } from '../../../src/preview/web/start-page-server.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { tryNews } from '../../../src/try-news.ts';
import { launchBrowser, type OpenedPage, openPage } from './open-page.ts';

/** A source with one paper, in the form of a laboratory's own feed. */
const FEED = `<?xml version="1.0"?><rss version="2.0"><channel><title>Lab</title><item>
  <title>Reward models that age</title><link>https://lab.example/papers/1</link>
  <guid>https://lab.example/papers/1</guid><pubDate>${new Date().toUTCString()}</pubDate>
  <description>A reward model is trained on the preferences of last year, and ages.</description>
</item></channel></rss>`;

export interface BrowserStage {
  readonly discord: LocalDiscord;
  readonly server: PageServer;
  readonly browser: Browser;
  /** Lets sources be read, which brings the paper of {@link FEED}. */
  startNews(): Promise<void>;
  /** Opens the page as a browser of its own would. */
  open(options?: Parameters<Browser['newContext']>[0]): Promise<OpenedPage>;
  close(): Promise<void>;
}

/** The real bot with the seed corpus, on a Discord with a page, in a real browser. */
export async function setBrowserStage(): Promise<BrowserStage> {
  const log = pino({ level: 'silent' });
  const feed = createServer((_, response) => response.end(FEED)).listen(0, '127.0.0.1');
  await once(feed, 'listening');
  const dataDir = await mkdtemp(join(tmpdir(), 'papercord-page-'));
  const settings = readSettings({
    DATA_DIR: dataDir,
    SOURCES: `lab=http://127.0.0.1:${(feed.address() as AddressInfo).port}/feed.xml`,
    ALLOW_PRIVATE_ADDRESSES: 'yes',
  });
  const [{ index, finder, answerer }, store, discord, browser] = await Promise.all([
    openLibrary(settings, { corpusFile: settings.corpusFile, log }),
    openStore(settings),
    startLocalDiscord(),
    launchBrowser(),
  ]);
  const examples = createExampleSource();
  const news = openNews({ settings, store, index, log, furtherSources: [examples] });
  const bot = createBot({
    commands,
    messageCommands,
    token: discord.token,
    services: {
      finder,
      lastShown: createLastShown(),
      desk: createQuestionDesk({ answerer, now: Date.now }),
      feedback: store.feedback,
      following: news.following,
      now: Date.now,
      votes: createRecentKeys(Date.now),
    },
    log,
    rest: { api: discord.apiUrl, version: '10' },
    ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => undefined }) },
  });
  await bot.start();
  const trial = tryNews({ news, examples, now: () => new Date() });
  const server = await startPageServer({ discord, port: 0, ...trial });

  return {
    discord,
    server,
    browser,
    async startNews() {
      await news.start(bot.notifier);
      await news.poll();
    },
    open: (options) => openPage(browser, server, options),
    async close() {
      await browser.close();
      await server.close();
      await news.stop();
      await bot.stop();
      await discord.close();
      await store.close();
      feed.close();
      feed.closeAllConnections();
      await rm(dataDir, { recursive: true });
    },
  };
}
