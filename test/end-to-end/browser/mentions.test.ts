import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BROWSER } from './browser.ts';
import { findViolations } from './find-violations.ts';
import { lastMessage } from './page-actions.ts';
import { pageForTest } from './page-for-test.ts';
import { type PageStage, setPageStage } from './page-stage.ts';

describe.skipIf(BROWSER === undefined)('mentions in the page (skipped without Chromium)', () => {
  let stage: PageStage;
  beforeAll(async () => {
    stage = await setPageStage();
  });
  afterAll(() => stage?.close());

  async function press(page: Page, key: string, times: number): Promise<void> {
    for (let time = 0; time < times; time += 1) await page.keyboard.press(key);
  }

  it('leave the cursor behind them when they are completed within a text', async () => {
    const page = await pageForTest(stage);
    await page.keyboard.type('Ask  tomorrow');
    await press(page, 'ArrowLeft', ' tomorrow'.length);

    await page.keyboard.type('@ma');
    await page.getByRole('option', { name: 'Max' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('again');

    const line = page.locator('.composer textarea');
    expect(await line.inputValue()).toBe('Ask @Max again tomorrow');
  });

  it('are completed while a message is changed, with the list beside it', async () => {
    const page = await pageForTest(stage);
    await page.keyboard.type('Ask somebody');
    await page.keyboard.press('Enter');
    await lastMessage(page).getByText('Ask somebody').waitFor();
    await page.keyboard.press('ArrowUp');
    const field = page.getByRole('combobox', { name: 'Edit message' });
    await field.fill('Ask @');
    const list = page.locator('.editing').getByRole('listbox', { name: 'Members' });
    await list.getByRole('option', { name: 'Papercord' }).waitFor();
    expect(await page.getByRole('listbox').count()).toBe(1);
    expect(await findViolations(page)).toEqual([]);

    await page.keyboard.type('ma');
    await list.getByRole('option', { name: 'Papercord' }).waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    expect(await field.inputValue()).toBe('Ask @Max ');
    await page.keyboard.type('@');
    await list.waitFor();
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Enter');

    await lastMessage(page).getByText('Ask @Max').waitFor();
    await lastMessage(page).getByText('(edited)').waitFor();
    const { world } = stage.bot.discord;
    expect(world.messagesIn(world.cast.papers.id).at(-1)?.content).toBe(
      `Ask <@${world.cast.member.id}>`,
    );
  });
});
