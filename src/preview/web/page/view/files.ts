import { html, nothing, type TemplateResult } from 'lit';
import type { Actions } from '../actions.ts';
import { ICONS } from './icons.ts';

/** Opens the browser's own choice of files. */
export function attachButton(act: Actions): TemplateResult {
  return html`<label class="icon-button attach" title="Attach files">
    <input class="visually-hidden" type="file" multiple aria-label="Attach files"
      @change=${({ currentTarget }: Event) => {
        if (!(currentTarget instanceof HTMLInputElement)) return;
        act.attach([...(currentTarget.files ?? [])]);
        // So that the same file can be chosen again after it was taken out.
        currentTarget.value = '';
      }}>${ICONS.plus}</label>`;
}

/** What is going to be sent along. */
export function fileChips(files: readonly File[], act: Actions): TemplateResult | typeof nothing {
  if (files.length === 0) return nothing;
  return html`<ul class="file-chips" aria-label="Attached files">${files.map(
    (file) => html`<li>${ICONS.file}<span>${file.name}<small>${formatSize(file.size)}</small></span>
      <button class="icon-button" type="button" aria-label=${`Remove ${file.name}`}
        @click=${() => act.detach(file)}>${ICONS.close}</button></li>`,
  )}</ul>`;
}

/** As Discord counts: a kilobyte has 1,024 bytes. */
export function formatSize(bytes: number): string {
  const units = ['bytes', 'KB', 'MB'];
  const step = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
  const number = bytes / 1_024 ** step;
  return `${step === 0 ? number : number.toFixed(2)} ${units[step]}`;
}
