import { type APISelectMenuComponent, ComponentType } from 'discord-api-types/v10';
import { html, type TemplateResult } from 'lit';
import type { Place } from '../../protocol.ts';
import { channelItems, roleItems, userItems } from '../entries.ts';
import type { MenuItem } from '../state.ts';
import type { DrawContext } from './draw-context.ts';
import { ICONS } from './icons.ts';

/** A menu under a message: what is chosen, or what could be. Its list opens above the page. */
export function selectMenu(part: APISelectMenuComponent, context: DrawContext): TemplateResult {
  const { act, place, shown, state } = context;
  const { custom_id: customId, disabled = false } = part;
  const items = itemsOf(part, place);
  const label = part.placeholder ?? 'Make a selection';
  const chosen = items
    .filter(({ isChosen }) => isChosen)
    .map((item) => item.label)
    .join(', ');
  const isBusy = state.busy.has(`${shown.message.id} ${customId}`);
  const open = ({ currentTarget }: Event) => {
    if (!(currentTarget instanceof HTMLElement)) return;
    const { left, bottom, width } = currentTarget.getBoundingClientRect();
    act.openMenu({
      at: { x: left, y: bottom, width, isBesideButton: true },
      label,
      items,
      limits: { min: part.min_values ?? 1, max: part.max_values ?? 1 },
      apply: (values) => act.select({ shown, customId }, values),
      from: currentTarget,
    });
  };
  return html`<button class="select" type="button" aria-haspopup="listbox"
    aria-label=${chosen ? `${chosen}, ${label}` : label}
    ?disabled=${disabled || isBusy} aria-busy=${isBusy} @click=${open}>
    <span class=${chosen ? '' : 'placeholder'}>${chosen || label}</span>${ICONS.chevron}</button>`;
}

/** What a menu offers: its own options, or whoever and whatever is there. */
export function itemsOf(part: APISelectMenuComponent, place: Place): readonly MenuItem[] {
  if (part.type === ComponentType.StringSelect) {
    return part.options.map((option) => ({
      label: [option.emoji?.name, option.label].filter(Boolean).join(' '),
      value: option.value,
      description: option.description,
      isChosen: option.default ?? false,
    }));
  }
  const chosen = new Set(part.default_values?.map(({ id }) => id));
  return entriesOf(part, place).map((entry) => ({ ...entry, isChosen: chosen.has(entry.value) }));
}

function entriesOf(
  part: Exclude<APISelectMenuComponent, { readonly options: unknown }>,
  place: Place,
): readonly MenuItem[] {
  switch (part.type) {
    case ComponentType.UserSelect:
      return userItems(place);
    case ComponentType.RoleSelect:
      return roleItems(place);
    case ComponentType.MentionableSelect:
      return [...userItems(place), ...roleItems(place)];
    case ComponentType.ChannelSelect:
      return channelItems(place, part.channel_types);
  }
}
