import { html, type TemplateResult } from 'lit';

/** Only what was attached can be shown: the page asks nobody else for anything. */
export function picture(url: string, description?: string | null): TemplateResult {
  const path = attachmentPath(url);
  return path === undefined
    ? html`<span class="picture-elsewhere" role="img"
        aria-label=${description ?? 'A picture from elsewhere'} title=${url}>Picture</span>`
    : html`<img class="picture" src=${path} alt=${description ?? ''} loading="lazy">`;
}

export function fileLine(url: string): TemplateResult {
  const path = attachmentPath(url);
  const name = decodeURIComponent(url.split('/').at(-1) ?? 'file');
  return html`<p class="file">${path ? html`<a href=${path} download>${name}</a>` : name}</p>`;
}

/** Where this server has it; the local Discord gives the address of its own. */
function attachmentPath(url: string): string | undefined {
  return /^http:\/\/127\.0\.0\.1:\d+(\/attachments\/[^?#]+)$/.exec(url)?.[1];
}
