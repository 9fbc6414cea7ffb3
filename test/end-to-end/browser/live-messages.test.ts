import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ChatInputCommandInteraction,
  ContainerBuilder,
  MediaGalleryBuilder,
  MediaGalleryItemBuilder,
  TextDisplayBuilder,
} from 'discord.js';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { MAX_FILE_BYTES } from '../../../src/preview/local-discord/file-limits.ts';
import { isCommand } from '../../preview/local-discord/answering-bot.ts';
import { papersOf } from '../../preview/local-discord/connect-bot.ts';
import { BROWSER } from './browser.ts';
import { giveCommand, lastMessage } from './page-actions.ts';
import { pageForTest } from './page-for-test.ts';
import { type PageStage, setPageStage } from './page-stage.ts';

/** A red dot, as PNG. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg==',
  'base64',
);

/** The path of a file that is as large as told, and takes no room. */
async function fileOf(bytes: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'papercord-file-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'large.bin');
  await writeFile(path, '');
  await truncate(path, bytes);
  return path;
}

describe.skipIf(BROWSER === undefined)('messages in the page (skipped without Chromium)', () => {
  let stage: PageStage;
  beforeAll(async () => {
    stage = await setPageStage();
  });
  afterAll(() => stage?.close());

  function open(): Promise<Page> {
    onTestFinished(() => {
      stage.answer = () => undefined;
    });
    return pageForTest(stage);
  }

  /** The next command that the bot gets, for the test to answer. */
  function nextCommand(): Promise<ChatInputCommandInteraction> {
    return new Promise((resolve) => {
      stage.answer = (interaction) => {
        if (interaction.isChatInputCommand()) resolve(isCommand(interaction));
      };
    });
  }

  const row = (page: Page, text: string): Locator =>
    page.locator('.message:not(.pending)', { hasText: text });

  it('change and go away while one looks, and say that they were edited', async () => {
    const page = await open();
    const sent = await papersOf(stage.bot).send('Posted at noon');
    await row(page, 'Posted at noon').waitFor();
    expect(await page.locator('.edited').count()).toBe(0);

    await sent.edit('Posted at one');

    await row(page, 'Posted at one').locator('.edited', { hasText: '(edited)' }).waitFor();
    expect(await row(page, 'Posted at noon').count()).toBe(0);
    await sent.delete();
    await row(page, 'Posted at one').waitFor({ state: 'detached' });
  });

  it('of one’s own are edited from the empty line or the toolbar, and deleted from the menu', async () => {
    const page = await open();
    await page.keyboard.type('A tpyo');
    await page.keyboard.press('Enter');
    await row(page, 'A tpyo').waitFor();

    await page.keyboard.press('ArrowUp');
    const field = page.getByRole('combobox', { name: 'Edit message' });
    await field.fill('A typo');
    await page.keyboard.press('Enter');
    await row(page, 'A typo').getByText('(edited)').waitFor();
    await row(page, 'A typo').hover();
    await row(page, 'A typo').getByRole('button', { name: 'Edit' }).click();
    await field.fill('Nothing of this');
    await page.keyboard.press('Escape');

    await row(page, 'A typo').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Delete Message' }).click();
    await row(page, 'A typo').waitFor({ state: 'detached' });
  });

  it('show who is typing until a message comes', async () => {
    const page = await open();
    const papers = papersOf(stage.bot);

    await papers.sendTyping();

    await page.locator('.typing', { hasText: 'Papercord is typing…' }).waitFor();
    await papers.send('Typed');
    await row(page, 'Typed').waitFor();
    await page.locator('.typing', { hasText: 'typing' }).waitFor({ state: 'detached' });
  });

  it('show to others, and not to oneself, that somebody is typing', async () => {
    const [ada, max] = [await open(), await open()];
    await max.getByRole('button', { name: 'Switch to Max' }).click();
    await max.getByRole('region', { name: 'You' }).getByText('Member').waitFor();

    await ada.keyboard.type('One');
    await max.locator('.typing', { hasText: 'Ada is typing…' }).waitFor();
    expect(await ada.locator('.typing', { hasText: 'typing' }).count()).toBe(0);
    await ada.keyboard.press('Enter');
    await row(max, 'One').waitFor();
    await max.locator('.typing', { hasText: 'typing' }).waitFor({ state: 'detached' });
    await ada.keyboard.type('Another');

    await max.locator('.typing', { hasText: 'Ada is typing…' }).waitFor();
  });

  it('are thought about until the answer comes, which does not count as edited', async () => {
    const page = await open();
    const asked = nextCommand();
    await giveCommand(page, '/paper search', { query: 'dpo' });
    const command = await asked;

    await command.deferReply();
    await row(page, 'Papercord is thinking…').locator('discord-command').waitFor();
    await command.editReply('Three papers');

    await row(page, 'Three papers').waitFor();
    expect(await page.getByText('is thinking').count()).toBe(0);
    expect(await page.locator('.edited').count()).toBe(0);
  });

  it('are seen by one person alone when they are ephemeral, and can be dismissed', async () => {
    const page = await open();
    const asked = nextCommand();
    await giveCommand(page, '/paper search', { query: 'dpo' });
    await (await asked).reply({ content: 'For you', flags: 'Ephemeral' });

    const answer = row(page, 'For you');
    await answer.getByText('Only you can see this').waitFor();
    expect(await answer.getByRole('button', { name: 'Add Reaction' }).count()).toBe(0);
    await answer.getByRole('button', { name: 'Dismiss message' }).click();

    await answer.waitFor({ state: 'detached' });
  });

  it('take reactions from the toolbar and by pressing one, and show the bot’s live', async () => {
    const page = await open();
    const sent = await papersOf(stage.bot).send('Paper of the day');
    const message = row(page, 'Paper of the day');
    const reaction = (name: string) => message.getByRole('button', { name });

    await message.hover();
    await message.getByRole('button', { name: 'Add Reaction' }).click();
    const picker = page.getByRole('menu', { name: 'Add Reaction' });
    await picker.waitFor();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await message.locator('.reaction[aria-pressed=true]', { hasText: '👍' }).waitFor();

    await sent.react('👍');
    await reaction('👍 2').waitFor();
    expect(await reaction('👍 2').getAttribute('title')).toBe('👍 reacted by Ada and Papercord');
    await reaction('👍 2').click();
    await message.locator('.reaction[aria-pressed=false]', { hasText: '1' }).waitFor();
    await sent.reactions.resolve('👍')?.users.remove();
    await message.locator('.reactions').waitFor({ state: 'detached' });
  });

  it('have their toolbar for the keyboard, too, and give the focus back to it', async () => {
    const page = await open();
    await papersOf(stage.bot).send('Within reach');
    await row(page, 'Within reach').waitFor();
    const focused = (name: string) =>
      page.waitForFunction(
        (label) => document.activeElement?.getAttribute('aria-label') === label,
        name,
      );

    while ((await page.locator('.message:focus').count()) === 0) {
      await page.keyboard.press('Shift+Tab');
    }
    await page.keyboard.press('Tab');
    await focused('Add Reaction');
    await page.keyboard.press('Enter');
    await page.getByRole('menu', { name: 'Add Reaction' }).waitFor();
    await page.keyboard.press('Escape');
    await focused('Add Reaction');

    expect(await row(page, 'Within reach').locator('.toolbar').isVisible()).toBe(true);
  });

  it('hide spoilers until they are pressed, and then read them to everybody', async () => {
    const page = await open();
    await papersOf(stage.bot).send('In the end ||everybody learns||');
    const message = row(page, 'In the end');

    await message.getByRole('button', { name: 'Spoiler' }).press('Enter');

    await message.getByRole('button', { name: 'everybody learns', expanded: true }).waitFor();
  });

  it('hide spoilers in components, too: what stands in a box, and pictures', async () => {
    const page = await open();
    await papersOf(stage.bot).send({
      flags: 'IsComponentsV2',
      files: [{ attachment: PICTURE, name: 'dot.png' }],
      components: [
        new ContainerBuilder()
          .setSpoiler(true)
          .addTextDisplayComponents(new TextDisplayBuilder({ content: 'It was the model' })),
        new MediaGalleryBuilder().addItems(
          new MediaGalleryItemBuilder({
            media: { url: 'attachment://dot.png' },
            description: 'A red dot',
            spoiler: true,
          }),
        ),
      ],
    });
    const message = lastMessage(page);
    const covers = message.getByRole('button', { name: 'Spoiler' });
    await covers.nth(1).waitFor();
    expect(await message.getByText('It was the model').isVisible()).toBe(false);
    expect(await message.getByRole('img', { name: 'A red dot' }).count()).toBe(0);

    await covers.first().press('Enter');
    await message.getByText('It was the model').waitFor();
    await covers.click();

    await message.getByRole('img', { name: 'A red dot' }).waitFor();
    expect(await covers.count()).toBe(0);
  });

  it('leave an event that was opened in the drawer where it is while others arrive', async () => {
    const page = await open();
    const papers = papersOf(stage.bot);
    await page.getByRole('button', { name: 'Developer drawer' }).click();
    const traffic = page.getByRole('tabpanel', { name: 'Traffic' });
    const events = traffic.locator('.event', { hasText: 'MESSAGE_CREATE' });
    await papers.send('The first');
    const first = events.filter({ hasText: 'The first' });
    await first.locator('summary').click();

    await papers.send('The second');

    await events.filter({ hasText: 'The second' }).waitFor();
    const opened = traffic.locator('details[open]');
    expect(await opened.count()).toBe(1);
    expect(await opened.textContent()).toContain('The first');
  });

  it('show what the bot attaches: pictures as such, other files to be had', async () => {
    const page = await open();

    await papersOf(stage.bot).send({
      content: 'Two files',
      files: [
        { attachment: PICTURE, name: 'dot.png', description: 'A red dot' },
        { attachment: Buffer.from('@article{}'), name: 'papers.bib' },
      ],
    });

    const message = row(page, 'Two files');
    const picture = message.getByRole('img', { name: 'A red dot' });
    await picture.waitFor();
    await page.waitForFunction(
      () => document.querySelector<HTMLImageElement>('.picture')?.naturalWidth === 5,
    );
    const downloaded = page.waitForEvent('download');
    await message.getByRole('link', { name: 'papers.bib' }).click();
    expect((await downloaded).suggestedFilename()).toBe('papers.bib');
    await message.getByText('10 bytes').waitFor();
  });

  it('carry what a person attaches, up to the size that Discord takes', async () => {
    const page = await open();
    const choose = (name: string, mimeType: string, buffer: Buffer) =>
      page.getByLabel('Attach files').setInputFiles({ name, mimeType, buffer });

    await page.getByLabel('Attach files').setInputFiles(await fileOf(MAX_FILE_BYTES + 1));
    await page.getByRole('alert').filter({ hasText: 'Your files are too powerful' }).waitFor();
    await choose('a dot.png', 'image/png', PICTURE);
    await page.getByRole('list', { name: 'Attached files' }).getByText('a dot.png').waitFor();
    await page.getByRole('button', { name: 'Send' }).click();

    await lastMessage(page).getByRole('img', { name: 'a_dot.png' }).waitFor();
    await page.getByRole('list', { name: 'Attached files' }).waitFor({ state: 'detached' });
    const { world } = stage.bot.discord;
    expect(world.messagesIn(world.cast.papers.id).at(-1)).toMatchObject({
      content: '',
      attachments: [{ filename: 'a_dot.png', content_type: 'image/png', size: PICTURE.length }],
    });
  });
});
