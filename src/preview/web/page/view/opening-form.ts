import { html, nothing, type TemplateResult } from 'lit';
import type { Actions } from '../actions.ts';
import type { Opening, Suggestions } from '../state.ts';
import { activeIn, steerSuggestions, suggestionList } from './suggestion-list.ts';

/** Discord's limit to the name of a thread, which the title of a post is too. */
export const MAX_NAME_CHARS = 100;

interface OpeningFormOptions {
  readonly opening: Opening;
  readonly className: string;
  /** What is opened, `New Post`. */
  readonly label: string;
  /** What the button says that opens it. */
  readonly submit: string;
  readonly fields: TemplateResult;
  /** What stands across from the buttons. */
  readonly aside?: TemplateResult;
  readonly open: (fields: FormData) => void;
}

/** The form that opens a thread or a post: it can be left, and says what keeps it from being sent. */
export function openingForm(
  { opening, className, label, submit, fields, aside, open }: OpeningFormOptions,
  act: Actions,
): TemplateResult {
  const { problem, isBusy = false } = opening;
  return html`<form class=${className} aria-label=${label} novalidate
    @keydown=${({ key, defaultPrevented }: KeyboardEvent) => {
      if (key === 'Escape' && !defaultPrevented) act.leaveOpening();
    }} @submit=${(event: Event) => {
      event.preventDefault();
      if (event.currentTarget instanceof HTMLFormElement) open(new FormData(event.currentTarget));
    }}>
    ${fields}
    ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
    <footer>${aside}
      <button class="button plain" type="button" @click=${() => act.leaveOpening()}>Cancel</button>
      <button class="button primary" type="submit" aria-busy=${isBusy} ?disabled=${isBusy}>${submit}</button>
    </footer>
  </form>`;
}

interface FirstMessageOptions {
  readonly label: string;
  readonly placeholder: string;
  readonly suggestions: Suggestions | undefined;
  /** Whether Enter sends the form, as it does where a message is a line. */
  readonly isSentByEnter?: boolean;
}

/** Where the first message is written; behind an @ stands whom it could mention. */
export function firstMessage(
  { label, placeholder, suggestions, isSentByEnter = false }: FirstMessageOptions,
  act: Actions,
): TemplateResult {
  const steer = (event: KeyboardEvent) => {
    const { key, shiftKey, isComposing, currentTarget } = event;
    if (isComposing || !(currentTarget instanceof HTMLTextAreaElement)) return;
    const isSent = isSentByEnter && key === 'Enter' && !shiftKey;
    if (steerSuggestions(event, suggestions, act)) event.preventDefault();
    else if (isSent) {
      event.preventDefault();
      currentTarget.form?.requestSubmit();
    }
  };
  return html`<div class="first-message">
    ${suggestions ? suggestionList(suggestions, act) : nothing}
    <textarea name="content" rows="3" placeholder=${placeholder} aria-label=${label}
      role="combobox" aria-autocomplete="list" aria-controls="suggestions"
      aria-expanded=${suggestions !== undefined} aria-activedescendant=${activeIn(suggestions)}
      @keydown=${steer} @blur=${() => act.closeSuggestions()}
      @input=${({ currentTarget }: Event) => {
        if (currentTarget instanceof HTMLTextAreaElement) act.completeMention(currentTarget);
      }}></textarea></div>`;
}
