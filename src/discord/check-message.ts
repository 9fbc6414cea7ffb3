import {
  type APIActionRowComponent,
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APIEmbed,
  type APIMessageTopLevelComponent,
  ComponentType,
} from 'discord.js';
import { countChars, limits } from './limits.ts';

/** A message as the bot is about to send it. */
export interface OutgoingMessage {
  readonly content?: string;
  readonly embeds?: readonly APIEmbed[];
  readonly components?: readonly APIMessageTopLevelComponent[];
}

type AnyComponent = APIMessageTopLevelComponent | APIComponentInContainer | RowComponent;
type RowComponent = APIComponentInMessageActionRow;

/**
 * The last look at a message before it leaves: throws when Discord would refuse it.
 *
 * Cards are budgeted so that this never happens; where it does, there is a mistake in a card. It
 * throws rather than trims, in tests and in production alike: Discord would refuse the message
 * anyway, with an error that names no card, and a message that was cut blindly may have lost its
 * buttons without anybody noticing.
 */
export function checkMessage({ content, embeds = [], components = [] }: OutgoingMessage): void {
  const complaints: string[] = [];
  const hold = (what: string, size: number, max: number, min = 0): void => {
    if (size > max || size < min) complaints.push(`${what}: ${size}, not ${min} to ${max}`);
  };

  if (content !== undefined) hold('content', countChars(content.trim()), limits.messageChars, 1);
  hold('embeds', embeds.length, limits.embeds);
  for (const { title = '', url = '', description = '', footer } of embeds) {
    hold('embed title', countChars(title), limits.embedTitleChars);
    hold('embed address', countChars(url), limits.embedUrlChars);
    hold('embed description', countChars(description), limits.embedDescriptionChars);
    hold('embed footer', countChars(footer?.text ?? ''), limits.embedFooterChars);
  }
  hold(
    'embeds together',
    embeds.map(embedChars).reduce((sum, chars) => sum + chars, 0),
    limits.embedsChars,
  );
  const all = flatten(components);
  hold('components', all.length, limits.components);
  const texts = all.flatMap((each) => (each.type === ComponentType.TextDisplay ? [each] : []));
  const chars = texts.reduce((sum, text) => sum + countChars(text.content), 0);
  hold('text displays together', chars, limits.textDisplayChars);
  for (const text of texts) hold('text display', text.content.trim().length, Infinity, 1);

  const customIds = all.flatMap((each) => ('custom_id' in each ? [each.custom_id] : []));
  for (const id of customIds) hold(`custom id ${id}`, countChars(id), limits.customIdChars, 1);
  hold('repeated custom ids', customIds.length - new Set(customIds).size, 0);
  for (const each of all) checkOne(each, hold);

  if (complaints.length > 0) {
    throw new RangeError(`Discord would refuse this message: ${complaints.join('; ')}`);
  }
}

/** What of an embed counts towards the limit over all embeds; the bot's have no author or fields. */
function embedChars({ title = '', description = '', footer }: APIEmbed): number {
  return countChars(title) + countChars(description) + countChars(footer?.text ?? '');
}

type Hold = (what: string, size: number, max: number, min?: number) => void;

function checkOne(component: AnyComponent, hold: Hold): void {
  switch (component.type) {
    case ComponentType.ActionRow:
      checkRow(component, hold);
      break;
    case ComponentType.Button:
      if ('label' in component) {
        hold('button label', countChars(component.label ?? ''), limits.buttonLabelChars);
      }
      if ('url' in component)
        hold('button address', countChars(component.url), limits.linkUrlChars, 1);
      break;
    case ComponentType.StringSelect:
      hold(
        'menu placeholder',
        countChars(component.placeholder ?? ''),
        limits.selectPlaceholderChars,
      );
      hold('menu options', component.options.length, limits.selectOptions, 1);
      hold(
        'repeated menu options',
        component.options.length - new Set(component.options.map(({ value }) => value)).size,
        0,
      );
      for (const { label, value, description = '' } of component.options) {
        hold('option label', countChars(label.trim()), limits.selectOptionChars, 1);
        hold('option value', countChars(value.trim()), limits.selectOptionChars, 1);
        hold('option description', countChars(description), limits.selectOptionChars);
      }
      break;
    default:
      break;
  }
}

function checkRow({ components }: APIActionRowComponent<RowComponent>, hold: Hold): void {
  const isButtons = components.every(({ type }) => type === ComponentType.Button);
  hold('components in a row', components.length, isButtons ? limits.buttonsInRow : 1, 1);
}

function flatten(components: readonly AnyComponent[]): AnyComponent[] {
  return components.flatMap((each) => [each, ...flatten(children(each))]);
}

function children(component: AnyComponent): readonly AnyComponent[] {
  switch (component.type) {
    case ComponentType.Container:
    case ComponentType.ActionRow:
      return component.components;
    case ComponentType.Section:
      return component.accessory.type === ComponentType.Button
        ? [...component.components, component.accessory]
        : component.components;
    default:
      return [];
  }
}
