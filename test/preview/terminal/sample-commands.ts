import {
  type APIApplicationCommand,
  type APIApplicationCommandOption,
  ApplicationCommandType,
  ApplicationCommandOptionType as OptionType,
} from 'discord-api-types/v10';
import { type CommandLeaf, listCommands } from '../../../src/preview/terminal/command-tree.ts';

/** A command as Discord gives it back after it was registered. */
function command(
  name: string,
  options: APIApplicationCommandOption[],
  type: ApplicationCommandType = ApplicationCommandType.ChatInput,
): APIApplicationCommand {
  return {
    id: '1',
    application_id: '2',
    version: '3',
    type,
    name,
    description: `About ${name}`,
    default_member_permissions: null,
    nsfw: false,
    options,
  };
}

function subcommand(
  name: string,
  options: Extract<APIApplicationCommandOption, { type: OptionType.Subcommand }>['options'] = [],
): Extract<APIApplicationCommandOption, { type: OptionType.Subcommand }> {
  return { type: OptionType.Subcommand, name, description: `What ${name} does`, options };
}

/** Commands with every kind of option. */
export const sampleCommands: readonly CommandLeaf[] = listCommands([
  command('paper', [
    subcommand('search', [
      { type: OptionType.String, name: 'query', description: 'What to find', required: true },
      { type: OptionType.Integer, name: 'year', description: 'Only of this year' },
      { type: OptionType.String, name: 'category', description: 'arXiv', autocomplete: true },
      { type: OptionType.String, name: 'author', description: 'Words of a name' },
      { type: OptionType.Boolean, name: 'private', description: 'Only for you' },
    ]),
    subcommand('show', [
      {
        type: OptionType.String,
        name: 'paper',
        description: 'A title or an id',
        required: true,
        autocomplete: true,
      },
    ]),
    subcommand('random', [{ type: OptionType.String, name: 'topic', description: 'On what' }]),
    subcommand('help'),
    {
      type: OptionType.SubcommandGroup,
      name: 'feed',
      description: 'Feeds',
      options: [
        subcommand('add', [
          { type: OptionType.Channel, name: 'channel', description: 'Where', required: true },
          {
            type: OptionType.String,
            name: 'pace',
            description: 'How often',
            choices: [
              { name: 'daily', value: 'd' },
              { name: 'once a week', value: 'w' },
            ],
          },
          { type: OptionType.Number, name: 'threshold', description: 'How near' },
          { type: OptionType.User, name: 'reader', description: 'For whom' },
          { type: OptionType.Role, name: 'ping', description: 'Whom to ping' },
        ]),
      ],
    },
  ]),
  command('ping', [{ type: OptionType.Attachment, name: 'file', description: 'A file' }]),
  command('Find similar', [], ApplicationCommandType.Message),
]);
