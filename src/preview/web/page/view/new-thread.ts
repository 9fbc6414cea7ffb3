import { html, type TemplateResult } from 'lit';
import type { Place, ShownMessage } from '../../protocol.ts';
import type { Actions } from '../actions.ts';
import type { Opening, State } from '../state.ts';
import { avatar, nameOf } from './avatar.ts';
import { ICONS } from './icons.ts';
import { messageContent } from './message.ts';
import { firstMessage, MAX_NAME_CHARS, openingForm } from './opening-form.ts';
import { plainText } from './plain-text.ts';

/** What Discord makes of a message for the name of its thread. */
const MAX_SUGGESTED_CHARS = 40;

/** A thread that is about to start from a message, in place of the channel's messages. */
export function newThread(
  opening: Opening,
  from: ShownMessage,
  state: State,
  place: Place,
  act: Actions,
): TemplateResult {
  const { author } = from.message;
  const message = {
    label: 'First Message',
    placeholder: 'Enter a message to start the conversation!',
    suggestions: state.composer.suggestions,
    isSentByEnter: true,
  };
  return openingForm(
    {
      opening,
      className: 'new-thread',
      label: 'New Thread',
      submit: 'Create Thread',
      open(fields) {
        const name = String(fields.get('name')).trim() || suggestedName(from, place);
        act.openThread(name, String(fields.get('content')));
      },
      fields: html`<span class="welcome-icon">${ICONS.thread}</span>
        <h2>New Thread</h2>
        <label class="field"><span>Thread Name</span>
          <input name="name" type="text" maxlength=${MAX_NAME_CHARS} autocomplete="off"
            placeholder=${suggestedName(from, place)}></label>
        <div class="starter" inert>
          ${avatar(author, 'small')}
          <div><p class="author">${nameOf(author)}</p>
            ${messageContent({ shown: from, place, state, act })}</div>
        </div>
        <div class="field"><span aria-hidden="true">First Message</span>
          ${firstMessage(message, act)}</div>`,
    },
    act,
  );
}

function suggestedName(from: ShownMessage, place: Place): string {
  const [line = ''] = plainText(from, place).split('\n');
  return [...line].slice(0, MAX_SUGGESTED_CHARS).join('').trim() || 'New Thread';
}
