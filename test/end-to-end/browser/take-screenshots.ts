import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { PROJECT_ROOT } from '../../../src/config.ts';
import { type BrowserStage, setBrowserStage } from './browser-stage.ts';
import { giveCommand, lastMessage } from './page-actions.ts';

/** What the README shows, taken from the real bot on the seed corpus. */
const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

const stage = await setBrowserStage();
try {
  await take('search', { viewport: WIDE, colorScheme: 'dark' }, async (page) => {
    await giveCommand(page, '/paper search', {
      query: 'aligning language models with preferences',
    });
    await fromItsTop(page);
  });
  for (const [name, question] of [
    ['ask-1', 'Can preferences be aligned without reinforcement learning?'],
    ['ask-2', 'DPO vs PPO'],
    ['ask-3', 'What is LeTI?'],
  ] as const) {
    await take(name, { viewport: WIDE, colorScheme: 'dark' }, async (page) => {
      await giveCommand(page, '/paper ask', { question });
      await fromItsTop(page);
    });
  }
  await take('paper', { viewport: WIDE, colorScheme: 'light' }, async (page) => {
    await giveCommand(page, '/paper show', { paper: '2310.03708' });
    await fromItsTop(page);
  });
  await take(
    'phone',
    { viewport: PHONE, colorScheme: 'dark', deviceScaleFactor: 2 },
    async (page) => {
      await giveCommand(page, '/paper search', { query: 'preference alignment' });
      await fromItsTop(page);
    },
  );
  await take('commands', { viewport: WIDE, colorScheme: 'dark' }, async (page) => {
    await page.locator('.composer textarea').fill('/');
    await page.getByRole('option').first().waitFor();
  });
  await take('new-paper', { viewport: WIDE, colorScheme: 'dark' }, async (page) => {
    await giveCommand(page, '/paper follow', { topic: 'reward model preferences' });
    await lastMessage(page).getByRole('button', { name: 'Follow', exact: true }).click();
    await page.getByText('Following “').waitFor();
    await stage.startNews();
    await lastMessage(page).locator('discord-embed').waitFor();
  });
} finally {
  await stage.close();
}

async function take(
  name: string,
  options: Parameters<BrowserStage['open']>[0],
  act: (page: Page) => Promise<void>,
): Promise<void> {
  const { page, context } = await stage.open(options);
  await act(page);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(PROJECT_ROOT, 'docs', `${name}.png`) });
  await context.close();
  process.stdout.write(`docs/${name}.png\n`);
  const { world, admin } = stage.discord;
  for (const { id } of world.messagesIn(world.cast.papers.id, world.cast.admin.id)) {
    admin.deleteMessage(id);
  }
}

/** A card is longer than the window: it is shown from its beginning. */
async function fromItsTop(page: Page): Promise<void> {
  await lastMessage(page).locator('.container, .markup').first().waitFor();
  await lastMessage(page).evaluate((row) => row.scrollIntoView({ block: 'start' }));
  await page.waitForTimeout(200);
}
