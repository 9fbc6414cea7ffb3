import { html, nothing, type TemplateResult } from 'lit';
import type { Actions } from '../actions.ts';
import type { Editing } from '../state.ts';

/** The text of a message while it is being changed, in its place. */
export function editMessage({ problem }: Editing, content: string, act: Actions): TemplateResult {
  const steer = (event: KeyboardEvent) => {
    const { key, shiftKey, isComposing, currentTarget } = event;
    if (isComposing || !(currentTarget instanceof HTMLTextAreaElement)) return;
    if (key === 'Escape') act.leaveEditing();
    else if (key === 'Enter' && !shiftKey) {
      event.preventDefault();
      if (currentTarget.value === content) act.leaveEditing();
      else act.saveEdit(currentTarget.value);
    }
  };
  return html`<div class="editing">
    <textarea rows="1" aria-label="Edit message" .value=${content}
      @keydown=${steer}></textarea>
    ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
    <p class="edit-hint">escape to <button class="link" type="button"
      @click=${() => act.leaveEditing()}>cancel</button> • enter to save</p>
  </div>`;
}
