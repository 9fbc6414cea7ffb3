import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIButtonComponentWithURL,
  type APIChannelSelectComponent,
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APIContainerComponent,
  type APIRoleSelectComponent,
  type APISelectMenuOption,
  type APISeparatorComponent,
  type APIStringSelectComponent,
  type APITextDisplayComponent,
  ButtonStyle,
  type ChannelType,
  ComponentType,
  SelectMenuDefaultValueType,
  SeparatorSpacingSize,
} from 'discord.js';

/** An answer as Discord shows it, in Components V2. */
export interface Card {
  readonly components: readonly APIContainerComponent[];
  /** A second message, for everyone in the channel: for when the answer is for one person alone. */
  readonly toChannel?: Card;
  /** Is told the id of the message that shows the card. */
  readonly onSent?: (messageId: string) => void;
}

/** The colour down the side of every card: the red of a paper's first page on arXiv. */
export const ACCENT_COLOR = 0xb3_1b_1b;

export function cardOf(...components: APIComponentInContainer[]): Card {
  return {
    components: [{ type: ComponentType.Container, accent_color: ACCENT_COLOR, components }],
  };
}

/** One sentence or a few, and nothing to press. */
export function noteCard(text: string): Card {
  return cardOf(textDisplay(text));
}

export function textDisplay(...lines: string[]): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content: joinLines(lines) };
}

/** Lines that have something in them, one under the other. */
export function joinLines(lines: readonly string[]): string {
  return lines.filter((line) => line !== '').join('\n');
}

export function separator(): APISeparatorComponent {
  return {
    type: ComponentType.Separator,
    divider: true,
    spacing: SeparatorSpacingSize.Small,
  };
}

export function row(
  ...components: APIComponentInMessageActionRow[]
): APIActionRowComponent<APIComponentInMessageActionRow> {
  return { type: ComponentType.ActionRow, components };
}

export function button(
  customId: string,
  label: string,
  { disabled = false }: { disabled?: boolean } = {},
): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    custom_id: customId,
    label,
    disabled,
  };
}

export function linkButton(url: string, label: string): APIButtonComponentWithURL {
  return { type: ComponentType.Button, style: ButtonStyle.Link, url, label };
}

export function menu(
  customId: string,
  placeholder: string,
  options: APISelectMenuOption[],
  range?: { readonly min: number; readonly max: number },
): APIStringSelectComponent {
  return {
    type: ComponentType.StringSelect,
    custom_id: customId,
    placeholder,
    options,
    ...(range && { min_values: range.min, max_values: range.max }),
  };
}

/** @param chosen the id of the channel that stands in it from the start */
export function channelMenu(
  customId: string,
  placeholder: string,
  {
    types,
    chosen,
  }: { readonly types: readonly ChannelType[]; readonly chosen?: string | undefined },
): APIChannelSelectComponent {
  return {
    type: ComponentType.ChannelSelect,
    custom_id: customId,
    placeholder,
    channel_types: [...types],
    ...(chosen !== undefined && {
      default_values: [{ id: chosen, type: SelectMenuDefaultValueType.Channel }],
    }),
  };
}

/** A menu in which one role can be chosen, or none. @param chosen the id of the one that stands in it */
export function roleMenu(
  customId: string,
  placeholder: string,
  chosen: string | undefined,
): APIRoleSelectComponent {
  return {
    type: ComponentType.RoleSelect,
    custom_id: customId,
    placeholder,
    min_values: 0,
    max_values: 1,
    ...(chosen !== undefined && {
      default_values: [{ id: chosen, type: SelectMenuDefaultValueType.Role }],
    }),
  };
}
