import type { APIGuildForumChannel } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import type { Actions } from '../actions.ts';
import type { ComposerState, Opening } from '../state.ts';
import { attachButton, fileChips } from './files.ts';
import { firstMessage, MAX_NAME_CHARS, openingForm } from './opening-form.ts';

/** A post that is being written, above those that are there. */
export function newPost(
  opening: Opening,
  channel: APIGuildForumChannel,
  { files, suggestions }: ComposerState,
  act: Actions,
): TemplateResult {
  const message = { label: 'Message', placeholder: 'Enter a message…', suggestions };
  return openingForm(
    {
      opening,
      className: 'new-post',
      label: 'New Post',
      submit: 'Post',
      aside: attachButton(act),
      open(fields) {
        const tags = fields.getAll('tag').map(String);
        act.openPost(String(fields.get('name')), String(fields.get('content')), tags);
      },
      fields: html`<input name="name" type="text" maxlength=${MAX_NAME_CHARS} autocomplete="off"
          placeholder="Title" aria-label="Title">
        ${firstMessage(message, act)}
        ${fileChips(files, act)}
        ${tagBoxes(channel)}`,
    },
    act,
  );
}

function tagBoxes({ available_tags: tags }: APIGuildForumChannel): TemplateResult | typeof nothing {
  if (tags.length === 0) return nothing;
  return html`<fieldset class="tags"><legend class="visually-hidden">Tags</legend>
    ${tags.map(
      ({ id, name }) => html`<label class="tag"><input class="visually-hidden" type="checkbox"
        name="tag" value=${id}>${name}</label>`,
    )}</fieldset>`;
}
