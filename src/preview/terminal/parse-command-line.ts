import type { TypedCommand } from '../local-discord/people.ts';
import { bareOption, type CommandLeaf, formatUsage } from './command-tree.ts';
import type { Directory } from './directory.ts';
import { readOptionValue } from './read-option-value.ts';
import { type Argument, scanArguments } from './scan-arguments.ts';

/** A command ready to be run. */
export interface ParsedCommand extends Pick<TypedCommand, 'name' | 'group' | 'subcommand'> {
  readonly leaf: CommandLeaf;
  readonly values: NonNullable<TypedCommand['values']>;
}

/** A line that cannot be run. */
export interface LineProblem {
  /** A sentence for the person who typed it. */
  readonly problem: string;
  /** What could be typed instead. */
  readonly usage: readonly string[];
}

/** A command's words and what follows them. */
export interface SplitLine {
  readonly leaf: CommandLeaf;
  /** Where the text after the command's words starts in the line. */
  readonly argumentsAt: number;
}

/** Reads a slash command as a person types it in Discord, by the bot's own definitions. */
export function parseCommandLine(
  line: string,
  commands: readonly CommandLeaf[],
  directory: Directory,
): ParsedCommand | LineProblem {
  const split = splitLine(line, commands);
  if (split === undefined) return unknownCommand(line, commands);
  const { leaf } = split;
  const usage = [formatUsage(leaf)];
  const bareName = bareOption(leaf)?.name;

  const texts = new Map<string, string>();
  for (const { name = bareName, text } of joinBare(scanLine(line, split))) {
    if (name === undefined)
      return { problem: `/${leaf.path.join(' ')} takes no “${text}”.`, usage };
    if (texts.has(name)) return { problem: `“${name}” is given twice.`, usage };
    texts.set(name, text);
  }

  const values: Record<string, ParsedCommand['values'][string]> = {};
  for (const option of leaf.options) {
    const text = texts.get(option.name);
    if (text === undefined) continue;
    const read = readOptionValue(option, text, directory);
    if ('problem' in read) return { problem: read.problem, usage };
    values[option.name] = read.value;
  }
  const missing = leaf.options.find(({ name, required }) => required && !texts.has(name));
  if (missing) return { problem: `“${missing.name}” is missing.`, usage };
  return { ...leaf.address, leaf, values };
}

/** Finds the command that a line starts with; `undefined` when there is none. */
export function splitLine(line: string, commands: readonly CommandLeaf[]): SplitLine | undefined {
  for (const leaf of commands) {
    const words = leaf.path.join(String.raw`\s+`);
    const match = new RegExp(String.raw`^\s*/${words}(?=\s|$)`, 'iu').exec(line);
    if (match) return { leaf, argumentsAt: match[0].length };
  }
  return undefined;
}

/** The arguments of a line; their places count from `argumentsAt`. */
export function scanLine(line: string, { leaf, argumentsAt }: SplitLine): Argument[] {
  const names = new Set(leaf.options.map(({ name }) => name));
  return scanArguments(line.slice(argumentsAt), names);
}

/** Words without a name, which stand before all names, are one text. */
function joinBare(found: readonly Argument[]): Pick<Argument, 'name' | 'text'>[] {
  const bare = found.filter(({ name }) => name === undefined);
  const named = found.filter(({ name }) => name !== undefined);
  if (bare.length === 0) return named;
  return [{ text: bare.map(({ text }) => text).join(' ') }, ...named];
}

function unknownCommand(line: string, commands: readonly CommandLeaf[]): LineProblem {
  if (commands.length === 0) {
    return { problem: 'The bot has not registered any commands.', usage: [] };
  }
  const [first = '', second = ''] = line.trim().slice(1).toLowerCase().split(/\s+/);
  const meant = commands.find(({ path }) => path.length > 1 && path.at(-1) === first);
  if (meant) {
    return {
      problem: `There is no command /${first}. Did you mean this?`,
      usage: [formatUsage(meant)],
    };
  }
  const siblings = commands.filter(({ path }) => path[0] === first);
  const problem =
    siblings.length === 0
      ? `There is no command /${first}. These are:`
      : second === ''
        ? `/${first} is not all of it. There are:`
        : `/${first} has no “${second}”. There are:`;
  return { problem, usage: (siblings.length > 0 ? siblings : commands).map(formatUsage) };
}
