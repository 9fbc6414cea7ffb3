import { html, nothing, type TemplateResult } from 'lit';
import type { Actions } from '../actions.ts';
import type { MenuItem, OpenMenu } from '../state.ts';
import { ICONS } from './icons.ts';

/** Room that is kept to the edges of the window, in pixels. */
const MARGIN = 8;
const WIDTH = 240;
/** Of an emoji in a grid, which the style knows too. */
const CELL = 40;

/** The list that is open: the entries of a select, or what can be done with a message. */
export function overlayMenu(menu: OpenMenu, act: Actions): TemplateResult {
  const isSelect = menu.limits !== undefined;
  const isMultiple = (menu.limits?.max ?? 1) > 1;
  const role = isSelect ? 'option' : 'menuitem';
  return html`<div class="scrim" @pointerdown=${() => act.closeMenu()}></div>
    <div class="menu ${isSelect ? 'select-list' : ''} ${menu.columns ? 'grid' : ''}" style=${positionOf(menu)}
      @keydown=${(event: KeyboardEvent) => steer(event, menu, act)} @focusout=${(
        event: FocusEvent,
      ) => {
        const { currentTarget, relatedTarget } = event;
        const isInside =
          currentTarget instanceof Element &&
          relatedTarget instanceof Node &&
          currentTarget.contains(relatedTarget);
        if (!isInside && relatedTarget !== null) finish(currentTarget, menu, act);
      }}>
      <div role=${isSelect ? 'listbox' : 'menu'} aria-label=${menu.label}
        aria-multiselectable=${isMultiple ? 'true' : nothing}>
        ${menu.items.length === 0 ? html`<p class="menu-note">Nothing to choose from</p>` : nothing}
        ${menu.items.map(
          (item, index) => html`<button type="button" role=${role} tabindex=${index === 0 ? 0 : -1}
            data-value=${item.value} title=${item.glyph ? item.label : nothing} aria-selected=${isSelect ? (item.isChosen ?? false) : nothing}
            @click=${({ currentTarget }: Event) => pick(item, currentTarget, menu, act)}>
            ${entry(item)}${isMultiple ? html`<span class="check">${ICONS.tick}</span>` : nothing}</button>`,
        )}
      </div>
      ${
        isMultiple
          ? html`<button class="button primary apply" type="button"
              @click=${({ currentTarget }: Event) => finish(currentTarget, menu, act)}>Choose</button>`
          : nothing
      }
    </div>`;
}

function entry({ glyph, label, description, isGrave = false }: MenuItem): TemplateResult {
  if (glyph) {
    return html`<span class="glyph" aria-hidden="true">${glyph}</span>
      <span class="visually-hidden">${label}</span>`;
  }
  return html`<span class="menu-text ${isGrave ? 'grave' : ''}"><span>${label}</span>${
    description ? html`<small>${description}</small>` : nothing
  }</span>`;
}

function positionOf({ at, columns }: OpenMenu): string {
  if (columns) {
    const width = columns * CELL + 2 * MARGIN + 2;
    const left = Math.max(Math.min(at.x, innerWidth - width - MARGIN), MARGIN);
    return `left:${left}px;top:${at.y}px;width:${width}px;--columns:${columns}`;
  }
  const width = Math.min(Math.max(at.width ?? WIDTH, WIDTH), innerWidth - 2 * MARGIN);
  const left = Math.max(Math.min(at.x, innerWidth - width - MARGIN), MARGIN);
  return `left:${left}px;top:${at.y}px;width:${width}px`;
}

function pick(item: MenuItem, row: EventTarget | null, menu: OpenMenu, act: Actions): void {
  if (item.choose) {
    act.closeMenu();
    item.choose();
  } else if ((menu.limits?.max ?? 1) > 1) {
    if (!(row instanceof HTMLElement)) return;
    const isChosen = row.getAttribute('aria-selected') === 'true';
    row.setAttribute('aria-selected', String(!isChosen));
  } else {
    act.closeMenu();
    menu.apply?.([item.value]);
  }
}

/** Sends what is chosen in a menu of several, if it differs and is as many as it may be. */
function finish(within: EventTarget | null, menu: OpenMenu, act: Actions): void {
  const list = within instanceof Element ? within.closest('.menu') : null;
  const { min = 1, max = 1 } = menu.limits ?? {};
  const rows = [...(list?.querySelectorAll<HTMLElement>('[aria-selected="true"]') ?? [])];
  const values = rows.map((row) => row.dataset.value ?? '');
  const before = menu.items.filter(({ isChosen }) => isChosen).map(({ value }) => value);
  // Closing takes the focus out of the menu, which leads here once more.
  if (!act.closeMenu()) return;
  if (max === 1 || values.length < min || values.length > max) return;
  if (values.join('\n') !== before.join('\n')) menu.apply?.(values);
}

function steer(event: KeyboardEvent, menu: OpenMenu, act: Actions): void {
  const { key, currentTarget, target } = event;
  if (!(currentTarget instanceof HTMLElement) || !(target instanceof HTMLElement)) return;
  const rows = [...currentTarget.querySelectorAll<HTMLElement>('[role=option], [role=menuitem]')];
  const at = rows.indexOf(target);
  const { columns = 1 } = menu;
  const beside = columns > 1 ? { ArrowRight: at + 1, ArrowLeft: at - 1 } : {};
  const steps: Readonly<Record<string, number>> = {
    ...beside,
    ArrowDown: at + columns,
    ArrowUp: at - columns,
    Home: 0,
    End: rows.length - 1,
  };
  const to = steps[key];
  if (key === 'Escape' || (key === 'Tab' && (menu.limits?.max ?? 1) === 1)) {
    event.preventDefault();
    act.closeMenu();
  } else if (to !== undefined) {
    event.preventDefault();
    rows[(to + rows.length) % rows.length]?.focus();
  } else if (key.length === 1 && key !== ' ') {
    const start = key.toLowerCase();
    const after = [...rows.slice(at + 1), ...rows.slice(0, at + 1)];
    after.find((row) => row.textContent?.trim().toLowerCase().startsWith(start))?.focus();
  }
}
