import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType as OptionType,
} from 'discord-api-types/v10';
import type { OptionValue } from '../../../local-discord/people.ts';
import type { CommandLeaf } from '../../../terminal/command-tree.ts';

/** Stands for the place behind the fields of a command; no option has such a name. */
export const TAIL = ':tail';

/** One option as it is being filled in. */
interface Entry {
  readonly text: string;
  /** What was picked from a list: sent in place of the text. */
  readonly picked?: OptionValue;
}

/** A command being filled in. */
export interface Draft {
  readonly leaf: CommandLeaf;
  /** The options that are shown as fields, in the order that they came up. */
  readonly shown: readonly string[];
  readonly entries: Readonly<Record<string, Entry>>;
  readonly focused: string | undefined;
  /** What is wrong, by option, since the person tried to send it. */
  readonly problems: Readonly<Record<string, string>>;
}

/** Starts with the required options, as Discord does; the first one gets the cursor. */
export function startDraft(leaf: CommandLeaf): Draft {
  const required = leaf.options.filter((option) => option.required).map(({ name }) => name);
  return { leaf, shown: required, entries: {}, focused: required[0], problems: {} };
}

export function optionOf(
  { leaf }: Draft,
  name: string | undefined,
): APIApplicationCommandBasicOption | undefined {
  return leaf.options.find((option) => option.name === name);
}

/** Options that could still be added. */
export function hiddenOptions({ leaf, shown }: Draft): readonly APIApplicationCommandBasicOption[] {
  return leaf.options.filter(({ name }) => !shown.includes(name));
}

export function showOption(draft: Draft, name: string): Draft {
  return { ...draft, shown: [...draft.shown, name], focused: name };
}

export function hideOption(draft: Draft, name: string): Draft {
  const { [name]: _, ...entries } = draft.entries;
  const { [name]: __, ...problems } = draft.problems;
  const at = draft.shown.indexOf(name);
  const shown = draft.shown.filter((each) => each !== name);
  return { ...draft, shown, entries, problems, focused: shown[Math.max(at - 1, 0)] };
}

export function fillOption(draft: Draft, name: string, entry: Entry): Draft {
  const { [name]: _, ...problems } = draft.problems;
  return { ...draft, entries: { ...draft.entries, [name]: entry }, problems };
}

/** What would be sent, as far as it is filled in. */
export function valuesOf({ entries }: Draft): Record<string, OptionValue> {
  const filled = Object.entries(entries).filter(([, { text }]) => text !== '');
  return Object.fromEntries(filled.map(([name, { text, picked }]) => [name, picked ?? text]));
}

/** Says what keeps a command from being sent, in Discord's words. */
export function checkDraft(draft: Draft): Draft {
  const problems = Object.fromEntries(
    draft.leaf.options.flatMap((option): (readonly [string, string])[] => {
      const problem = problemOf(option, draft.entries[option.name]);
      const isShown = draft.shown.includes(option.name);
      return problem === undefined || !isShown ? [] : [[option.name, problem]];
    }),
  );
  const first = draft.shown.find((name) => name in problems);
  return { ...draft, problems, ...(first !== undefined && { focused: first }) };
}

function problemOf(
  option: APIApplicationCommandBasicOption,
  entry: Entry | undefined,
): string | undefined {
  const text = entry?.text.trim() ?? '';
  if (text === '') {
    return option.required ? 'This option is required. Specify a value.' : undefined;
  }
  switch (option.type) {
    case OptionType.Integer:
    case OptionType.Number: {
      if (entry?.picked !== undefined) return undefined;
      const number = Number(text);
      const isWhole = option.type === OptionType.Integer;
      if (!Number.isFinite(number) || (isWhole && !Number.isInteger(number))) {
        return isWhole ? 'Enter a valid integer.' : 'Enter a valid number.';
      }
      return rangeProblem(number, option.min_value, option.max_value);
    }
    case OptionType.String: {
      if ('choices' in option && option.choices?.length && entry?.picked === undefined) {
        return 'Choose one of the options.';
      }
      const { min_length = 0, max_length = 6_000 } = option;
      const { length } = [...text];
      return length < min_length || length > max_length
        ? `Must be between ${Math.max(min_length, 1)} and ${max_length} in length.`
        : undefined;
    }
    default:
      return entry?.picked === undefined ? 'Choose one of the options.' : undefined;
  }
}

function rangeProblem(number: number, min?: number, max?: number): string | undefined {
  if (min !== undefined && number < min) return `The minimum value is ${min}.`;
  if (max !== undefined && number > max) return `The maximum value is ${max}.`;
  return undefined;
}

/** The command as it stands above its answer and in a pending line. */
export function deedOf({ leaf }: Draft): string {
  return `/${leaf.path.join(' ')}`;
}
