import type { APIAttachment, APIMessage } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import { formatSize } from './files.ts';
import { ICONS } from './icons.ts';
import { veil } from './veil.ts';

/** The kinds that the server hands over as pictures. */
const SHOWABLE = /^image\/(png|jpeg|gif|webp)$/;

/** Only what was attached can be shown: the page asks nobody else for anything. */
export function picture(url: string, description?: string | null): TemplateResult {
  const path = attachmentPath(url);
  return path === undefined
    ? html`<span class="picture-elsewhere" role="img"
        aria-label=${description ?? 'A picture from elsewhere'} title=${url}>Picture</span>`
    : html`<img class="picture" src=${path} alt=${description ?? ''} loading="lazy">`;
}

/** What came with a message: pictures as such, and whatever else as a file to be had. */
export function attachments({
  attachments: all,
}: Pick<APIMessage, 'attachments'>): TemplateResult | typeof nothing {
  if (all.length === 0) return nothing;
  const isPicture = ({ content_type: type = '' }: APIAttachment) => SHOWABLE.test(type);
  const pictures = all.filter(isPicture);
  return html`
    ${
      pictures.length > 0
        ? html`<div class="gallery">${pictures.map(({ url, description, filename }) =>
            veil(isSpoiler(filename), picture(url, description ?? filename)),
          )}</div>`
        : nothing
    }
    ${all
      .filter((each) => !isPicture(each))
      .map(({ url, filename, size }) => veil(isSpoiler(filename), fileLine(url, filename, size)))}`;
}

/** Discord tells it by the name alone. */
function isSpoiler(filename: string): boolean {
  return filename.startsWith('SPOILER_');
}

/** @param size in bytes */
export function fileLine(url: string, name = nameIn(url), size?: number): TemplateResult {
  const path = attachmentPath(url);
  return html`<p class="file">${ICONS.file}<span>${
    path ? html`<a href=${path} download=${name}>${name}</a>` : name
  }${size === undefined ? nothing : html`<small>${formatSize(size)}</small>`}</span></p>`;
}

function nameIn(url: string): string {
  return decodeURIComponent(url.split('/').at(-1) ?? 'file');
}

/** Where this server has it; the local Discord gives the address of its own. */
function attachmentPath(url: string): string | undefined {
  return /^http:\/\/127\.0\.0\.1:\d+(\/attachments\/[^?#]+)$/.exec(url)?.[1];
}
