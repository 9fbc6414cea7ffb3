import { html, nothing, type TemplateResult } from 'lit';
import type { Place, ShownMessage } from '../../protocol.ts';
import type { Actions } from '../actions.ts';
import type { Opening, State } from '../state.ts';
import { avatar, nameOf } from './avatar.ts';
import { ICONS } from './icons.ts';
import { messageContent } from './message.ts';
import { plainText } from './plain-text.ts';

/** Discord's limit. */
const MAX_NAME_CHARS = 100;

/** What Discord makes of a message for the name of its thread. */
const MAX_SUGGESTED_CHARS = 40;

/** A thread that is about to start from a message, in place of the channel's messages. */
export function newThread(
  { problem, isBusy = false }: Opening,
  from: ShownMessage,
  state: State,
  place: Place,
  act: Actions,
): TemplateResult {
  const { author } = from.message;
  return html`<form class="new-thread" aria-label="New Thread" novalidate
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Escape') act.leaveOpening();
    }} @submit=${(event: Event) => {
      event.preventDefault();
      if (!(event.currentTarget instanceof HTMLFormElement)) return;
      const fields = new FormData(event.currentTarget);
      const name = String(fields.get('name')).trim() || suggestedName(from, place);
      act.openThread(name, String(fields.get('content')));
    }}>
    <span class="welcome-icon">${ICONS.thread}</span>
    <h2>New Thread</h2>
    <label class="field"><span>Thread Name</span>
      <input name="name" type="text" maxlength=${MAX_NAME_CHARS} autocomplete="off"
        placeholder=${suggestedName(from, place)}></label>
    <div class="starter" inert>
      ${avatar(author, 'small')}
      <div><p class="author">${nameOf(author)}</p>
        ${messageContent({ shown: from, place, state, act })}</div>
    </div>
    <label class="field"><span>First Message</span>
      <textarea name="content" rows="3"
        placeholder="Enter a message to start the conversation!" @keydown=${sendByEnter}></textarea></label>
    ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
    <footer>
      <button class="button plain" type="button" @click=${() => act.leaveOpening()}>Cancel</button>
      <button class="button primary" type="submit" aria-busy=${isBusy} ?disabled=${isBusy}>Create Thread</button>
    </footer>
  </form>`;
}

function sendByEnter(event: KeyboardEvent): void {
  const { key, shiftKey, isComposing, currentTarget } = event;
  if (key !== 'Enter' || shiftKey || isComposing) return;
  event.preventDefault();
  if (currentTarget instanceof HTMLTextAreaElement) currentTarget.form?.requestSubmit();
}

function suggestedName(from: ShownMessage, place: Place): string {
  const [line = ''] = plainText(from, place).split('\n');
  return [...line].slice(0, MAX_SUGGESTED_CHARS).join('').trim() || 'New Thread';
}
