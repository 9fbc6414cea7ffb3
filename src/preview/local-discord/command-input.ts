import {
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  type APIInteractionDataResolved,
  ApplicationCommandOptionType as OptionType,
} from 'discord-api-types/v10';
import { lengthOf } from './form.ts';
import { InvalidInput } from './invalid-input.ts';
import type { OptionValue, TypedCommand } from './people.ts';
import { type ChosenId, KINDS_OF_OPTION, resolveIds } from './resolve-ids.ts';
import type { World } from './world.ts';

interface DataOption {
  readonly name: string;
  readonly type: OptionType;
  readonly value?: OptionValue;
  readonly focused?: true;
  readonly options?: readonly DataOption[];
}

/** A command as the bot is told of it. */
interface CommandData {
  readonly id: string;
  readonly name: string;
  readonly type: number;
  readonly guild_id?: string;
  readonly options: readonly DataOption[];
  readonly resolved?: APIInteractionDataResolved;
}

/**
 * Checks what was typed against the command's definition, as Discord's client does before it sends.
 *
 * @param focused the option being typed, when suggestions are asked for; then nothing has to be
 * complete yet
 * @throws {InvalidInput} saying what is wrong with it
 */
export function commandData(
  world: World,
  command: APIApplicationCommand,
  typed: TypedCommand,
  focused?: string,
): CommandData {
  const { leaf, wrap, path } = descend(command, typed);
  const values = typed.values ?? {};
  for (const name of [...Object.keys(values), ...(focused === undefined ? [] : [focused])]) {
    if (!leaf.some((option) => option.name === name)) {
      throw new InvalidInput(`${path} has no option “${name}”.`);
    }
  }
  const given = leaf.flatMap((option): DataOption[] => {
    const value = values[option.name];
    if (option.name === focused) {
      if (!('autocomplete' in option && option.autocomplete)) {
        throw new InvalidInput(`“${focused}” of ${path} has no suggestions.`);
      }
      return [{ name: option.name, type: option.type, value: String(value ?? ''), focused: true }];
    }
    if (value === undefined) {
      if (option.required && focused === undefined) {
        throw new InvalidInput(`${path} needs “${option.name}”.`);
      }
      return [];
    }
    const checked = focused === undefined ? check(option, value) : value;
    return [{ name: option.name, type: option.type, value: checked }];
  });
  const resolved = resolveIds(world, typed, chosenIds(leaf, values));
  return {
    id: command.id,
    name: command.name,
    type: command.type,
    ...(command.guild_id !== undefined && { guild_id: command.guild_id }),
    options: wrap(given),
    ...(resolved && { resolved }),
  };
}

interface Leaf {
  readonly leaf: readonly APIApplicationCommandBasicOption[];
  readonly wrap: (options: readonly DataOption[]) => readonly DataOption[];
  readonly path: string;
}

/** Goes down to the subcommand that was typed. */
function descend(command: APIApplicationCommand, { group, subcommand }: TypedCommand): Leaf {
  let options: readonly APIApplicationCommandOption[] = command.options ?? [];
  let path = `/${command.name}`;
  let wrap: Leaf['wrap'] = (inner) => inner;
  for (const [type, name] of [
    [OptionType.SubcommandGroup, group],
    [OptionType.Subcommand, subcommand],
  ] as const) {
    if (name === undefined) continue;
    const found = options.find((option) => option.type === type && option.name === name);
    if (found === undefined) throw new InvalidInput(`${path} has no subcommand “${name}”.`);
    const outer = wrap;
    wrap = (inner) => outer([{ name, type, options: inner }]);
    options = 'options' in found ? (found.options ?? []) : [];
    path += ` ${name}`;
  }
  const leaf = options.filter(
    (option): option is APIApplicationCommandBasicOption =>
      option.type !== OptionType.Subcommand && option.type !== OptionType.SubcommandGroup,
  );
  if (leaf.length < options.length) {
    const names = options.map(({ name }) => name).join(', ');
    throw new InvalidInput(`${path} needs a subcommand: ${names}.`);
  }
  return { leaf, wrap, path };
}

/** The value as it is sent; numbers and yes or no may have been typed as text. */
function check(option: APIApplicationCommandBasicOption, value: OptionValue): OptionValue {
  const { name } = option;
  switch (option.type) {
    case OptionType.String: {
      const text = String(value);
      const { min_length = 0, max_length = 6_000 } = option;
      if (lengthOf(text) < Math.max(min_length, 1) || lengthOf(text) > max_length) {
        throw new InvalidInput(
          `“${name}” takes ${Math.max(min_length, 1)} to ${max_length} characters.`,
        );
      }
      return choose(option, text);
    }
    case OptionType.Integer:
    case OptionType.Number: {
      const number = typeof value === 'number' ? value : Number(String(value).trim() || 'nothing');
      if (!Number.isFinite(number) || (option.type === OptionType.Integer && number % 1 !== 0)) {
        const kind = option.type === OptionType.Integer ? 'a whole number' : 'a number';
        throw new InvalidInput(`“${name}” takes ${kind}, not “${value}”.`);
      }
      const { min_value = -(2 ** 53), max_value = 2 ** 53 } = option;
      if (number < min_value) throw new InvalidInput(`“${name}” is at least ${min_value}.`);
      if (number > max_value) throw new InvalidInput(`“${name}” is at most ${max_value}.`);
      return choose(option, number);
    }
    case OptionType.Boolean:
      if (!/^(true|false)$/i.test(String(value))) {
        throw new InvalidInput(`“${name}” takes true or false, not “${value}”.`);
      }
      return /^true$/i.test(String(value));
    default:
      return String(value);
  }
}

interface Choosable {
  readonly name: string;
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[];
}

/** A fixed choice is typed by its name or its value, and sent by its value. */
function choose({ name, choices }: Choosable, value: string | number): string | number {
  if (!choices?.length) return value;
  const chosen = choices.find((choice) => choice.value === value || choice.name === value);
  if (chosen === undefined) {
    const names = choices.map((choice) => choice.name).join(', ');
    throw new InvalidInput(`“${name}” is one of ${names}.`);
  }
  return chosen.value;
}

function chosenIds(
  options: readonly APIApplicationCommandBasicOption[],
  values: Readonly<Record<string, OptionValue>>,
): ChosenId[] {
  return options.flatMap((option) => {
    const kinds = KINDS_OF_OPTION[option.type];
    const value = values[option.name];
    if (kinds === undefined || value === undefined) return [];
    const channelTypes = 'channel_types' in option ? option.channel_types : undefined;
    return { by: option.name, id: String(value), kinds, channelTypes };
  });
}
