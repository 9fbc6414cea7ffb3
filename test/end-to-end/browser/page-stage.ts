import type { Interaction } from 'discord.js';
import type { Browser } from 'playwright-core';
import { type PageServer, startPageServer } from '../../../src/preview/web/start-page-server.ts';
import { botThatAnswers } from '../../preview/local-discord/answering-bot.ts';
import type { ConnectedBot } from '../../preview/local-discord/connect-bot.ts';
import { launchBrowser, type OpenedPage, openPage } from './open-page.ts';

/** A page on a Discord with a bot that does what the test tells it to, when the test says so. */
export interface PageStage {
  readonly bot: ConnectedBot;
  readonly server: PageServer;
  /** What the bot does with the next interactions; nothing unless told. */
  answer: (interaction: Interaction) => unknown;
  open(options?: Parameters<Browser['newContext']>[0]): Promise<OpenedPage>;
  close(): Promise<void>;
}

export async function setPageStage(): Promise<PageStage> {
  const [bot, browser] = await Promise.all([
    botThatAnswers((interaction) => stage.answer(interaction)),
    launchBrowser(),
  ]);
  const server = await startPageServer({ discord: bot.discord, port: 0 });
  const stage: PageStage = {
    bot,
    server,
    answer: () => undefined,
    open: (options) => openPage(browser, server, options),
    async close() {
      await browser.close();
      await server.close();
      await bot[Symbol.asyncDispose]();
    },
  };
  return stage;
}
