import {
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  ApplicationCommandType,
  ApplicationCommandOptionType as OptionType,
} from 'discord-api-types/v10';
import type { TypedCommand } from '../local-discord/people.ts';

/** Choices are named in a usage line only if they are few. */
const MAX_NAMED_CHOICES = 4;

/** One thing that can be run: a command without subcommands, or one subcommand. */
export interface CommandLeaf {
  /** Its words in order, `['paper', 'search']`. */
  readonly path: readonly string[];
  readonly description: string;
  readonly options: readonly APIApplicationCommandBasicOption[];
  /** The same words as the local Discord wants them. */
  readonly address: Pick<TypedCommand, 'name' | 'group' | 'subcommand'>;
}

/** Everything that can be typed after a slash, in the order of the definitions. */
export function listCommands(definitions: readonly APIApplicationCommand[]): CommandLeaf[] {
  return definitions
    .filter(({ type }) => type === ApplicationCommandType.ChatInput)
    .flatMap((definition) => leavesOf(definition));
}

/** The names of the commands in the menu of a message. */
export function listMessageCommands(definitions: readonly APIApplicationCommand[]): string[] {
  return definitions
    .filter(({ type }) => type === ApplicationCommandType.Message)
    .map(({ name }) => name);
}

function leavesOf({ name, description, options = [] }: APIApplicationCommand): CommandLeaf[] {
  const leaves: CommandLeaf[] = [];
  const basic: APIApplicationCommandBasicOption[] = [];
  for (const option of options) {
    if (option.type === OptionType.SubcommandGroup) {
      for (const inner of option.options ?? []) {
        leaves.push({
          path: [name, option.name, inner.name],
          description: inner.description,
          options: inner.options ?? [],
          address: { name, group: option.name, subcommand: inner.name },
        });
      }
    } else if (option.type === OptionType.Subcommand) {
      leaves.push({
        path: [name, option.name],
        description: option.description,
        options: option.options ?? [],
        address: { name, subcommand: option.name },
      });
    } else {
      basic.push(option);
    }
  }
  return leaves.length > 0
    ? leaves
    : [{ path: [name], description, options: basic, address: { name } }];
}

/**
 * The option whose value may be typed without its name: the first that takes any text, a required
 * one before others.
 */
export function bareOption({ options }: CommandLeaf): APIApplicationCommandBasicOption | undefined {
  const texts = options.filter(
    (option) =>
      option.type === OptionType.String && !('choices' in option && option.choices?.length),
  );
  return texts.find(({ required }) => required) ?? texts[0];
}

/** How a command is typed: `/paper search query [year:number] [private:true/false]`. */
export function formatUsage(leaf: CommandLeaf): string {
  const bare = bareOption(leaf);
  const words = leaf.options.map((option) => {
    const words = option === bare ? option.name : `${option.name}:${placeholder(option)}`;
    return option.required ? words : `[${words}]`;
  });
  return [`/${leaf.path.join(' ')}`, ...words].join(' ');
}

function placeholder(option: APIApplicationCommandBasicOption): string {
  const choices = 'choices' in option ? (option.choices ?? []) : [];
  if (choices.length > 0 && choices.length <= MAX_NAMED_CHOICES) {
    return choices.map(({ name }) => (/\s/.test(name) ? `"${name}"` : name)).join('/');
  }
  switch (option.type) {
    case OptionType.Integer:
    case OptionType.Number:
      return 'number';
    case OptionType.Boolean:
      return 'true/false';
    case OptionType.Channel:
      return '#channel';
    case OptionType.User:
      return '@person';
    case OptionType.Role:
      return '@role';
    case OptionType.Mentionable:
      return '@name';
    case OptionType.Attachment:
      return 'file';
    default:
      return 'text';
  }
}
