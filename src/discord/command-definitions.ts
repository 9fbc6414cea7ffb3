import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import type { Command, MessageCommand } from './command.ts';

/** The one slash command; everything else is a subcommand of it. */
export const ROOT_COMMAND = 'paper';

/** For servers and for people who install the bot for themselves, wherever they are. */
const EVERYWHERE = {
  integration_types: [
    ApplicationIntegrationType.GuildInstall,
    ApplicationIntegrationType.UserInstall,
  ],
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
};

/** The commands as Discord is told of them: one `/paper`, and those in the menu of a message. */
export function defineCommands(
  commands: readonly Command[],
  messageCommands: readonly MessageCommand[],
): RESTPostAPIApplicationCommandsJSONBody[] {
  return [
    {
      ...EVERYWHERE,
      type: ApplicationCommandType.ChatInput,
      name: ROOT_COMMAND,
      description: 'Find research papers',
      options: commands.map(({ name, description, options }) => ({
        type: ApplicationCommandOptionType.Subcommand,
        name,
        description,
        options: [...options],
      })),
    },
    ...messageCommands.map(({ name }) => ({
      ...EVERYWHERE,
      type: ApplicationCommandType.Message as const,
      name,
    })),
  ];
}
