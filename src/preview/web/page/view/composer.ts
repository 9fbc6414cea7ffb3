import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Place, ShownChannel } from '../../protocol.ts';
import type { Actions } from '../actions.ts';
import { type Draft, hiddenOptions, TAIL } from '../command/draft.ts';
import { charsLeft } from '../message-length.ts';
import { mayAttach, mayWrite } from '../permissions.ts';
import type { ComposerState, State } from '../state.ts';
import { nameOf } from './avatar.ts';
import { attachButton, fileChips } from './files.ts';
import { ICONS } from './icons.ts';
import { titleOf } from './message-list.ts';
import { activeIn, steerSuggestions, suggestionList, suggestionsFor } from './suggestion-list.ts';

/** The line at the bottom: a message, or a command with a field for each of its options. */
export function composer(
  state: State,
  place: Place,
  open: ShownChannel,
  act: Actions,
): TemplateResult {
  const { draft, files, problem, replyTo } = state.composer;
  const suggestions = suggestionsFor('line', state);
  const title = titleOf(open, place);
  const isWritable = mayWrite(open);
  const isAttachable = isWritable && mayAttach(open) && !draft;
  return html`<form class="composer" @submit=${(event: Event) => {
    event.preventDefault();
    act.send();
  }} @keydown=${(event: KeyboardEvent) => steer(event, state, act)}>
    ${suggestions ? suggestionList(suggestions, act) : nothing}
    ${draft ? optionHint(draft) : nothing}
    ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
    ${
      replyTo
        ? html`<div class="replying"><span>Replying to <strong>${nameOf(replyTo.message.author)}</strong></span>
            <button class="icon-button" type="button" aria-label="Stop replying"
              @click=${() => act.replyTo(undefined)}>${ICONS.close}</button></div>`
        : nothing
    }
    ${fileChips(files, act)}
    <div class="composer-line">
      ${isAttachable ? attachButton(act) : nothing}
      <button class="icon-button" type="button" aria-label="Commands" title="Commands"
        @click=${() => act.startCommandPicker()}>${ICONS.slash}</button>
      ${
        draft
          ? commandLine(draft, state, act)
          : html`<textarea rows="1" id="composer" role="combobox" aria-autocomplete="list"
              aria-controls="suggestions" aria-expanded=${suggestions !== undefined}
              aria-activedescendant=${activeIn(suggestions)}
              aria-label=${`Message ${title}`} ?disabled=${!isWritable}
              placeholder=${isWritable ? `Message ${title}` : 'You do not have permission to send messages here.'}
              autocomplete="off" spellcheck="false"
              @paste=${(event: ClipboardEvent) => {
                const pasted = [...(event.clipboardData?.files ?? [])];
                if (pasted.length === 0 || !isAttachable) return;
                event.preventDefault();
                act.attach(pasted);
              }}
              .value=${live(state.composer.text)} @input=${({ currentTarget }: Event) => {
                if (!(currentTarget instanceof HTMLTextAreaElement)) return;
                act.type(currentTarget.value, currentTarget.selectionEnd);
              }}></textarea>`
      }
      ${draft ? nothing : lengthNote(state.composer.text)}
      <button class="icon-button send" type="submit" aria-label="Send" title="Send">${ICONS.send}</button>
    </div>
  </form>`;
}

function commandLine(draft: Draft, state: State, act: Actions): TemplateResult {
  const hidden = hiddenOptions(draft);
  const suggestions = suggestionsFor('line', state);
  const hasSuggestions = suggestions !== undefined;
  return html`<div class="command-line" role="group" aria-label=${`/${draft.leaf.path.join(' ')}`}>
    <span class="command-name">/${draft.leaf.path.join(' ')}</span>
    ${repeat(
      draft.shown,
      (name) => name,
      (name) => {
        const text = draft.entries[name]?.text ?? '';
        const problem = draft.problems[name];
        const isFocused = draft.focused === name;
        return html`<label class="pill ${problem ? 'wrong' : ''} ${isFocused ? 'focused' : ''}">
          <span class="pill-name">${name}</span>
          <input data-option=${name} role="combobox" aria-autocomplete="list"
            aria-controls="suggestions" aria-expanded=${isFocused && hasSuggestions}
            aria-activedescendant=${isFocused ? activeIn(suggestions) : nothing}
            aria-invalid=${problem !== undefined} aria-describedby="option-hint"
            autocomplete="off" spellcheck="false" size="1" .value=${live(text)}
            @focus=${() => act.focusOption(name)}
            @input=${({ currentTarget }: Event) => {
              if (currentTarget instanceof HTMLInputElement) act.fill(name, currentTarget.value);
            }}>
        </label>`;
      },
    )}
    ${
      hidden.length > 0
        ? html`<span class="more-options">${hidden.slice(0, MAX_OFFERED).map(
            ({
              name,
              description,
            }) => html`<button class="add-option" type="button" title=${description}
              @click=${() => act.showOption(name)}>+ ${name}</button>`,
          )}${hidden.length > MAX_OFFERED ? html`<button class="more-count" type="button" @click=${() => act.offerOptions()}>+${hidden.length - MAX_OFFERED} more</button>` : nothing}</span>`
        : nothing
    }
    <input class="tail" data-option=${TAIL} role="combobox" aria-autocomplete="list"
      aria-controls="suggestions" aria-expanded=${draft.focused === TAIL && hasSuggestions}
      aria-activedescendant=${draft.focused === TAIL ? activeIn(suggestions) : nothing}
      aria-label=${hidden.length > 0 ? 'Add an option, or press Enter to send' : 'Press Enter to send'}
      autocomplete="off" .value=${live(state.composer.text)}
      @focus=${() => act.focusOption(TAIL)} @input=${({ currentTarget }: Event) => {
        if (currentTarget instanceof HTMLInputElement) act.fill(TAIL, currentTarget.value);
      }}>
  </div>`;
}

/** How many characters are left when they become few, as Discord counts them down. */
function lengthNote(text: string): TemplateResult | typeof nothing {
  const left = charsLeft(text);
  return left > FEW_CHARS_LEFT
    ? nothing
    : html`<span class="length-note ${left < 0 ? 'wrong' : ''}">${left}<span class="visually-hidden"> characters left</span></span>`;
}

const FEW_CHARS_LEFT = 200;

/** Further options stand in the list above the line. */
const MAX_OFFERED = 4;

/** What the option under the cursor is for, or what is wrong with it. */
function optionHint({ leaf, focused, problems }: Draft): TemplateResult {
  const option = leaf.options.find(({ name }) => name === focused);
  const problem = problems[focused ?? ''];
  return html`<p class="option-hint ${problem ? 'wrong' : ''}" id="option-hint"
    role=${problem ? 'alert' : nothing}>${
      option
        ? html`<strong>${option.name}</strong> ${problem ?? option.description}`
        : leaf.description
    }</p>`;
}

/** Keys that do the same wherever the cursor is in the line. */
function steer(event: KeyboardEvent, state: State, act: Actions): void {
  const { composer } = state;
  const { target, key, isComposing } = event;
  if (isComposing || !(key === 'Escape' || isInput(target))) return;
  const isDealtWith =
    steerSuggestions(event, suggestionsFor('line', state), act) ||
    (key === 'Escape'
      ? stepBack(composer, act)
      : isInput(target) && steerInput(event, target, composer, act));
  if (isDealtWith) event.preventDefault();
}

function isInput(target: EventTarget | null): target is HTMLTextAreaElement | HTMLInputElement {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
}

/** @returns whether the key did something, and the browser is to do nothing of its own */
function steerInput(
  { key, shiftKey }: KeyboardEvent,
  input: HTMLTextAreaElement | HTMLInputElement,
  composer: ComposerState,
  act: Actions,
): boolean {
  switch (key) {
    case 'ArrowUp':
      return input.value === '' && !composer.draft && act.editLatest();
    case 'Enter':
      if (!shiftKey) act.send();
      return !shiftKey;
    case 'Backspace':
      if (input.value !== '' || composer.draft === undefined) return false;
      takeBack(input.dataset.option ?? TAIL, composer.draft, act);
      return true;
    default:
      return false;
  }
}

/** Takes the option before the cursor out of the command; with the last one, the command goes. */
function takeBack(option: string, { shown }: Draft, act: Actions): void {
  const doomed = option === TAIL ? shown.at(-1) : option;
  if (doomed === undefined || shown.length <= 1) act.leaveCommand();
  else act.hideOption(doomed);
}

function stepBack({ draft, replyTo }: ComposerState, act: Actions): boolean {
  if (draft) act.leaveCommand();
  else if (replyTo) act.replyTo(undefined);
  return draft !== undefined || replyTo !== undefined;
}
