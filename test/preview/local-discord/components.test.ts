import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  type Interaction,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { describe, expect, it } from 'vitest';
import type { LocalDiscord } from '../../../src/preview/local-discord/local-discord.ts';
import { botThatAnswers, isCommand, search } from './answering-bot.ts';

const openButton = new ActionRowBuilder<ButtonBuilder>().addComponents(
  new ButtonBuilder().setCustomId('open').setLabel('Open').setStyle(ButtonStyle.Primary),
  new ButtonBuilder()
    .setCustomId('off')
    .setLabel('Off')
    .setStyle(ButtonStyle.Primary)
    .setDisabled(true),
);

/** Answers the command with a message that has a button, and the button as told. */
function answeringButton(answer: (button: Interaction & { isButton(): true }) => unknown) {
  return (interaction: Interaction) => {
    if (interaction.isButton()) return answer(interaction as Interaction & { isButton(): true });
    return isCommand(interaction).reply({ content: 'Found', components: [openButton] });
  };
}

async function press(discord: LocalDiscord, customId = 'open') {
  const found = await search(discord);
  if (found.kind !== 'message') throw new Error(`Unexpected ${found.kind}`);
  const user = discord.world.cast.member.id;
  const outcome = await discord.people.press({ user, messageId: found.message.id, customId });
  return { messageId: found.message.id, outcome };
}

describe('a button', () => {
  it('updates its message', async () => {
    await using bot = await botThatAnswers(
      answeringButton((button) => button.isButton() && button.update('Opened')),
    );

    const { outcome, messageId } = await press(bot.discord);

    expect(outcome).toMatchObject({
      kind: 'updated',
      message: { id: messageId, content: 'Opened', components: [{}] },
    });
  });

  it('updates its message after deferring', async () => {
    await using bot = await botThatAnswers(
      answeringButton(async (button) => {
        if (!button.isButton()) return;
        await button.deferUpdate();
        await button.editReply({ content: 'Opened', components: [] });
      }),
    );

    const { outcome, messageId } = await press(bot.discord);

    expect(outcome).toMatchObject({
      kind: 'updated',
      message: { id: messageId, content: 'Opened', components: [] },
    });
  });

  it('leaves its message alone and follows it up', async () => {
    await using bot = await botThatAnswers(
      answeringButton(async (button) => {
        if (!button.isButton()) return;
        await button.deferUpdate();
        await button.followUp({ content: 'Saved', flags: MessageFlags.Ephemeral });
      }),
    );

    const { outcome, messageId } = await press(bot.discord);

    expect(outcome).toMatchObject({
      kind: 'updated',
      message: { id: messageId, content: 'Found' },
      followUps: [{ content: 'Saved', message_reference: { message_id: messageId } }],
    });
  });

  it('gets an answer of its own', async () => {
    await using bot = await botThatAnswers(
      answeringButton(
        (button) =>
          button.isButton() &&
          button.reply({ content: 'Not yours', flags: MessageFlags.Ephemeral }),
      ),
    );

    const { outcome, messageId } = await press(bot.discord);

    expect(outcome).toMatchObject({
      kind: 'message',
      ephemeral: true,
      message: { content: 'Not yours', message_reference: { message_id: messageId } },
    });
  });

  it('tells the bot of the message and of who was asked', async () => {
    const seen: Interaction[] = [];
    await using bot = await botThatAnswers(
      answeringButton((button) => {
        seen.push(button);
        return button.isButton() && button.deferUpdate();
      }),
      { discord: { tokenLifeMs: 400 } },
    );

    const { messageId } = await press(bot.discord);
    const [button] = seen;

    expect(button?.isButton() && button.message.id).toBe(messageId);
    expect(button?.isButton() && button.message.components).toHaveLength(1);
    expect(button?.isButton() && button.message.interactionMetadata?.user.id).toBe(
      bot.discord.world.cast.member.id,
    );
  });

  it('cannot be pressed when it is disabled, or not there', async () => {
    await using bot = await botThatAnswers(answeringButton(() => {}));

    await expect(press(bot.discord, 'off')).resolves.toMatchObject({
      outcome: { kind: 'invalid', message: '“off” is disabled.' },
    });
    await expect(press(bot.discord, 'gone')).resolves.toMatchObject({
      outcome: { kind: 'invalid', message: 'There is no “gone” there.' },
    });
  });
});

describe('a menu', () => {
  const menu = new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
    new StringSelectMenuBuilder()
      .setCustomId('show')
      .addOptions({ label: 'One', value: '1' }, { label: 'Two', value: '2' }),
  );
  const answer = (interaction: Interaction) =>
    interaction.isStringSelectMenu()
      ? interaction.update(`Chose ${interaction.values}`)
      : isCommand(interaction).reply({ content: 'Found', components: [menu] });

  async function choose(discord: LocalDiscord, ...values: string[]) {
    const found = await search(discord);
    const messageId = found.kind === 'message' ? found.message.id : '';
    const user = discord.world.cast.member.id;
    return discord.people.select({ user, messageId, customId: 'show', values });
  }

  it('tells what was chosen', async () => {
    await using bot = await botThatAnswers(answer);

    await expect(choose(bot.discord, '2')).resolves.toMatchObject({
      kind: 'updated',
      message: { content: 'Chose 2' },
    });
  });

  it('takes only what it offers, and only so many', async () => {
    await using bot = await botThatAnswers(answer);

    await expect(choose(bot.discord, '3')).resolves.toMatchObject({ kind: 'invalid' });
    await expect(choose(bot.discord, '1', '2')).resolves.toMatchObject({ kind: 'invalid' });
    await expect(choose(bot.discord)).resolves.toMatchObject({ kind: 'invalid' });
  });
});

describe('a form', () => {
  const form = new ModalBuilder()
    .setCustomId('refine')
    .setTitle('Refine')
    .addLabelComponents(
      new LabelBuilder()
        .setLabel('Query')
        .setTextInputComponent(
          new TextInputBuilder()
            .setCustomId('query')
            .setStyle(TextInputStyle.Short)
            .setMaxLength(10),
        ),
    );
  const answer = answeringButton((button) => button.isButton() && button.showModal(form));
  const answerAll = (interaction: Interaction) =>
    interaction.isModalSubmit() && interaction.isFromMessage()
      ? interaction.update(`Refined to ${interaction.fields.getTextInputValue('query')}`)
      : answer(interaction);

  async function fill(discord: LocalDiscord, query: string) {
    const { outcome, messageId } = await press(discord);
    const interactionId = outcome.kind === 'modal' ? outcome.modal.interactionId : '';
    const user = discord.world.cast.member.id;
    const result = await discord.people.submitModal({ user, interactionId, fields: { query } });
    return { outcome, result, messageId };
  }

  it('opens, and is handed in', async () => {
    await using bot = await botThatAnswers(answerAll);

    const { outcome, result, messageId } = await fill(bot.discord, 'ppo');

    expect(outcome).toMatchObject({
      kind: 'modal',
      modal: { custom_id: 'refine', title: 'Refine' },
    });
    expect(result).toMatchObject({
      kind: 'updated',
      message: { id: messageId, content: 'Refined to ppo' },
    });
  });

  it('takes no more text than its inputs allow', async () => {
    await using bot = await botThatAnswers(answerAll);

    await expect(fill(bot.discord, 'direct preference')).resolves.toMatchObject({
      result: { kind: 'invalid', message: '“Query” takes 1 to 10 characters.' },
    });
    await expect(fill(bot.discord, '')).resolves.toMatchObject({ result: { kind: 'invalid' } });
  });
});
