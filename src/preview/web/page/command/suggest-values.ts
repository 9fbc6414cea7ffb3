import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType as OptionType,
} from 'discord-api-types/v10';
import type { OptionValue } from '../../../local-discord/people.ts';
import type { Place } from '../../protocol.ts';
import { channelItems, roleItems, userItems } from '../entries.ts';
import type { MenuItem, Suggestions } from '../state.ts';
import type { Draft } from './draft.ts';

interface Sources {
  /** Asks the bot. */
  complete(): Promise<readonly { readonly name: string; readonly value: string | number }[]>;
  choose(entry: { readonly text: string; readonly picked: OptionValue }): void;
}

/** As many as Discord shows at once. */
const MAX_SUGGESTIONS = 25;

/** What an option can be given; `undefined` where anything can be typed. */
export async function suggestValues(
  draft: Draft,
  option: APIApplicationCommandBasicOption,
  place: Place,
  { complete, choose }: Sources,
): Promise<Suggestions | undefined> {
  const typed = draft.entries[option.name];
  if ('autocomplete' in option && option.autocomplete) {
    try {
      return listOf(await complete(), -1);
    } catch {
      return { title: option.name, items: [], active: -1, note: 'Loading options failed' };
    }
  }
  const values = valuesFor(option, place);
  if (values === undefined) return undefined;
  const chosen = values.findIndex(({ value }) => value === typed?.picked);
  // What is chosen already stands among the others, so that it can be changed.
  if (chosen >= 0) return listOf(values, chosen);
  const start = typed?.text.toLowerCase() ?? '';
  return listOf(
    values.filter(({ name }) => name.toLowerCase().includes(start)),
    0,
  );

  function listOf(
    choices: readonly { readonly name: string; readonly value: OptionValue }[],
    active: number,
  ): Suggestions | undefined {
    if (choices.length === 0) return undefined;
    return {
      title: option.name,
      active,
      items: choices.slice(0, MAX_SUGGESTIONS).map(({ name, value }) => ({
        label: name,
        choose: () => choose({ text: name, picked: value }),
      })),
    };
  }
}

/** What goes by a name that was typed whole: a choice, `true`, somebody or something of the server. */
export function valueNamed(
  option: APIApplicationCommandBasicOption,
  text: string,
  place: Place,
): OptionValue | undefined {
  const typed = text.trim().toLowerCase();
  return valuesFor(option, place)?.find(({ name }) => name.toLowerCase() === typed)?.value;
}

function valuesFor(
  option: APIApplicationCommandBasicOption,
  place: Place,
): readonly { readonly name: string; readonly value: OptionValue }[] | undefined {
  const named = (items: readonly MenuItem[]) =>
    items.map(({ label, value }) => ({ name: label, value }));
  switch (option.type) {
    case OptionType.Boolean:
      return [
        { name: 'True', value: true },
        { name: 'False', value: false },
      ];
    case OptionType.Channel:
      return named(channelItems(place, option.channel_types));
    case OptionType.User:
      return named(userItems(place));
    case OptionType.Role:
      return named(roleItems(place));
    case OptionType.Mentionable:
      return named([...userItems(place), ...roleItems(place)]);
    default:
      return 'choices' in option && option.choices?.length ? option.choices : undefined;
  }
}
