import { html, nothing, type TemplateResult } from 'lit';
import type { Actions } from '../actions.ts';
import type { State, Suggestions } from '../state.ts';

/** What is suggested for the line at the bottom, or for the field elsewhere that has the focus. */
export function suggestionsFor(
  where: 'line' | 'field',
  { composer: { suggestions } }: State,
): Suggestions | undefined {
  return (suggestions?.isForField ?? false) === (where === 'field') ? suggestions : undefined;
}

/** The id of the suggestion that is marked, for the line that they are for. */
export function activeIn(suggestions: Suggestions | undefined): string | typeof nothing {
  const { items = [], active = -1 } = suggestions ?? {};
  return items[active] ? idOf(active) : nothing;
}

/**
 * Keys that move through suggestions, choose one or send them away.
 *
 * @returns whether the key did something, and the browser is to do nothing of its own
 */
export function steerSuggestions(
  { key, shiftKey }: KeyboardEvent,
  suggestions: Suggestions | undefined,
  act: Actions,
): boolean {
  switch (key) {
    case 'ArrowUp':
      return act.moveSuggestion(-1);
    case 'ArrowDown':
      return act.moveSuggestion(1);
    case 'Tab':
      return !shiftKey && act.chooseSuggestion(Math.max(suggestions?.active ?? 0, 0));
    case 'Enter':
      return !shiftKey && act.chooseSuggestion();
    case 'Escape':
      return act.closeSuggestions();
    default:
      return false;
  }
}

/** What could be chosen for the text under the cursor. */
export function suggestionList(
  { title, items, active, note }: Suggestions,
  act: Actions,
): TemplateResult {
  return html`<div class="suggestions">
    <p class="suggestions-title">${title}</p>
    ${note ? html`<p class="suggestions-note" role="status">${note}</p>` : nothing}
    <ul id="suggestions" role="listbox" aria-label=${title}>
      ${items.map(
        ({ label, description, aside, isCommand }, index) => html`<li role="option"
          id=${idOf(index)} aria-selected=${index === active}
          class="suggestion ${isCommand ? 'of-command' : ''}"
          @mousedown=${(event: Event) => event.preventDefault()}
          @click=${() => act.chooseSuggestion(index)}>
          <span class="suggestion-text"><span class="suggestion-label">${label}</span>
            ${description ? html`<span class="suggestion-description">${description}</span>` : nothing}</span>
          ${aside ? html`<span class="suggestion-aside">${aside}</span>` : nothing}
        </li>`,
      )}
    </ul>
  </div>`;
}

function idOf(index: number): string {
  return `suggestion-${index}`;
}
