import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BROWSER } from './browser.ts';
import { type BrowserStage, setBrowserStage } from './browser-stage.ts';
import { findViolations } from './find-violations.ts';
import { giveCommand, lastMessage } from './page-actions.ts';
import { PHONE, pageForTest, WIDE } from './page-for-test.ts';

describe.skipIf(BROWSER === undefined)('writing in the page (skipped without Chromium)', () => {
  let stage: BrowserStage;
  beforeAll(async () => {
    stage = await setBrowserStage();
  });
  afterAll(() => stage?.close());

  const open = (viewport = WIDE): Promise<Page> => pageForTest(stage, viewport);

  it('counts down to the limit of a message, and keeps one that is too long', async () => {
    const page = await open();
    const line = page.locator('.composer textarea');

    await line.fill('a'.repeat(1_900));
    await page.getByText('100 characters left').waitFor();
    await line.fill('a'.repeat(2_003));
    await page.keyboard.press('Enter');

    await page.getByRole('alert').filter({ hasText: 'it has 3 characters too many' }).waitFor();
    expect(await line.inputValue()).toHaveLength(2_003);
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Enter');
    await lastMessage(page).getByText('a'.repeat(2_000)).waitFor();
  });

  it('stays what it is: neither HTML nor any link but to the web does anything', async () => {
    const page = await open();

    await page
      .locator('.composer textarea')
      .fill('<img src=x onerror=alert(1)> [run](javascript:alert(2)) [read](https://example.org)');
    await page.keyboard.press('Enter');

    const message = lastMessage(page);
    await message.getByText('<img src=x onerror=alert(1)> run').waitFor();
    const links = message.locator('.markup a');
    expect(await links.evaluateAll((all) => all.map((each) => each.getAttribute('href')))).toEqual([
      'https://example.org',
    ]);
  });

  it('survives brackets without end, and so does the bot', async () => {
    const page = await open();
    await page.locator('.composer textarea').fill(`${'['.repeat(1_000)}${']('.repeat(490)}`);
    await page.keyboard.press('Enter');
    await lastMessage(page).getByText('[[[').waitFor();

    await giveCommand(page, '/paper search', { query: 'preference alignment' });

    await lastMessage(page).getByText('papers for “preference alignment”').waitFor();
  });

  it('takes options by name as they are typed or pasted, whichever stands first', async () => {
    const page = await open();
    const field = (name: string) => page.locator(`[data-option="${name}"]`);

    await page.keyboard.type('/paper follow topic:reward model exclude:survey');
    await page.waitForFunction(() => document.activeElement?.matches('[data-option="exclude"]'));
    expect(await field('topic').inputValue()).toBe('reward model');
    expect(await field('exclude').inputValue()).toBe('survey');

    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page
      .locator('.composer textarea')
      .fill('/paper search query:reward models year:2024 private:true');
    await page.getByRole('button', { name: 'Send' }).click();
    await lastMessage(page).getByText('papers for “reward models”').waitFor();
    await lastMessage(page).getByText('Only you can see this').waitFor();
  });

  it('takes a value that is typed whole as if it were chosen', async () => {
    const page = await open();

    await giveCommand(page, '/paper ask', { question: 'What is DPO?', private: 'true' });

    await lastMessage(page).getByText('Only you can see this').waitFor();
  });

  it('has no serious fault of accessibility while an option is completed', async () => {
    const page = await open();
    await page.locator('.composer textarea').fill('/paper show preference');
    await page.getByRole('option').first().waitFor();

    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    expect(await findViolations(page)).toEqual([]);
  });

  it('does not send a command and drop what belongs to none of its options', async () => {
    const page = await open();
    await page.locator('.composer textarea').fill('/paper random robots');

    await page.keyboard.press('Enter');

    await page.getByRole('alert').filter({ hasText: '“robots” belongs to no option' }).waitFor();
    expect(await page.locator('.tail').inputValue()).toBe('robots');
  });

  it('offers the options beyond the first ones when one asks for more', async () => {
    const page = await open();
    await page.locator('.composer textarea').fill('/paper search ');

    await page.getByRole('button', { name: /^\+\d+ more$/ }).click();
    await page.getByRole('option').last().click();

    expect(await page.locator('.pill').count()).toBe(2);
    expect(await page.locator('.pill.focused').count()).toBe(1);
  });

  it('is kept by channel, and the browser’s buttons lead from one to another', async () => {
    const page = await open();
    const line = page.locator('.composer textarea');
    await line.fill('Half of a thought');
    await page.getByRole('button', { name: 'alignment' }).click();
    await page.getByPlaceholder('Message #alignment').waitFor();

    await page.goBack();
    await page.getByPlaceholder('Message #papers').waitFor();
    expect(await line.inputValue()).toBe('Half of a thought');
    await page.goForward();
    await page.getByPlaceholder('Message #alignment').waitFor();
  });

  it('opens a menu beside its button, and not over it', async () => {
    const page = await open();
    await giveCommand(page, '/paper search', { query: 'preference alignment' });
    const button = lastMessage(page).locator('.select');
    await button.click();

    await page.locator('.menu').waitFor();
    expect(await isBesideMenu(button)).toBe(true);

    await page.locator('.scroller').evaluate((list) => list.scrollBy(0, -60));
    await expect.poll(() => isBesideMenu(button)).toBe(true);
  });

  it('has its tabs and its list of channels for the keyboard', async () => {
    const page = await open(PHONE);
    const channels = page.getByRole('button', { name: 'Channels' });
    await channels.click();
    await page.keyboard.press('Escape');
    expect(await channels.getAttribute('aria-expanded')).toBe('false');

    await page.getByRole('button', { name: 'Developer drawer' }).click();
    await page.getByRole('tab', { name: 'Traffic' }).focus();
    await page.keyboard.press('ArrowRight');

    await page.getByRole('tab', { name: 'Payload', selected: true }).waitFor();
  });
});

/** Whether the open menu is above or below a button, wherever there is room, and not over it. */
function isBesideMenu(button: Locator): Promise<boolean> {
  return button.evaluate((element) => {
    const [at, menu] = [element, document.querySelector('.menu')!].map((each) =>
      each.getBoundingClientRect(),
    );
    return menu!.bottom <= at!.top || menu!.top >= at!.bottom;
  });
}
