import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BROWSER } from './browser.ts';
import { type BrowserStage, setBrowserStage } from './browser-stage.ts';
import { findViolations } from './find-violations.ts';
import { lastMessage } from './page-actions.ts';
import { PHONE, pageForTest, WIDE } from './page-for-test.ts';

describe.skipIf(BROWSER === undefined)('threads in the page (skipped without Chromium)', () => {
  let stage: BrowserStage;
  beforeAll(async () => {
    stage = await setBrowserStage();
  });
  afterAll(() => stage?.close());

  const open = (viewport = WIDE): Promise<Page> => pageForTest(stage, viewport);

  async function write(page: Page, text: string): Promise<void> {
    await page.locator('.composer textarea').fill(text);
    await page.getByRole('button', { name: 'Send' }).click();
  }

  async function createThread(page: Page, message: Locator): Promise<Locator> {
    await message.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Create Thread' }).click();
    const form = page.getByRole('form', { name: 'New Thread' });
    await form.waitFor();
    return form;
  }

  it('start from a message, stand below their channel, and have the bot in them', async () => {
    const page = await open();
    await write(page, 'Is DPO a kind of RL?');
    await lastMessage(page).getByText('Is DPO a kind of RL?').waitFor();

    const form = await createThread(page, lastMessage(page));
    await form.getByRole('textbox', { name: 'Thread Name' }).fill('On DPO');
    await form.getByRole('button', { name: 'Create Thread' }).click();
    await form.getByRole('alert').filter({ hasText: 'Write a message' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await form.getByRole('combobox', { name: 'First Message' }).focus();
    await page.keyboard.type('@pap');
    await form.getByRole('option', { name: 'Papercord' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.keyboard.type('what is direct preference optimization?');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');

    await page.getByRole('heading', { name: 'On DPO' }).first().waitFor();
    await page.locator('.message').first().getByText('Is DPO a kind of RL?').waitFor();
    await lastMessage(page).getByText('Quoted from abstracts').waitFor();
    const { world } = stage.discord;
    const thread = [...world.channels.values()].find(({ name }) => name === 'On DPO');
    expect(world.messagesIn(thread?.id ?? '').at(-1)?.author.id).toBe(world.bot.id);

    await page.locator('.crumb').click();
    await page.getByRole('button', { name: 'On DPO 2 Messages' }).click();
    await lastMessage(page).getByText('Quoted from abstracts').waitFor();
    await page.getByRole('navigation', { name: 'Channels' }).getByText('On DPO').waitFor();
  });

  it('are named after the first line of their message unless somebody names them, and only one starts from it', async () => {
    const page = await open();
    await write(page, '# Rewards **and** their models\nWhat do they learn?');
    const message = page.locator('.message', { hasText: 'Rewards and their models' });
    const form = await createThread(page, message);

    await form.getByRole('combobox', { name: 'First Message' }).fill('Discuss');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Rewards and their models' }).first().waitFor();
    await page.locator('.crumb').click();
    await message.locator('.thread-card').waitFor();
    await message.click({ button: 'right' });

    await page.getByRole('menuitem', { name: 'Copy Text' }).waitFor();
    expect(await page.getByRole('menuitem', { name: 'Create Thread' }).count()).toBe(0);
  });

  it('do not stand in the way from one’s direct messages to those of somebody else', async () => {
    const page = await open();
    const become = (name: string) =>
      page.getByRole('button', { name: `Switch to ${name}` }).click();
    const { people, world } = stage.discord;
    const { admin, alignment, member } = world.cast;
    for (const { id } of [admin, member]) world.directChannel(id);
    await people.openThread({ user: admin.id, channelId: alignment.id, name: 'The latest' });
    await page.getByRole('button', { name: 'The latest' }).waitFor();
    await page.getByRole('navigation').getByRole('button', { name: 'Papercord' }).click();
    await page.getByPlaceholder('Message Papercord').waitFor();

    await become('Max');

    await page.getByRole('button', { name: 'Switch to Ada' }).waitFor();
    await page.getByPlaceholder('Message Papercord').waitFor();
  });

  it('are posts in a forum, written with title, message and tags, and answered in', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'reading-group' }).click();
    await page.getByRole('button', { name: 'New Post' }).click();
    const form = page.getByRole('form', { name: 'New Post' });

    await form.getByRole('button', { name: 'Post' }).click();
    await form.getByRole('alert').filter({ hasText: 'A post needs a title.' }).waitFor();
    await form.getByRole('textbox', { name: 'Title' }).fill('Papers on rewards');
    await form.getByRole('combobox', { name: 'Message' }).fill('Which *one* first, @ma');
    await form.getByRole('option', { name: 'Max' }).waitFor();
    await page.keyboard.press('Escape');
    await form.getByRole('option').waitFor({ state: 'detached' });
    await page.keyboard.type('x?');
    await form.getByText('question', { exact: true }).click();
    expect(await findViolations(page)).toEqual([]);
    await form.getByRole('button', { name: 'Post' }).click();

    await page
      .locator('.welcome', { hasText: 'question' })
      .getByText('Papers on rewards')
      .waitFor();
    await lastMessage(page).getByText('Which one first, @Max?').waitFor();
    await write(page, 'The oldest.');
    await lastMessage(page).getByText('The oldest.').waitFor();

    await page.locator('.crumb').click();
    const post = page.locator('.post', { hasText: 'Papers on rewards' });
    await post.getByText('Which one first, @Max?').waitFor();
    await post.getByText('1 reply').waitFor();
    const filter = page.getByRole('group', { name: 'Show posts with' });
    await filter.getByRole('button', { name: 'paper' }).click();
    await post.waitFor({ state: 'detached' });
    await filter.getByRole('button', { name: 'paper' }).click();
    await post.getByRole('button', { name: 'Papers on rewards' }).click();
    await lastMessage(page).getByText('The oldest.').waitFor();
  });

  it('fit a phone, the forum as well as the form', async () => {
    const page = await open(PHONE);
    await page.getByRole('button', { name: 'Channels' }).click();
    await page.getByRole('button', { name: 'reading-group' }).click();
    await page.getByRole('button', { name: 'New Post' }).click();

    await page.getByRole('form', { name: 'New Post' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
    expect(await findViolations(page)).toEqual([]);
  });
});
