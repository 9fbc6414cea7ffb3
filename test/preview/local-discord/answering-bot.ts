import {
  ContextMenuCommandBuilder,
  type DiscordAPIError,
  Events,
  type Interaction,
  SlashCommandBuilder,
} from 'discord.js';
import { ApplicationCommandType } from 'discord-api-types/v10';
import type { LocalDiscord } from '../../../src/preview/local-discord/local-discord.ts';
import { type ConnectedBot, type ConnectOptions, connectBot } from './connect-bot.ts';

const paper = new SlashCommandBuilder()
  .setName('paper')
  .setDescription('Papers')
  .setContexts(0, 1)
  .setIntegrationTypes(0, 1)
  .addSubcommand((search) =>
    search
      .setName('search')
      .setDescription('Finds papers')
      .addStringOption((query) =>
        query
          .setName('query')
          .setDescription('What to find')
          .setRequired(true)
          .setAutocomplete(true),
      )
      .addIntegerOption((year) =>
        year.setName('year').setDescription('Year').setMinValue(1990).setMaxValue(2100),
      ),
  );
const similar = new ContextMenuCommandBuilder()
  .setName('Find papers like this')
  .setType(ApplicationCommandType.Message);

/** A bot with commands, which answers every interaction as told. */
export async function botThatAnswers(
  answer: (interaction: Interaction) => unknown,
  options: ConnectOptions = {},
): Promise<ConnectedBot> {
  const bot = await connectBot(options);
  bot.client.on(Events.InteractionCreate, (interaction) => void answer(interaction));
  await bot.client.application.commands.set([paper, similar]);
  return bot;
}

/** Runs `/paper search` as the member. */
export function search(
  discord: LocalDiscord,
  query = 'dpo',
  channelId = discord.world.cast.papers.id,
) {
  const user = discord.world.cast.member.id;
  return discord.people.runCommand({
    user,
    channelId,
    name: 'paper',
    subcommand: 'search',
    values: { query },
  });
}

/** The slash command that an interaction is. */
export function isCommand(interaction: Interaction | undefined) {
  if (!interaction?.isChatInputCommand()) throw new Error('Not a command');
  return interaction;
}

/** Discord's error code for a request, or `none` if it goes well. */
export async function codeOf(request: Promise<unknown>): Promise<number | string> {
  try {
    await request;
    return 'none';
  } catch (error) {
    return (error as DiscordAPIError).code;
  }
}
