import { html, nothing, type TemplateResult } from 'lit';
import type { Actions } from '../actions.ts';
import type { Suggestions } from '../state.ts';

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
          id="suggestion-${index}" aria-selected=${index === active}
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
