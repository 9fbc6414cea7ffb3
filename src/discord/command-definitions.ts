import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { Command } from './command.ts';

/** The one slash command; everything else is a subcommand of it. */
export const ROOT_COMMAND = 'paper';

/**
 * The commands as Discord is told of them: one `/paper`, for servers and for people who install
 * the bot for themselves, in servers, in its direct messages and in those of other people.
 */
export function defineCommands(
  commands: readonly Command[],
): RESTPostAPIChatInputApplicationCommandsJSONBody[] {
  return [
    {
      type: ApplicationCommandType.ChatInput,
      name: ROOT_COMMAND,
      description: 'Find research papers',
      integration_types: [
        ApplicationIntegrationType.GuildInstall,
        ApplicationIntegrationType.UserInstall,
      ],
      contexts: [
        InteractionContextType.Guild,
        InteractionContextType.BotDM,
        InteractionContextType.PrivateChannel,
      ],
      options: commands.map(({ name, description, options }) => ({
        type: ApplicationCommandOptionType.Subcommand,
        name,
        description,
        options: [...options],
      })),
    },
  ];
}
