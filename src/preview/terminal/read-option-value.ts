import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType as OptionType,
} from 'discord-api-types/v10';
import type { OptionValue } from '../local-discord/people.ts';
import type { Directory, Entry } from './directory.ts';

/** A value, or what is wrong with the text. */
export type ReadValue = { readonly value: OptionValue } | { readonly problem: string };

/**
 * Turns what was typed for an option into a value of the option's type. Limits and fixed choices
 * are for the local Discord to check, as they are for Discord's client.
 */
export function readOptionValue(
  option: APIApplicationCommandBasicOption,
  text: string,
  directory: Directory,
): ReadValue {
  const { name } = option;
  if (text === '') return { problem: `“${name}” has no value.` };
  switch (option.type) {
    case OptionType.Integer:
    case OptionType.Number: {
      // A fixed choice may be typed by its name.
      if (option.choices?.some((choice) => choice.name === text)) return { value: text };
      const isWhole = option.type === OptionType.Integer;
      const pattern = isWhole ? /^[+-]?\d+$/ : /^[+-]?(\d+\.?\d*|\.\d+)$/;
      return pattern.test(text)
        ? { value: Number(text) }
        : { problem: `“${name}” takes ${isWhole ? 'a whole number' : 'a number'}, not “${text}”.` };
    }
    case OptionType.Boolean:
      if (/^(true|yes)$/i.test(text)) return { value: true };
      if (/^(false|no)$/i.test(text)) return { value: false };
      return { problem: `“${name}” takes true or false, not “${text}”.` };
    case OptionType.Channel:
      return byName(`There is no channel “${text}” here`, text, directory.channels());
    case OptionType.User:
      return byName(`Nobody here is called “${text}”`, text, directory.users());
    case OptionType.Role:
      return byName(`There is no role “${text}” here`, text, directory.roles());
    case OptionType.Mentionable: {
      const everyone = [...directory.users(), ...directory.roles()];
      return byName(`Nobody here is called “${text}”`, text, everyone);
    }
    case OptionType.Attachment:
      return { problem: `“${name}” takes a file, which cannot be given in a terminal.` };
    default:
      return { value: text };
  }
}

/** Finds an id by `#name`, `@name`, the name alone, `<#id>`, `<@id>` or the id alone. */
function byName(problem: string, text: string, entries: readonly Entry[]): ReadValue {
  const id = /^<(?:#|@[!&]?)(\d+)>$/.exec(text)?.[1] ?? text;
  const name = text.replace(/^[#@]/, '').toLowerCase();
  const found = entries.find((entry) => entry.id === id || entry.name.toLowerCase() === name);
  if (found !== undefined) return { value: found.id };
  const names = entries.map((entry) => entry.name).join(', ');
  return { problem: names === '' ? `${problem}.` : `${problem}, only ${names}.` };
}
