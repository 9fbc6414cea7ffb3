import '@skyra/discord-components-core/discord-command.js';
import '@skyra/discord-components-core/discord-reaction.js';
import '@skyra/discord-components-core/discord-reactions.js';
import '@skyra/discord-components-core/discord-reply.js';
import { type APIMessage, MessageFlags, MessageType } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import { avatar, avatarAddress, nameOf } from './avatar.ts';
import { component } from './components.ts';
import type { DrawContext } from './draw-context.ts';
import { embed } from './embed.ts';
import { formatSentAt, formatTimestamp } from './format-time.ts';
import { ICONS } from './icons.ts';
import { markdown } from './markdown.ts';
import { fileLine, picture } from './picture.ts';

/** One message, from its payload alone. `isGrouped`: right below another one of the same author. */
export function messageRow(context: DrawContext, isGrouped: boolean): TemplateResult {
  const { shown, place, act } = context;
  const { message, isEphemeral } = shown;
  const { author } = message;
  const sentAt = new Date(message.timestamp);
  const isPing =
    message.mention_everyone || message.mentions.some(({ id }) => id === place.viewer.id);
  const openMenu = (event: MouseEvent) => {
    // Links keep the browser's own menu.
    if (event.target instanceof Element && event.target.closest('a')) return;
    event.preventDefault();
    const { currentTarget } = event;
    if (!(currentTarget instanceof HTMLElement)) return;
    act.openMessageMenu(shown, placeOf(event, currentTarget), currentTarget);
  };
  return html`<li class="message ${isGrouped ? 'grouped' : ''} ${isEphemeral ? 'ephemeral' : ''} ${
    isPing ? 'ping' : ''
  }" id="message-${message.id}" tabindex="-1" data-message=${message.id}
    aria-labelledby="author-${message.id}" @contextmenu=${openMenu}>
    ${lineAbove(context)}
    <div class="row">
      ${
        isGrouped
          ? html`<time class="gutter-time" datetime=${message.timestamp}>${formatTimestamp(sentAt, 't')}</time>`
          : avatar(author)
      }
      <div class="body">
        <h3 class=${isGrouped ? 'visually-hidden' : 'author-line'} id="author-${message.id}">
          <span class="author">${nameOf(author)}</span>
          ${author.bot ? html`<span class="app-tag">APP</span>` : nothing}
          <time datetime=${message.timestamp} title=${formatTimestamp(sentAt, 'F')}>${formatSentAt(sentAt)}</time>
        </h3>
        ${content(context)}
        ${footnotes(context)}
      </div>
    </div>
    ${toolbar(context)}
  </li>`;
}

/** Where a menu opens: at the pointer, or beside the message when the keyboard asked for it. */
function placeOf(event: MouseEvent, row: HTMLElement): { x: number; y: number } {
  if (event.clientX !== 0 || event.clientY !== 0) return { x: event.clientX, y: event.clientY };
  const { left, top } = row.getBoundingClientRect();
  return { x: left + 72, y: top + 24 };
}

function lineAbove({ shown, state, place }: DrawContext): TemplateResult | typeof nothing {
  const { message, texts } = shown;
  const { interaction, referenced_message: answered } = message;
  if (interaction && message.type === MessageType.ChatInputCommand) {
    return html`<discord-command author=${nameOf(interaction.user)}
      avatar=${avatarAddress(interaction.user)} command=${interaction.name}
      ?light-theme=${state.isLight}></discord-command>`;
  }
  if (interaction && message.type === MessageType.ContextMenuCommand) {
    return html`<discord-command type="message_command" author=${nameOf(interaction.user)}
      avatar=${avatarAddress(interaction.user)} command=${interaction.name}
      context-user-name=${nameOf(contextAuthor(message, state, place))}
      context-user-image=${avatarAddress(contextAuthor(message, state, place))}
      context-message-reply="Message" ?light-theme=${state.isLight}></discord-command>`;
  }
  if (answered === null) {
    return html`<discord-reply deleted ?light-theme=${state.isLight}></discord-reply>`;
  }
  if (!answered) return nothing;
  const excerpt = answered.content
    ? markdown(answered.content, texts, place)
    : 'Click to see attachment';
  return html`<discord-reply author=${nameOf(answered.author)} avatar=${avatarAddress(answered.author)}
    ?bot=${answered.author.bot ?? false} ?light-theme=${state.isLight}>${excerpt}</discord-reply>`;
}

function contextAuthor(
  message: APIMessage,
  state: DrawContext['state'],
  place: DrawContext['place'],
) {
  const view = state.views.get(message.channel_id);
  const target = view?.messages.get(message.message_reference?.message_id ?? '');
  return target?.message.author ?? place.bot;
}

function content(context: DrawContext): TemplateResult {
  const { shown, place } = context;
  const { message, texts } = shown;
  const flags = message.flags ?? 0;
  if (flags & MessageFlags.Loading) {
    return html`<p class="thinking"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
      ${nameOf(message.author)} is thinking…</p>`;
  }
  const isSilent = (flags & MessageFlags.SuppressEmbeds) !== 0;
  return html`
    ${
      message.content
        ? html`<div class="markup">${markdown(message.content, texts, place)}${editedMark(message)}</div>`
        : nothing
    }
    ${message.attachments.map((file) =>
      file.content_type?.startsWith('image/')
        ? picture(file.url, file.description)
        : fileLine(file.url),
    )}
    ${isSilent ? nothing : message.embeds.map((each) => embed(each, context))}
    ${(message.components ?? []).map((each) => component(each, context))}
    ${message.content ? nothing : editedMark(message)}`;
}

function editedMark({ edited_timestamp: edited }: APIMessage): TemplateResult | typeof nothing {
  if (edited === null) return nothing;
  return html`<time class="edited" datetime=${edited}
    title=${formatTimestamp(new Date(edited), 'F')}> (edited)</time>`;
}

function footnotes({ shown, state, act, place }: DrawContext): TemplateResult {
  const { message, isEphemeral } = shown;
  const failure = state.failures.get(message.id);
  const { thread } = message;
  const name = place.channels.find(({ channel }) => channel.id === thread?.id)?.channel.name;
  return html`
    ${
      message.reactions?.length
        ? html`<discord-reactions>${message.reactions.map(
            ({ emoji, count, me }) => html`<discord-reaction emoji=${emoji.name ?? ''}
              name=${emoji.name ?? ''} count=${count} ?reacted=${me}
              ?light-theme=${state.isLight}></discord-reaction>`,
          )}</discord-reactions>`
        : nothing
    }
    ${
      thread
        ? html`<button class="thread-card" type="button" @click=${() => act.openChannel(thread.id)}>
            <strong>${name ?? thread.name}</strong> <span class="link">See thread ›</span></button>`
        : nothing
    }
    ${failure ? html`<p class="failure" role="alert">${failure}</p>` : nothing}
    ${
      isEphemeral
        ? html`<p class="only-you">${ICONS.eye} Only you can see this •
            <button class="link" type="button" @click=${() => act.hideMessage(shown)}>Dismiss message</button></p>`
        : nothing
    }`;
}

function toolbar({ shown, act }: DrawContext): TemplateResult {
  const more = ({ currentTarget }: Event) => {
    if (!(currentTarget instanceof HTMLElement)) return;
    const { right, bottom } = currentTarget.getBoundingClientRect();
    act.openMessageMenu(shown, { x: right - 240, y: bottom + 4 }, currentTarget);
  };
  return html`<div class="toolbar">
    ${
      shown.isEphemeral
        ? nothing
        : html`<button class="icon-button" type="button" aria-label="Reply" title="Reply"
            @click=${() => act.replyTo(shown)}>${ICONS.reply}</button>`
    }
    <button class="icon-button" type="button" aria-label="Payload" title="Payload"
      @click=${() => act.inspect(shown.message.id)}>${ICONS.code}</button>
    <button class="icon-button" type="button" aria-label="More" title="More" aria-haspopup="menu"
      @click=${more}>${ICONS.more}</button>
  </div>`;
}
