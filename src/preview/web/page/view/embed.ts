import '@skyra/discord-components-core/discord-embed-description.js';
import '@skyra/discord-components-core/discord-embed-field.js';
import '@skyra/discord-components-core/discord-embed-fields.js';
import '@skyra/discord-components-core/discord-embed-footer.js';
import '@skyra/discord-components-core/discord-embed.js';
import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import { colour } from './components.ts';
import type { DrawContext } from './draw-context.ts';
import { formatSentAt } from './format-time.ts';
import { link, markdown } from './markdown.ts';
import { picture } from './picture.ts';

/**
 * An embed in the library's frame. Its titles come as elements of ours: the library would look up
 * long numbers in them as emojis, at Discord's.
 */
export function embed(
  { title, description, url, author, fields = [], footer, timestamp, ...rest }: APIEmbed,
  { shown, place, state }: DrawContext,
): TemplateResult {
  const { texts } = shown;
  const heading = title && markdown(title, texts, place);
  return html`<discord-embed slot="embeds" ?light-theme=${state.isLight}
    color=${rest.color === undefined ? nothing : colour(rest.color)}
    author-name=${author?.name ?? nothing} author-url=${author?.url ?? nothing}>
    <discord-embed-description slot="description" ?light-theme=${state.isLight}>
      ${heading ? html`<div class="embed-title">${url ? link(url, heading) : heading}</div>` : nothing}
      <div class="markup">${markdown(description, texts, place)}</div>
      ${rest.image ? html`<div class="embed-image">${picture(rest.image.url)}</div>` : nothing}
    </discord-embed-description>
    ${fields.length > 0 ? html`<discord-embed-fields slot="fields">${fields.map(field)}</discord-embed-fields>` : nothing}
    ${
      footer || timestamp
        ? html`<discord-embed-footer slot="footer" ?light-theme=${state.isLight}>${[
            footer?.text,
            timestamp && formatSentAt(new Date(timestamp)),
          ]
            .filter(Boolean)
            .join(' • ')}</discord-embed-footer>`
        : nothing
    }
  </discord-embed>`;

  function field({ name, value, inline }: APIEmbedField, index: number): TemplateResult {
    return html`<discord-embed-field ?inline=${inline ?? false} inline-index=${
      inline ? (index % 3) + 1 : nothing
    } ?light-theme=${state.isLight}>
      <div class="embed-field-name">${markdown(name, texts, place)}</div>
      <div class="markup">${markdown(value, texts, place)}</div>
    </discord-embed-field>`;
  }
}
