import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { papersOf } from '../../preview/local-discord/connect-bot.ts';
import { BROWSER } from './browser.ts';
import { findViolations } from './find-violations.ts';
import { lastMessage } from './page-actions.ts';
import { pageForTest } from './page-for-test.ts';
import { type PageStage, setPageStage } from './page-stage.ts';

describe.skipIf(BROWSER === undefined)('replies in the page (skipped without Chromium)', () => {
  let stage: PageStage;
  beforeAll(async () => {
    stage = await setPageStage();
  });
  afterAll(() => stage?.close());

  /** What has the focus, if that is a message. */
  const focused = (page: Page, text: string) =>
    page.locator('.message:focus').filter({ hasText: text }).waitFor();

  it('lead to the message that they answer, by mouse and keyboard, however far up it is', async () => {
    const page = await pageForTest(stage);
    const { people, world } = stage.bot.discord;
    const { member, papers } = world.cast;
    const sent = await papersOf(stage.bot).send('Where it all began');
    for (let number = 0; number < 200; number += 1) {
      await people.sendMessage({
        user: member.id,
        channelId: papers.id,
        content: `Message ${number}`,
      });
    }
    await sent.reply('To that');
    const jump = lastMessage(page).getByRole('button', {
      name: 'Jump to the message by Papercord',
    });
    await jump.waitFor();
    const began = page.locator(`#message-${sent.id}`);
    expect(await began.count()).toBe(0);

    await jump.click();

    await focused(page, 'Where it all began');
    expect(await page.locator('.message:focus').isVisible()).toBe(true);
    await page.getByText('Message 0', { exact: true }).waitFor();
    await page.waitForFunction(() => document.getAnimations().length === 0);
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Jump to present' }).click();
    await jump.focus();
    await page.keyboard.press('Enter');
    await focused(page, 'Where it all began');
  });

  it('lead nowhere when that message is gone', async () => {
    const page = await pageForTest(stage);
    const { people, world } = stage.bot.discord;
    const { member, papers } = world.cast;
    const sent = await papersOf(stage.bot).send('Soon gone');
    await people.sendMessage({
      user: member.id,
      channelId: papers.id,
      content: 'To something',
      replyTo: sent.id,
    });
    const reply = page.locator('.message', { hasText: 'To something' });
    await reply.waitFor();
    await sent.delete();
    await page.locator('.message', { hasText: /^(?!.*To something).*Soon gone/s }).waitFor({
      state: 'detached',
    });

    await reply.getByRole('button', { name: /Jump to the message/ }).click();

    expect(await page.locator('.message:focus').count()).toBe(0);
    await reply.waitFor();
  });
});
