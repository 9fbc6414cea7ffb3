import {
  ActionRowBuilder,
  EmbedBuilder,
  type Interaction,
  LabelBuilder,
  ModalBuilder,
  StringSelectMenuBuilder,
} from 'discord.js';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { BROWSER } from './browser.ts';
import { findViolations } from './find-violations.ts';
import { giveCommand, lastMessage } from './page-actions.ts';
import { pageForTest } from './page-for-test.ts';
import { type PageStage, setPageStage } from './page-stage.ts';

const topics = () =>
  new StringSelectMenuBuilder()
    .setCustomId('topics')
    .setPlaceholder('Two topics')
    .setMinValues(2)
    .setMaxValues(2)
    .addOptions(['DPO', 'PPO', 'RLHF'].map((label) => ({ label, value: label })));

describe.skipIf(BROWSER === undefined)('menus of several (skipped without Chromium)', () => {
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

  it('mark what is chosen, and send it once', async () => {
    const page = await open();
    const chosen: (readonly string[])[] = [];
    stage.answer = async (interaction: Interaction) => {
      if (interaction.isChatInputCommand()) {
        const row = new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(topics());
        await interaction.reply({ content: 'Choose', components: [row] });
      }
      if (interaction.isStringSelectMenu()) {
        chosen.push(interaction.values);
        await interaction.reply(`Choice ${chosen.length}: ${interaction.values.join(' and ')}`);
      }
    };
    await giveCommand(page, '/paper search', { query: 'dpo' });
    await lastMessage(page).getByRole('button', { name: 'Two topics' }).click();

    await page.getByRole('option', { name: 'PPO' }).click();
    expect(await shownTicks(page)).toEqual(['PPO']);
    await page.getByRole('option', { name: 'RLHF' }).click();
    await page.getByRole('button', { name: 'Choose', exact: true }).click();
    await lastMessage(page).getByText('Choice 1: PPO and RLHF').waitFor();
    await giveCommand(page, '/paper search', { query: 'dpo' });
    await lastMessage(page).getByRole('button', { name: 'Two topics' }).waitFor();

    expect(chosen).toEqual([['PPO', 'RLHF']]);
  });

  it('have no serious fault of accessibility with something chosen, below an embed in the light', async () => {
    const page = await open();
    await page.emulateMedia({ colorScheme: 'light' });
    const menu = topics()
      .setMinValues(1)
      .setMaxValues(1)
      .setOptions({ label: 'DPO', value: 'DPO', default: true });
    stage.answer = async (interaction: Interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const embed = new EmbedBuilder().setTitle('Topics').setFooter({ text: 'Two of them' });
      const row = new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu);
      await interaction.reply({ embeds: [embed], components: [row] });
    };

    await giveCommand(page, '/paper search', { query: 'dpo' });
    await lastMessage(page).getByRole('button', { name: 'DPO, Two topics' }).waitFor();

    expect(await findViolations(page)).toEqual([]);
  });

  it('are boxes to tick in a form, which says how many it takes', async () => {
    const page = await open();
    const form = new ModalBuilder()
      .setCustomId('follow')
      .setTitle('Follow')
      .addLabelComponents(
        new LabelBuilder().setLabel('Topics').setStringSelectMenuComponent(topics()),
      );
    stage.answer = async (interaction: Interaction) => {
      if (interaction.isChatInputCommand()) await interaction.showModal(form);
      if (interaction.isModalSubmit()) {
        const values = interaction.fields.getStringSelectValues('topics');
        await interaction.reply(`Following ${values.join(' and ')}`);
      }
    };
    await giveCommand(page, '/paper search', { query: 'dpo' });
    const dialog = page.getByRole('dialog', { name: 'Follow' });

    await dialog.getByRole('checkbox', { name: 'DPO' }).check();
    await dialog.getByRole('button', { name: 'Submit' }).click();
    await dialog.getByRole('alert').filter({ hasText: '“Topics” takes 2 to 2 choices' }).waitFor();
    await dialog.getByRole('checkbox', { name: 'PPO' }).check();
    await dialog.getByRole('button', { name: 'Submit' }).click();

    await lastMessage(page).getByText('Following DPO and PPO').waitFor();
  });
});

/** The entries with a tick that can be seen. */
function shownTicks(page: Page): Promise<readonly string[]> {
  return page.getByRole('option').evaluateAll((all) =>
    all
      .filter((each) => {
        const tick = each.querySelector('.check');
        return tick !== null && getComputedStyle(tick).visibility === 'visible';
      })
      .map((each) => each.textContent?.trim() ?? ''),
  );
}
