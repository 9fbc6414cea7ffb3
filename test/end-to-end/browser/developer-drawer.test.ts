import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { papersOf } from '../../preview/local-discord/connect-bot.ts';
import { BROWSER } from './browser.ts';
import { findViolations } from './find-violations.ts';
import { pageForTest } from './page-for-test.ts';
import { type PageStage, setPageStage } from './page-stage.ts';

describe.skipIf(BROWSER === undefined)('the developer drawer (skipped without Chromium)', () => {
  let stage: PageStage;
  beforeAll(async () => {
    stage = await setPageStage();
  });
  afterAll(() => stage?.close());

  async function openTraffic(): Promise<{ page: Page; traffic: Locator }> {
    const page = await pageForTest(stage);
    await page.getByRole('button', { name: 'Developer drawer' }).click();
    return { page, traffic: page.getByRole('tabpanel', { name: 'Traffic' }) };
  }

  it('shows READY, though it was sent before anybody looked', async () => {
    const { traffic } = await openTraffic();

    await traffic.locator('.event', { hasText: 'READY' }).locator('summary').click();

    await traffic.getByText('"resume_gateway_url"').waitFor();
  });

  it('shows what reached the bot: no reaction that it did not ask for, and no text of others', async () => {
    const { page, traffic } = await openTraffic();
    const { member } = stage.bot.discord.world.cast;
    const sent = await papersOf(stage.bot).send('Paper of the day');

    await stage.bot.discord.people.react({
      user: member.id,
      messageId: sent.id,
      emoji: '👍',
      isGiven: true,
    });
    await page.locator('.composer textarea').fill('Between us');
    await page.keyboard.press('Enter');

    const messages = traffic.locator('.event', { hasText: 'MESSAGE_CREATE' });
    const event = messages.filter({ hasText: '"username": "ada"' });
    await event.locator('summary').click();
    expect(await event.locator('pre').textContent()).toContain('"content": ""');
    expect(await traffic.getByText('MESSAGE_REACTION_ADD').count()).toBe(0);
  });

  it('shows what the bot asked for with each request', async () => {
    const { page, traffic } = await openTraffic();

    await papersOf(stage.bot).send('Paper of the night');

    // By what it says, as those before it may still be the first when the message was sent.
    const content = '"content": "Paper of the night"';
    const request = traffic.locator('.request', { hasText: content });
    await request.locator('summary', { hasText: 'POST' }).click();
    await request.getByText(content).waitFor();
    expect(await findViolations(page)).toEqual([]);
  });
});
