import {
  type APIButtonComponent,
  type APIMessageComponentEmoji,
  type APISelectMenuComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import type { Directory } from './directory.ts';
import { stripToLine } from './strip-controls.ts';

/** A menu that entries belong to. */
export interface Menu {
  readonly customId: string;
  readonly minValues: number;
  readonly maxValues: number;
}

/** Something under a message that can be used by its number. */
export type Control =
  | {
      readonly kind: 'button';
      readonly label: string;
      readonly customId: string;
      readonly isDisabled: boolean;
    }
  | {
      readonly kind: 'link';
      readonly label: string;
      readonly href: string;
      readonly isDisabled: boolean;
    }
  | {
      readonly kind: 'entry';
      readonly label: string;
      readonly value: string;
      readonly menu: Menu;
      readonly isDisabled: boolean;
    };

/** Something that can be chosen in a menu. */
export interface MenuOption {
  readonly label: string;
  readonly value: string;
  readonly description?: string | undefined;
  readonly isChosen: boolean;
}

export function controlOf(button: APIButtonComponent): Control {
  const isDisabled = button.disabled ?? false;
  if (button.style === ButtonStyle.Premium) {
    return { kind: 'button', label: 'Shop', customId: '', isDisabled: true };
  }
  const label = labelOf(button.label, button.emoji);
  return button.style === ButtonStyle.Link
    ? { kind: 'link', label, href: stripToLine(button.url), isDisabled }
    : { kind: 'button', label, customId: button.custom_id, isDisabled };
}

/** What a menu offers; menus of people, roles and channels offer what the directory holds. */
export function optionsOf(
  menu: APISelectMenuComponent,
  directory: Directory,
): readonly MenuOption[] {
  if (menu.type === ComponentType.StringSelect) {
    return menu.options.map((option) => ({
      label: labelOf(option.label, option.emoji),
      value: option.value,
      description: option.description && stripToLine(option.description),
      isChosen: option.default ?? false,
    }));
  }
  const chosen = new Set(menu.default_values?.map(({ id }) => id));
  return entriesOf(menu, directory).map(([sign, { id, name }]) => ({
    label: sign + stripToLine(name),
    value: id,
    isChosen: chosen.has(id),
  }));
}

function entriesOf(
  menu: Exclude<APISelectMenuComponent, { options: unknown }>,
  directory: Directory,
) {
  const signed = (sign: string, entries: ReturnType<Directory['users']>) =>
    entries.map((entry) => [sign, entry] as const);
  switch (menu.type) {
    case ComponentType.UserSelect:
      return signed('@', directory.users());
    case ComponentType.RoleSelect:
      return signed('@', directory.roles());
    case ComponentType.MentionableSelect:
      return signed('@', [...directory.users(), ...directory.roles()]);
    case ComponentType.ChannelSelect:
      return signed('#', directory.channels(menu.channel_types));
  }
}

function labelOf(label = '', emoji?: APIMessageComponentEmoji): string {
  const sign = emoji?.id ? `:${emoji.name}:` : (emoji?.name ?? '');
  return stripToLine([sign, label].filter((part) => part !== '').join(' '));
}
