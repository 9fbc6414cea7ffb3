import {
  ApplicationCommandType,
  ButtonStyle,
  ComponentType,
  Events,
  type Interaction,
  type Message,
  MessageFlags,
  ApplicationCommandOptionType as OptionType,
  TextInputStyle,
} from 'discord.js';
import type { LocalDiscordOptions } from '../../../src/preview/local-discord/local-discord.ts';
import { type ConnectedBot, connectBot } from '../local-discord/connect-bot.ts';

const TITLES = ['LeTI', 'Direct Preference Optimization', 'CREAM'];

/** A small bot that answers in every way there is. */
export async function connectSampleBot(discord?: LocalDiscordOptions): Promise<ConnectedBot> {
  const bot = await connectBot(discord && { discord });
  bot.client.on(Events.InteractionCreate, (interaction) => void answer(interaction));
  bot.client.on(Events.MessageCreate, (message) => void listen(message));
  await bot.client.application.commands.set([
    {
      name: 'paper',
      description: 'Papers',
      options: [
        {
          type: OptionType.Subcommand,
          name: 'search',
          description: 'Find papers',
          options: [
            {
              type: OptionType.String,
              name: 'query',
              description: 'What to find',
              required: true,
              autocomplete: true,
            },
            { type: OptionType.Integer, name: 'year', description: 'Of a year', maxValue: 2100 },
          ],
        },
        ...['silent', 'secret', 'slow', 'form', 'twice', 'gone'].map((name) => ({
          type: OptionType.Subcommand as const,
          name,
          description: `Answers in the way called ${name}`,
        })),
      ],
    },
    { type: ApplicationCommandType.Message, name: 'Count the words' },
  ]);
  return bot;
}

/** Answers whoever mentions the bot, typing first, unless it is told to be silent. */
async function listen(message: Message): Promise<void> {
  const { author, content, mentions, client } = message;
  if (author.bot || !mentions.users.has(client.user.id) || !message.channel.isSendable()) return;
  const said = content.replace(/<@\d+>\s*/, '');
  if (said === 'silence') return;
  await message.channel.sendTyping();
  const to = message.reference ? ' in a reply' : '';
  await message.reply({ content: `You said “${said}”${to}`, components: [buttons(1)] });
}

async function answer(interaction: Interaction): Promise<unknown> {
  if (interaction.isAutocomplete()) {
    const typed = interaction.options.getFocused().toLowerCase();
    const titles = TITLES.filter((title) => title.toLowerCase().startsWith(typed));
    return interaction.respond(titles.map((name) => ({ name, value: name })));
  }
  if (interaction.isButton()) {
    const page = Number(interaction.customId);
    return interaction.update({ content: `Page ${page}`, components: [buttons(page)] });
  }
  if (interaction.isModalSubmit()) {
    return interaction.reply(`Thank you, ${interaction.fields.getTextInputValue('name')}.`);
  }
  if (interaction.isMessageContextMenuCommand()) {
    const words = interaction.targetMessage.content.split(' ');
    return interaction.reply(`${words.length} words`);
  }
  if (!interaction.isChatInputCommand()) return undefined;
  switch (interaction.options.getSubcommand()) {
    case 'search': {
      const query = interaction.options.getString('query', true);
      const year = interaction.options.getInteger('year');
      const content = `Found **${query}**${year === null ? '' : ` of ${year}`}`;
      return interaction.reply({ content, components: [buttons(1)] });
    }
    case 'secret':
      return interaction.reply({ content: 'Between us', flags: MessageFlags.Ephemeral });
    case 'slow':
      await interaction.deferReply();
      return interaction.editReply('Here at last');
    case 'form':
      return interaction.showModal({
        custom_id: 'form',
        title: 'About you',
        components: [
          {
            type: ComponentType.Label,
            label: 'Name',
            component: {
              type: ComponentType.TextInput,
              custom_id: 'name',
              style: TextInputStyle.Short,
            },
          },
        ],
      });
    case 'twice':
      await interaction.deferReply();
      await interaction.followUp('First');
      return interaction.followUp('Second');
    case 'gone':
      await interaction.deferReply();
      return interaction.deleteReply();
    default:
      return undefined;
  }
}

function buttons(page: number) {
  return {
    type: ComponentType.ActionRow as const,
    components: [-1, 1].map((step) => ({
      type: ComponentType.Button as const,
      style: ButtonStyle.Secondary as const,
      customId: String(page + step),
      label: step < 0 ? 'Previous' : 'Next',
      disabled: page + step < 1,
    })),
  };
}
