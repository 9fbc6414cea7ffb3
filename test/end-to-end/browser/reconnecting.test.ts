import type { Browser, Page, WebSocketRoute } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startPageServer } from '../../../src/preview/web/start-page-server.ts';
import {
  type ConnectedBot,
  connectBot,
  papersOf,
} from '../../preview/local-discord/connect-bot.ts';
import { BROWSER } from './browser.ts';
import { launchBrowser, openPage } from './open-page.ts';

const KEY = 'a-key-of-32-characters-or-longer';

describe.skipIf(BROWSER === undefined)(
  'a page whose server goes (skipped without Chromium)',
  () => {
    let browser: Browser;
    let bot: ConnectedBot;
    beforeAll(async () => {
      [browser, bot] = await Promise.all([launchBrowser(), connectBot()]);
    });
    afterAll(async () => {
      await browser?.close();
      await bot?.[Symbol.asyncDispose]();
    });

    async function open() {
      const server = await startPageServer({ discord: bot.discord, port: 0, key: KEY });
      const { page, context } = await openPage(browser, server);
      onTestFinished(async () => {
        await context.close();
        await server.close();
      });
      return { server, page };
    }

    async function restart(port: number, key: string): Promise<void> {
      const server = await startPageServer({ discord: bot.discord, port, key });
      onTestFinished(() => server.close());
    }

    /** Lets the page's line break, and be mended, from its next load on. */
    async function breakable(page: Page) {
      const lines: WebSocketRoute[] = [];
      let isBroken = false;
      await page.routeWebSocket(/\/live/, (route) => {
        if (isBroken) return void route.close();
        route.connectToServer();
        lines.push(route);
        return undefined;
      });
      return {
        async breakLine() {
          isBroken = true;
          await lines.at(-1)?.close();
          await alert(page).filter({ hasText: 'Reconnecting…' }).waitFor();
        },
        mend() {
          isBroken = false;
        },
      };
    }

    const alert = (page: Page) => page.getByRole('alert');
    const line = (page: Page) => page.locator('.composer textarea');

    it('says that it reconnects, and comes back as it was once the server is there again', async () => {
      const { server, page } = await open();
      await page.getByRole('button', { name: 'Switch to Max' }).click();
      await page.getByRole('region', { name: 'You' }).getByText('Member').waitFor();
      await page.getByRole('button', { name: 'alignment' }).click();
      await line(page).fill('half a sentence');

      await server.close();
      await alert(page).filter({ hasText: 'Reconnecting…' }).waitFor();
      const loaded = page.waitForEvent('load');
      await restart(server.port, KEY);

      await loaded;
      await page.getByRole('heading', { name: 'Welcome to #alignment!' }).waitFor();
      await page.getByRole('region', { name: 'You' }).getByText('Member').waitFor();
      expect(await line(page).inputValue()).toBe('half a sentence');
      expect(await alert(page).count()).toBe(0);
    });

    it('catches up on what it has missed when only the line broke', async () => {
      const { page } = await open();
      const { breakLine, mend } = await breakable(page);
      await page.reload();
      const papers = papersOf(bot);
      const early = await papers.send('Before the break');
      await page.getByText('Before the break').waitFor();
      await line(page).fill('half a sentence');

      await breakLine();
      await papers.send('During the break');
      await early.delete();
      mend();

      await page.getByText('During the break').waitFor();
      expect(await page.getByText('Before the break').count()).toBe(0);
      expect(await line(page).inputValue()).toBe('half a sentence');
    });

    it('leaves a form as it was filled in when only the line broke', async () => {
      const { page } = await open();
      const { breakLine, mend } = await breakable(page);
      await page.reload();
      await page.getByRole('button', { name: 'reading-group' }).click();
      await page.getByRole('button', { name: 'New Post' }).click();
      const title = page.getByRole('textbox', { name: 'Title' });
      await title.fill('Half a title');

      await breakLine();
      mend();
      await alert(page).waitFor({ state: 'detached' });
      await bot.discord.people.openPost({
        user: bot.discord.world.cast.admin.id,
        channelId: bot.discord.world.cast.readingGroup.id,
        name: 'After the break',
        content: 'First',
      });

      await page.getByRole('button', { name: 'After the break', exact: true }).last().waitFor();
      expect(await title.inputValue()).toBe('Half a title');
    });

    it('says which address to open when another server has taken the place', async () => {
      const { server, page } = await open();

      await server.close();
      await restart(server.port, 'another-key-of-32-characters-or-more');

      await alert(page).filter({ hasText: 'open the address that it has printed' }).waitFor();
    });

    it('marks the bot as offline once its own connection is gone', async () => {
      const { page } = await open();
      const members = page.getByRole('complementary', { name: 'Members' });
      const papercord = members.getByRole('listitem').filter({ hasText: 'Papercord' });
      expect(await papercord.getAttribute('class')).not.toContain('offline');

      await bot.client.destroy();
      await members.locator('.offline', { hasText: 'Papercord' }).waitFor();
    });
  },
);
