import {
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  type APIMessageTopLevelComponent,
  type APISectionComponent,
  type APISelectMenuComponent,
  type APISeparatorComponent,
  ButtonStyle,
  ComponentType,
  SeparatorSpacingSize,
} from 'discord-api-types/v10';
import stringWidth from 'string-width';
import { type Control, controlOf, optionsOf } from './controls.ts';
import type { Directory } from './directory.ts';
import { bar, type Canvas, flow, wrapBehind } from './drawing.ts';
import { link, renderMarkdown } from './render-markdown.ts';
import { stripToLine } from './strip-controls.ts';
import type { Role } from './theme.ts';

const BUTTON_GAP = '   ';

/** What drawing a message's components needs and fills. */
export interface Sheet extends Canvas {
  readonly directory: Directory;
  /** Grows by what is drawn; a control's number is its place in it, from 1. */
  readonly controls: Control[];
}

/** Draws components one under the other, with the space between them that Discord leaves. */
export function renderComponents(
  components: readonly APIMessageTopLevelComponent[],
  sheet: Sheet,
): string[] {
  const lines: string[] = [];
  let before: APIMessageTopLevelComponent | undefined;
  for (const component of components) {
    const drawn = renderComponent(component, sheet);
    if (drawn.length === 0) continue;
    if (before !== undefined && !isTight(before, component)) lines.push('');
    lines.push(...drawn);
    before = component;
  }
  return lines;
}

/** Rows of buttons stand together; a separator is all the space there is. */
function isTight(
  before: APIMessageTopLevelComponent,
  component: APIMessageTopLevelComponent,
): boolean {
  const both = [before, component];
  return both.some(({ type }) => type === ComponentType.Separator) || both.every(hasButtons);
}

function hasButtons(component: APIMessageTopLevelComponent): boolean {
  return (
    component.type === ComponentType.ActionRow &&
    component.components.some(({ type }) => type === ComponentType.Button)
  );
}

function renderComponent(component: APIMessageTopLevelComponent, sheet: Sheet): string[] {
  const { theme } = sheet;
  switch (component.type) {
    case ComponentType.Container: {
      const inside = { ...sheet, columns: sheet.columns - 2 };
      return bar(renderComponents(component.components, inside), component.accent_color, sheet);
    }
    case ComponentType.TextDisplay:
      return renderMarkdown(component.content, sheet);
    case ComponentType.Section:
      return renderSection(component, sheet);
    case ComponentType.Separator:
      return renderSeparator(component, sheet);
    case ComponentType.ActionRow:
      return renderRow(component.components, sheet);
    case ComponentType.File:
      return [theme.paint(`Attached: ${stripToLine(component.name ?? 'a file')}`, 'faint')];
    // Pictures are left out: a terminal has none.
    default:
      return [];
  }
}

function renderSection({ components, accessory }: APISectionComponent, sheet: Sheet): string[] {
  const lines = components.flatMap((text) => renderMarkdown(text.content, sheet));
  return accessory.type === ComponentType.Button
    ? [...lines, ...renderRow([accessory], sheet)]
    : lines;
}

function renderSeparator(
  { divider = true, spacing }: APISeparatorComponent,
  { theme, columns }: Canvas,
): string[] {
  const line = divider ? theme.paint('─'.repeat(columns), 'faint') : '';
  return spacing === SeparatorSpacingSize.Large && divider ? ['', line, ''] : [line];
}

/** Draws the contents of an action row: buttons side by side, a menu as a list. */
function renderRow(components: readonly APIComponentInMessageActionRow[], sheet: Sheet): string[] {
  const buttons: string[] = [];
  const menus: string[] = [];
  for (const component of components) {
    if (component.type === ComponentType.Button) buttons.push(renderButton(component, sheet));
    else menus.push(...renderMenu(component, sheet));
  }
  return [...flow(buttons, BUTTON_GAP, sheet.columns), ...menus];
}

function renderButton(button: APIButtonComponent, sheet: Sheet): string {
  const control = controlOf(button);
  const key = takeNumber(control, sheet);
  const roles: Role[] = control.isDisabled
    ? ['faint']
    : button.style === ButtonStyle.Primary || button.style === ButtonStyle.Success
      ? ['bold']
      : button.style === ButtonStyle.Danger
        ? ['danger']
        : [];
  const label = sheet.theme.paint(control.label, ...roles);
  return control.kind === 'link'
    ? `${key} ${link(control.href, `${label} ↗`, sheet)}`
    : `${key} ${label}`;
}

function renderMenu(menu: APISelectMenuComponent, sheet: Sheet): string[] {
  const { theme, columns, directory, controls } = sheet;
  const { custom_id: customId, min_values: minValues = 1, max_values: maxValues = 1 } = menu;
  const isDisabled = menu.disabled ?? false;
  const options = optionsOf(menu, directory);
  const digits = String(controls.length + options.length).length;
  const first = controls.length + 1;

  const hint = maxValues > 1 ? ` (up to ${maxValues}, such as: ${first} ${first + 1})` : '';
  const title = `${stripToLine(menu.placeholder ?? 'Make a selection')}${hint}`;
  const lines = wrapBehind(theme.paint('▾ ', 'faint'), theme.paint(title, 'faint'), columns);
  for (const { label, value, description, isChosen } of options) {
    const key = takeNumber(
      { kind: 'entry', label, value, menu: { customId, minValues, maxValues }, isDisabled },
      sheet,
      digits,
    );
    const words = theme.paint(label, ...(isDisabled ? ['faint' as const] : []));
    lines.push(...renderOption(`${key} `, isChosen ? `${words} ✓` : words, description, sheet));
  }
  return lines;
}

/** An entry of a menu: its description beside the label where both fit, else below. */
function renderOption(
  key: string,
  label: string,
  description: string | undefined,
  { theme, columns }: Canvas,
): string[] {
  const faint = theme.paint(description ?? '', 'faint');
  const together = description ? `${label}  ${faint}` : label;
  if (!description || stringWidth(key + together) <= columns) {
    return wrapBehind(key, together, columns);
  }
  const indent = ' '.repeat(stringWidth(key));
  return [...wrapBehind(key, label, columns), ...wrapBehind(indent, faint, columns)];
}

/** Gives a control its number and draws that; what is disabled shows none. */
function takeNumber(control: Control, { theme, controls }: Sheet, digits = 1): string {
  controls.push(control);
  const number = String(controls.length).padStart(digits);
  if (theme.hasColour) return theme.paint(` ${number} `, control.isDisabled ? 'faint' : 'key');
  return control.isDisabled ? `[${'–'.padStart(number.length)}]` : `[${number}]`;
}
