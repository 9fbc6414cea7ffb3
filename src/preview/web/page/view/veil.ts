import { html, type TemplateResult } from 'lit';

/** Hides what is a spoiler until it is pressed. */
export function veil(isSpoiler: boolean | undefined, content: TemplateResult): TemplateResult {
  if (!isSpoiler) return content;
  return html`<div class="veiled">${content}<button class="veil" type="button"
    @click=${lift}>Spoiler</button></div>`;
}

function lift({ currentTarget }: Event): void {
  if (currentTarget instanceof Element) currentTarget.remove();
}
