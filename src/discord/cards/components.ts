import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIButtonComponentWithURL,
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APIContainerComponent,
  type APISelectMenuOption,
  type APISeparatorComponent,
  type APIStringSelectComponent,
  type APITextDisplayComponent,
  ButtonStyle,
  ComponentType,
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
): APIStringSelectComponent {
  return { type: ComponentType.StringSelect, custom_id: customId, placeholder, options };
}
