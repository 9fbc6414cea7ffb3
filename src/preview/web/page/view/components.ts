import {
  type APIButtonComponent,
  type APIContainerComponent,
  type APIMessageTopLevelComponent,
  type APISectionComponent,
  ButtonStyle,
  ComponentType,
  SeparatorSpacingSize,
} from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import type { DrawContext } from './draw-context.ts';
import { ICONS } from './icons.ts';
import { markdown } from './markdown.ts';
import { fileLine, picture } from './picture.ts';
import { selectMenu } from './select-menu.ts';
import { veil } from './veil.ts';

type Component =
  | APIMessageTopLevelComponent
  | APIContainerComponent['components'][number]
  | APISectionComponent['accessory'];

/** Draws a component of Discord's second version, which the library of messages does not know. */
export function component(part: Component, context: DrawContext): TemplateResult {
  const { shown, place } = context;
  switch (part.type) {
    case ComponentType.Container:
      return veil(
        part.spoiler,
        html`<div class="container"
          style=${part.accent_color == null ? nothing : `--accent: ${colour(part.accent_color)}`}
          >${part.components.map((each) => component(each, context))}</div>`,
      );
    case ComponentType.Section:
      return html`<div class="section">
        <div class="section-text">${part.components.map((each) => component(each, context))}</div>
        <div class="section-accessory">${component(part.accessory, context)}</div>
      </div>`;
    case ComponentType.TextDisplay:
      return html`<div class="text-display markup">${markdown(part.content, shown.texts, place)}</div>`;
    case ComponentType.Separator: {
      const isLarge = part.spacing === SeparatorSpacingSize.Large;
      return html`<div class="separator ${isLarge ? 'large' : ''} ${part.divider === false ? '' : 'line'}"></div>`;
    }
    case ComponentType.ActionRow:
      return html`<div class="action-row">${part.components.map((each) =>
        each.type === ComponentType.Button ? button(each, context) : selectMenu(each, context),
      )}</div>`;
    case ComponentType.Button:
      return button(part, context);
    case ComponentType.Thumbnail:
      return html`<div class="thumbnail">${veil(part.spoiler, picture(part.media.url, part.description))}</div>`;
    case ComponentType.MediaGallery:
      return html`<div class="gallery">${part.items.map(({ media, description, spoiler }) =>
        veil(spoiler, picture(media.url, description)),
      )}</div>`;
    case ComponentType.File:
      return veil(part.spoiler, fileLine(part.file.url));
    default:
      return unknownComponent(part);
  }
}

function unknownComponent({ type }: { readonly type: number }): TemplateResult {
  return html`<p class="unknown">A component of type ${type}, which this page cannot draw.</p>`;
}

export function colour(number: number): string {
  return `#${number.toString(16).padStart(6, '0')}`;
}

const STYLES: Readonly<Record<number, string>> = {
  [ButtonStyle.Primary]: 'primary',
  [ButtonStyle.Secondary]: 'secondary',
  [ButtonStyle.Success]: 'success',
  [ButtonStyle.Danger]: 'danger',
};

function button(part: APIButtonComponent, context: DrawContext): TemplateResult {
  const { disabled = false } = part;
  if (part.style === ButtonStyle.Premium) {
    return html`<button class="button primary" type="button" disabled>Shop</button>`;
  }
  const emoji = part.emoji?.name
    ? html`<span aria-hidden="true">${part.emoji.name}</span>`
    : nothing;
  const label = part.label ? html`<span class="label">${part.label}</span>` : nothing;
  if (part.style === ButtonStyle.Link) {
    return disabled
      ? html`<span class="button secondary" aria-disabled="true">${emoji}${label}${ICONS.open}</span>`
      : html`<a class="button secondary" href=${part.url} target="_blank"
          rel="noopener noreferrer">${emoji}${label}${ICONS.open}</a>`;
  }
  const { act, shown, state } = context;
  const customId = part.custom_id;
  const isBusy = state.busy.has(`${shown.message.id} ${customId}`);
  return html`<button class="button ${STYLES[part.style] ?? 'secondary'} ${isBusy ? 'busy' : ''}"
    type="button" ?disabled=${disabled} aria-busy=${isBusy}
    aria-label=${part.label ? nothing : (part.emoji?.name ?? 'Button')}
    @click=${() => !isBusy && act.press({ shown, customId })}>${emoji}${label}${
      isBusy ? html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>` : nothing
    }</button>`;
}
