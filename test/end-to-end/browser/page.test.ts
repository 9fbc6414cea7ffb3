import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { BROWSER, MUST_HAVE_BROWSER } from './browser.ts';
import { type BrowserStage, setBrowserStage } from './browser-stage.ts';
import { findViolations } from './find-violations.ts';
import { giveCommand, lastMessage } from './page-actions.ts';

const WIDE = { width: 1280, height: 800 };
/** Discord's bit for it. */
const SEND_MESSAGES = 0x800n;
const PHONE = { width: 390, height: 844 };

it.runIf(MUST_HAVE_BROWSER)('has a Chromium to test with', () => {
  expect(BROWSER).toBeDefined();
});

describe.skipIf(BROWSER === undefined)('the page (skipped where no Chromium is found)', () => {
  let stage: BrowserStage;
  beforeAll(async () => {
    stage = await setBrowserStage();
  });
  afterAll(() => stage?.close());

  /** A page of its own, which must not complain nor ask anybody else for anything. */
  async function open(options: Parameters<BrowserStage['open']>[0] = {}): Promise<Page> {
    const { page, context, faults } = await stage.open({ viewport: WIDE, ...options });
    onTestFinished(async () => {
      await context.close();
      expect(faults).toEqual([]);
    });
    return page;
  }

  async function shows(locator: Locator, text: RegExp | string): Promise<void> {
    await locator.filter({ hasText: text }).first().waitFor();
  }

  it('runs a search with the keyboard alone, from the slash to the answer', async () => {
    const page = await open();

    await page.keyboard.type('/');
    await shows(page.getByRole('option'), '/paper search');
    await page.keyboard.type('paper se');
    await page.keyboard.press('Enter');
    await page.keyboard.type('preference alignment');
    await page.keyboard.press('Enter');

    await shows(lastMessage(page), 'papers for “preference alignment”');
    await shows(lastMessage(page).locator('discord-command'), 'paper search');
  });

  it('completes an option by asking the bot, and offers the others', async () => {
    const page = await open();

    await page.locator('.composer textarea').fill('/paper show ');
    await page.keyboard.type('preference');
    await shows(page.getByRole('option'), /preference/i);
    await page.keyboard.press('ArrowDown');
    const chosen = page.getByRole('option', { selected: true }).locator('.suggestion-label');
    const picked = (await chosen.textContent()) ?? '';
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');

    await shows(lastMessage(page), picked.replace(/ \(.*|…$/s, '').trim());
  });

  it('says what is missing before anything is sent', async () => {
    const page = await open();

    await page.locator('.composer textarea').fill('/paper search ');
    await page.keyboard.press('Enter');

    await shows(page.getByRole('alert'), 'This option is required. Specify a value.');
    expect(await page.locator('.pill input').getAttribute('aria-invalid')).toBe('true');
  });

  it('turns pages, and opens a paper from the menu', async () => {
    const page = await open();
    await giveCommand(page, '/paper search', { query: 'preference alignment' });
    await shows(lastMessage(page), '1–5 of');

    await page.getByRole('button', { name: 'Next' }).last().click();
    await shows(lastMessage(page), '6–10 of');
    await page.getByRole('button', { name: 'Open a paper…' }).last().focus();
    await page.keyboard.press('Enter');
    const first = page.getByRole('option').first();
    const label = (await first.locator('.menu-text > span').textContent()) ?? '';
    const title = label.replace(/^\d+\. /, '').split('…')[0] ?? '';
    await page.keyboard.press('Enter');

    await shows(lastMessage(page), title.slice(0, 40));
    await shows(lastMessage(page), 'Only you can see this');
  });

  it('draws a paper at random, and another', async () => {
    const page = await open();

    await giveCommand(page, '/paper random');
    await lastMessage(page).getByRole('button', { name: 'Another' }).waitFor();
    const before = await lastMessage(page).textContent();
    await lastMessage(page).getByRole('button', { name: 'Another' }).click();

    await page.waitForFunction(
      (text) => [...document.querySelectorAll('.message')].at(-1)?.textContent !== text,
      before,
    );
  });

  it('answers a question, and a further one from a form', async () => {
    const page = await open();
    await giveCommand(page, '/paper ask', { question: 'How are preferences aligned?' });
    await shows(lastMessage(page), 'Quoted from abstracts');

    await lastMessage(page).getByRole('button', { name: 'Ask more' }).click();
    const form = page.getByRole('dialog', { name: 'Ask more' });
    await form.waitFor();
    await page.keyboard.type('Without reinforcement learning?');
    expect(await findViolations(page)).toEqual([]);
    await form.getByRole('button', { name: 'Submit' }).click();

    await form.waitFor({ state: 'detached' });
    await shows(lastMessage(page), 'Without reinforcement learning?');
  });

  it('answers a mention that was completed behind an @', async () => {
    const page = await open();

    await page.keyboard.type('@pap');
    await shows(page.getByRole('option'), 'Papercord');
    await page.keyboard.press('Tab');
    await page.keyboard.type('what is direct preference optimization?');
    await page.keyboard.press('Enter');

    await shows(lastMessage(page), 'Quoted from abstracts');
    await shows(lastMessage(page).locator('discord-reply'), '@Papercord');
  });

  it('runs a command from the menu of a message, by the keyboard too', async () => {
    const page = await open();
    await page.keyboard.type('papers on preference alignment');
    await page.keyboard.press('Enter');
    await shows(lastMessage(page), 'papers on preference alignment');

    await lastMessage(page).focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Find papers on this' }).click();

    await shows(lastMessage(page), 'preference alignment');
    await shows(lastMessage(page), 'Open a paper…');
  });

  it('keeps what is for one person from the other', async () => {
    const page = await open();
    await giveCommand(page, '/paper show', { paper: 'zebra' });
    await shows(lastMessage(page), 'Only you can see this');

    await page.getByRole('button', { name: 'Switch to Max' }).click();
    await shows(page.getByRole('region', { name: 'You' }), 'Member');

    expect(await page.getByText('Only you can see this').count()).toBe(0);
  });

  it('lets nobody write where they have no permission', async () => {
    const { papers, member } = stage.discord.world.cast;
    const page = await open();
    await page.getByRole('button', { name: 'Switch to Max' }).click();
    await shows(page.getByRole('region', { name: 'You' }), 'Member');

    stage.discord.admin.deny(papers.id, member.id, SEND_MESSAGES);
    onTestFinished(() => stage.discord.admin.deny(papers.id, member.id, 0n));

    const line = page.getByRole('combobox', { name: 'Message #papers' });
    await page.locator('textarea[disabled]').waitFor();
    expect(await line.getAttribute('placeholder')).toContain('You do not have permission');
  });

  it('refuses a member what is for those who manage the server', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Switch to Max' }).click();
    await shows(page.getByRole('region', { name: 'You' }), 'Member');

    await giveCommand(page, '/paper follow', { topic: 'preference alignment' });

    await shows(lastMessage(page), 'Manage Channels');
    await shows(lastMessage(page), 'Only you can see this');
  });

  it('previews a subscription, and shows its post live when a paper arrives', async () => {
    const page = await open();
    await giveCommand(page, '/paper follow', { topic: 'reward model preferences' });
    await lastMessage(page).getByRole('button', { name: 'Follow', exact: true }).click();
    await shows(lastMessage(page), /follow/i);
    await page.getByRole('button', { name: 'alignment' }).click();

    await stage.startNews();

    const papers = page.getByRole('button', { name: /papers.*New messages/ });
    await papers.waitFor();
    await papers.click();
    await shows(lastMessage(page).locator('discord-embed'), 'Reward models that age');
  });

  it('shows what Discord shows when the bot does not answer', async () => {
    const page = await open();
    const fault = stage.discord.faults.next(
      { path: /callback$/ },
      { kind: 'status', status: 404 },
      99,
    );
    onTestFinished(() => fault.remove());

    await giveCommand(page, '/paper random');

    await shows(page.getByRole('alert'), 'The application did not respond');
  });

  it('survives a dropped connection, and shows the traffic', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Developer drawer' }).click();
    await page.getByRole('button', { name: 'Drop the socket' }).click();
    await shows(page.getByRole('status'), 'connection was cut');

    await giveCommand(page, '/paper random');

    await shows(page.locator('.traffic .request'), 'ms');
    await lastMessage(page).getByRole('button', { name: 'Another' }).waitFor();
    await lastMessage(page).hover();
    await lastMessage(page).getByRole('button', { name: 'Payload' }).click();
    await shows(page.locator('.payload'), '"components"');
  });

  it.each([
    { where: 'wide and dark', viewport: WIDE, colorScheme: 'dark' },
    { where: 'wide and light', viewport: WIDE, colorScheme: 'light' },
    { where: 'on a phone', viewport: PHONE, colorScheme: 'dark' },
  ] as const)(
    'has no fault of accessibility but minor ones $where',
    async ({ viewport, colorScheme }) => {
      const page = await open({ viewport, colorScheme });
      await giveCommand(page, '/paper search', { query: 'preference alignment' });
      await shows(lastMessage(page), 'papers for');
      await page.locator('.composer textarea').fill('/');

      await page.getByRole('heading', { level: 1, name: 'papers', exact: true }).waitFor();
      expect(await page.locator('h1').count()).toBe(1);
      expect(await findViolations(page)).toEqual([]);
    },
  );

  it('has its members behind a button on a phone', async () => {
    const page = await open({ viewport: PHONE });
    const members = page.getByRole('complementary', { name: 'Members' });
    expect(await members.count()).toBe(0);

    await page.getByRole('button', { name: 'Member list' }).click();
    await members.getByText('Papercord').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');

    await members.waitFor({ state: 'detached' });
  });

  it('fits a phone: nothing is wider than the screen, and channels are behind a button', async () => {
    const page = await open({ viewport: PHONE });
    await giveCommand(page, '/paper search', { query: 'preference alignment' });
    await shows(lastMessage(page), 'papers for');

    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
    expect(
      await page.locator('.scroller').evaluate((each) => each.scrollWidth <= each.clientWidth),
    ).toBe(true);
    await page.getByRole('button', { name: 'Channels' }).click();
    await page.getByRole('button', { name: 'alignment' }).click();
    await shows(page.getByRole('heading', { level: 2 }), 'Welcome to #alignment!');
  });
});
