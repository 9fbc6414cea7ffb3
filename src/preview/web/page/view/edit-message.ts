import { html, nothing, type TemplateResult } from 'lit';
import type { Actions } from '../actions.ts';
import type { Editing, Suggestions } from '../state.ts';
import { activeIn, steerSuggestions, suggestionList } from './suggestion-list.ts';

interface EditMessageOptions {
  readonly editing: Editing;
  /** The text before it is changed. */
  readonly content: string;
  readonly suggestions: Suggestions | undefined;
}

/** The text of a message while it is being changed, in its place. */
export function editMessage(
  { editing: { problem }, content, suggestions }: EditMessageOptions,
  act: Actions,
): TemplateResult {
  const steer = (event: KeyboardEvent) => {
    const { key, shiftKey, isComposing, currentTarget } = event;
    if (isComposing || !(currentTarget instanceof HTMLTextAreaElement)) return;
    if (steerSuggestions(event, suggestions, act)) event.preventDefault();
    else if (key === 'Escape') act.leaveEditing();
    else if (key === 'Enter' && !shiftKey) {
      event.preventDefault();
      if (currentTarget.value === content) act.leaveEditing();
      else act.saveEdit(currentTarget.value);
    }
  };
  return html`<div class="editing">
    <textarea rows="1" aria-label="Edit message" .value=${content}
      role="combobox" aria-autocomplete="list" aria-controls="suggestions"
      aria-expanded=${suggestions !== undefined} aria-activedescendant=${activeIn(suggestions)}
      @keydown=${steer} @blur=${() => act.closeSuggestions()}
      @input=${({ currentTarget }: Event) => {
        if (currentTarget instanceof HTMLTextAreaElement) act.completeMention(currentTarget);
      }}></textarea>
    ${suggestions ? suggestionList(suggestions, act) : nothing}
    ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
    <p class="edit-hint">escape to <button class="link" type="button"
      @click=${() => act.leaveEditing()}>cancel</button> • enter to save</p>
  </div>`;
}
