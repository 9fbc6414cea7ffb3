import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BROWSER } from './browser.ts';
import { type BrowserStage, setBrowserStage } from './browser-stage.ts';
import { giveCommand, lastMessage } from './page-actions.ts';

describe.skipIf(BROWSER === undefined)('a paper fed by hand (skipped without Chromium)', () => {
  let stage: BrowserStage;
  beforeAll(async () => {
    stage = await setBrowserStage();
    await stage.startNews();
  });
  afterAll(() => stage?.close());

  async function pressInDrawer(page: Page, label: string, said: RegExp): Promise<void> {
    const drawer = page.getByRole('complementary', { name: 'Developer drawer' });
    await drawer.getByRole('button', { name: label }).click();
    const status = drawer.getByRole('status');
    await expect.poll(() => status.textContent(), { timeout: 30_000 }).toMatch(said);
  }

  it('arrives in the channel that follows it while one looks, exactly once', async () => {
    const { page, context, faults } = await stage.open({ viewport: { width: 1280, height: 800 } });
    await giveCommand(page, '/paper follow', { topic: 'reward model', sources: 'examples' });
    await lastMessage(page).getByRole('button', { name: 'Follow', exact: true }).click();
    await page.getByText('Following “reward model”').waitFor();
    await page.getByRole('button', { name: 'Developer drawer' }).click();

    await pressInDrawer(page, 'Feed a new paper', /Fed “Example entry 1: .+one subscription/);
    const posts = page.locator('discord-embed', { hasText: 'a reward model that asks back' });
    await posts.waitFor();
    await pressInDrawer(page, 'Move to the next poll', /^Read 2 sources: nothing new\.$/);
    await pressInDrawer(page, 'Feed a new paper', /Fed “Example entry 2: /);

    const { world } = stage.discord;
    const sent = world
      .messagesIn(world.cast.papers.id)
      .filter(({ embeds }) => embeds.some(({ title }) => title?.startsWith('Example entry 1')));
    expect(sent).toHaveLength(1);
    expect(await posts.count()).toBe(1);
    expect(faults).toEqual([]);
    await context.close();
  });
});
