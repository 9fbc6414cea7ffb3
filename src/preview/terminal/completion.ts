import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType as OptionType,
} from 'discord-api-types/v10';
import type { TypedCommand } from '../local-discord/people.ts';
import { bareOption, type CommandLeaf } from './command-tree.ts';
import type { Directory } from './directory.ts';
import { type SplitLine, scanLine, splitLine } from './parse-command-line.ts';
import { readOptionValue } from './read-option-value.ts';
import type { Argument } from './scan-arguments.ts';
import { stripToLine } from './strip-controls.ts';

/** Something that could stand in the place of the text before the cursor. */
export interface Candidate {
  readonly insert: string;
  /** What is shown of it; `insert` itself unless told. */
  readonly label?: string;
  readonly description?: string;
}

export interface Completion {
  /** The end of the line that a candidate replaces. */
  readonly typed: string;
  readonly candidates: readonly Candidate[];
}

/** What the bot is asked for suggestions with. */
export type AutocompleteRequest = Pick<TypedCommand, 'name' | 'group' | 'subcommand'> & {
  readonly values: NonNullable<TypedCommand['values']>;
  readonly focused: string;
};

export interface CompletionSources {
  readonly commands: readonly CommandLeaf[];
  /** The names of commands in the menu of a message. */
  readonly messageCommands: readonly string[];
  readonly directory: Directory;
  /** Asks the bot; an empty list when it gives no answer. */
  readonly autocomplete: (
    request: AutocompleteRequest,
  ) => Promise<readonly { readonly name: string; readonly value: string | number }[]>;
}

const WORDS: readonly Candidate[] = [
  { insert: 'help', description: 'What can be typed here' },
  { insert: 'quit', description: 'Leave' },
];

/** What could follow in a line; `line` ends at the cursor. */
export async function completeLine(line: string, sources: CompletionSources): Promise<Completion> {
  const split = splitLine(line, sources.commands);
  if (split !== undefined && /\s/.test(line.charAt(split.argumentsAt))) {
    return completeArgument(line, split, sources);
  }
  return completeCommand(line, sources);
}

function completeCommand(
  line: string,
  { commands, messageCommands }: Pick<CompletionSources, 'commands' | 'messageCommands'>,
): Completion {
  const written = line.trimStart();
  if (!written.startsWith('/')) {
    const onMessages = messageCommands.map((name) => ({
      insert: name,
      description: 'On the last message, or on a text of yours behind a colon',
    }));
    const words = [...WORDS, ...nextWords([], commands, '/'), ...onMessages];
    return { typed: written, candidates: startingWith(written, words) };
  }
  const words = written.slice(1).split(/\s+/);
  const typed = words.pop() ?? '';
  const sign = words.length === 0 ? '/' : '';
  return {
    typed: sign + typed,
    candidates: startingWith(sign + typed, nextWords(words, commands, sign)),
  };
}

/** The words that commands go on with after `before`. */
function nextWords(
  before: readonly string[],
  commands: readonly CommandLeaf[],
  sign: string,
): Candidate[] {
  const next = new Map<string, Candidate>();
  for (const { path, description } of commands) {
    const word = path[before.length];
    if (word === undefined || !before.every((each, index) => each === path[index])) continue;
    const isWhole = path.length === before.length + 1;
    next.set(word, { insert: `${sign}${word} `, ...(isWhole && { description }) });
  }
  return [...next.values()];
}

async function completeArgument(
  line: string,
  split: SplitLine,
  sources: CompletionSources,
): Promise<Completion> {
  const { leaf, argumentsAt } = split;
  const given = scanLine(line, split);
  const last = given.at(-1);
  const isOpen = last !== undefined && argumentsAt + last.end === line.length;

  const taken = new Set(given.map(({ name }) => name));
  const names = leaf.options
    .filter((option) => !taken.has(option.name) && option !== bareOption(leaf))
    .map(({ name, description }) => ({ insert: `${name}:`, description }));

  if (isOpen && last.name !== undefined) {
    const word = /\s(\S+)$/.exec(last.text)?.[1] ?? '';
    const next = word === '' ? [] : startingWith(word, names);
    if (next.length > 0) return { typed: word, candidates: next };
    const option = leaf.options.find(({ name }) => name === last.name);
    const typed = line.slice(argumentsAt + last.start);
    const values = option ? await suggestValues(option, last.text, leaf, given, sources) : [];
    return { typed, candidates: values.map((value) => behindName(option?.name ?? '', value)) };
  }

  const fragment = isOpen ? last.text : '';
  const matching = startingWith(fragment, names);
  if (fragment !== '' && matching.length > 0) return { typed: fragment, candidates: matching };

  const bare = bareOption(leaf);
  const text = openBareText(line, argumentsAt, given);
  if (bare === undefined || text === undefined || taken.has(bare.name)) {
    return { typed: fragment, candidates: matching };
  }
  const values = await suggestValues(bare, text, leaf, given, sources);
  return text === ''
    ? { typed: '', candidates: [...values, ...names] }
    : { typed: text, candidates: values };
}

/** The bare text that reaches up to the cursor; `undefined` when there is another one before it. */
function openBareText(
  line: string,
  argumentsAt: number,
  given: readonly Argument[],
): string | undefined {
  const lastNamed = given.findLastIndex(({ name }) => name !== undefined);
  if (given.slice(0, Math.max(lastNamed, 0)).some(({ name }) => name === undefined)) {
    return undefined;
  }
  const first = given[lastNamed + 1];
  return first === undefined ? '' : line.slice(argumentsAt + first.start);
}

async function suggestValues(
  option: APIApplicationCommandBasicOption,
  text: string,
  leaf: CommandLeaf,
  given: readonly Argument[],
  { directory, autocomplete }: CompletionSources,
): Promise<Candidate[]> {
  if ('autocomplete' in option && option.autocomplete) {
    const values = { ...valuesOf(leaf, given, directory), [option.name]: text };
    const choices = await autocomplete({ ...leaf.address, values, focused: option.name });
    return choices.map((choice) => {
      const insert = stripToLine(String(choice.value));
      const name = stripToLine(choice.name);
      return name.includes(insert) ? { insert, label: name } : { insert, description: name };
    });
  }
  return startingWith(text, fixedValues(option, directory));
}

/** The other options as far as they can be read, for the bot to go by. */
function valuesOf(leaf: CommandLeaf, given: readonly Argument[], directory: Directory) {
  const values: Record<string, string | number | boolean> = {};
  for (const { name, text } of given) {
    const option = leaf.options.find((each) => each.name === name);
    const read = option && readOptionValue(option, text, directory);
    if (option && read && 'value' in read) values[option.name] = read.value;
  }
  return values;
}

function fixedValues(option: APIApplicationCommandBasicOption, directory: Directory): Candidate[] {
  const named = (sign: string, entries: ReturnType<Directory['users']>) =>
    entries.map(({ name }) => ({ insert: sign + name }));
  switch (option.type) {
    case OptionType.Boolean:
      return [{ insert: 'true' }, { insert: 'false' }];
    case OptionType.Channel:
      return named('#', directory.channels(option.channel_types));
    case OptionType.User:
      return named('@', directory.users());
    case OptionType.Role:
      return named('@', directory.roles());
    case OptionType.Mentionable:
      return named('@', [...directory.users(), ...directory.roles()]);
    default:
      return 'choices' in option
        ? (option.choices ?? []).map(({ name }) => ({ insert: name }))
        : [];
  }
}

/** A value behind its option's name, quoted where it has to be. */
function behindName(name: string, candidate: Candidate): Candidate {
  const { insert } = candidate;
  const value = /[\s"“”]/.test(insert) ? `"${insert.replace(/["\\]/g, '\\$&')}"` : insert;
  return { label: insert, ...candidate, insert: `${name}:${value} ` };
}

function startingWith(typed: string, candidates: readonly Candidate[]): Candidate[] {
  const start = typed.toLowerCase();
  return candidates.filter(({ insert }) => insert.toLowerCase().startsWith(start));
}
