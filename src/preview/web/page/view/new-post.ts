import type { APIGuildForumChannel } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import type { Actions } from '../actions.ts';
import type { Opening } from '../state.ts';
import { attachButton, fileChips } from './files.ts';

/** Discord's limit. */
const MAX_TITLE_CHARS = 100;

/** A post that is being written, above those that are there. */
export function newPost(
  { problem, isBusy = false }: Opening,
  channel: APIGuildForumChannel,
  files: readonly File[],
  act: Actions,
): TemplateResult {
  return html`<form class="new-post" aria-label="New Post" novalidate
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Escape') act.leaveOpening();
    }} @submit=${(event: Event) => {
      event.preventDefault();
      if (!(event.currentTarget instanceof HTMLFormElement)) return;
      const fields = new FormData(event.currentTarget);
      const tags = fields.getAll('tag').map(String);
      act.openPost(String(fields.get('name')), String(fields.get('content')), tags);
    }}>
    <input name="name" type="text" maxlength=${MAX_TITLE_CHARS} autocomplete="off"
      placeholder="Title" aria-label="Title">
    <textarea name="content" rows="3"
      placeholder="Enter a message…" aria-label="Message"></textarea>
    ${fileChips(files, act)}
    ${
      channel.available_tags.length > 0
        ? html`<fieldset class="tags"><legend class="visually-hidden">Tags</legend>
            ${channel.available_tags.map(
              ({ id, name }) => html`<label class="tag"><input class="visually-hidden"
                type="checkbox" name="tag" value=${id}>${name}</label>`,
            )}</fieldset>`
        : nothing
    }
    ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
    <footer>${attachButton(act)}
      <button class="button plain" type="button" @click=${() => act.leaveOpening()}>Cancel</button>
      <button class="button primary" type="submit" aria-busy=${isBusy} ?disabled=${isBusy}>Post</button>
    </footer>
  </form>`;
}
