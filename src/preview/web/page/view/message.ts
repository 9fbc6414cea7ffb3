import '@skyra/discord-components-core/discord-command.js';
import '@skyra/discord-components-core/discord-reply.js';
import { type APIMessage, MessageFlags, MessageType } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import { mayReact, mayWrite } from '../permissions.ts';
import { avatar, avatarAddress, nameOf } from './avatar.ts';
import { component } from './components.ts';
import type { DrawContext } from './draw-context.ts';
import { editMessage } from './edit-message.ts';
import { embed } from './embed.ts';
import { formatSentAt, formatTimestamp } from './format-time.ts';
import { ICONS } from './icons.ts';
import { markdown } from './markdown.ts';
import { attachments } from './picture.ts';
import { reactions } from './reactions.ts';
import { suggestionsFor } from './suggestion-list.ts';
import { threadCard } from './thread-card.ts';

interface RowOptions {
  /** Whether it stands right below another one of the same author. */
  readonly isGrouped: boolean;
  /** Whether the key Tab leads to it; from there arrows lead to the others. */
  readonly isDoor: boolean;
}

/** One message, from its payload alone. */
export function messageRow(
  context: DrawContext,
  { isGrouped, isDoor }: RowOptions,
): TemplateResult {
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
  }" id="message-${message.id}" tabindex=${isDoor ? 0 : -1} data-message=${message.id}
    aria-labelledby="author-${message.id}" @contextmenu=${openMenu}>
    ${lineAbove(context)}
    <div class="row">
      ${
        isGrouped
          ? html`<time class="gutter-time" datetime=${message.timestamp}>${formatTimestamp(sentAt, 't')}</time>`
          : avatar(author)
      }
      <div class="body">
        <h2 class=${isGrouped ? 'visually-hidden' : 'author-line'} id="author-${message.id}">
          <span class="author">${nameOf(author)}</span>
          ${author.bot ? html`<span class="app-tag">APP</span>` : nothing}
          <time datetime=${message.timestamp} title=${formatTimestamp(sentAt, 'F')}>${formatSentAt(sentAt)}</time>
        </h2>
        ${messageContent(context)}
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

function lineAbove({ shown, state, place, act }: DrawContext): TemplateResult | typeof nothing {
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
  const author = nameOf(answered.author);
  return html`<div class="reply-line">
    <discord-reply author=${author} avatar=${avatarAddress(answered.author)}
      ?bot=${answered.author.bot ?? false} ?light-theme=${state.isLight}>${excerpt}</discord-reply>
    <button class="reply-jump" type="button" aria-label="Jump to the message by ${author}"
      @click=${() => act.jumpTo(answered.id)}></button>
  </div>`;
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

/** What a message says and shows. */
export function messageContent(context: DrawContext): TemplateResult {
  const { shown, place, state, act } = context;
  const { message, texts } = shown;
  const flags = message.flags ?? 0;
  if (flags & MessageFlags.Loading) {
    return html`<p class="thinking"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
      ${nameOf(message.author)} is thinking…</p>`;
  }
  const isSilent = (flags & MessageFlags.SuppressEmbeds) !== 0;
  const editing = state.editing?.messageId === message.id ? state.editing : undefined;
  return html`
    ${
      editing
        ? editMessage(
            { editing, content: message.content, suggestions: suggestionsFor('field', state) },
            act,
          )
        : nothing
    }
    ${
      message.content && !editing
        ? html`<div class="markup">${markdown(message.content, texts, place)}${editedMark(message)}</div>`
        : nothing
    }
    ${attachments(message)}
    ${isSilent ? nothing : message.embeds.map((each) => embed(each, context))}
    ${(message.components ?? []).map((each) => component(each, context))}
    ${message.content ? nothing : editedMark(message)}`;
}

function editedMark({ edited_timestamp: edited }: APIMessage): TemplateResult | typeof nothing {
  if (edited === null) return nothing;
  return html`<time class="edited" datetime=${edited}
    title=${formatTimestamp(new Date(edited), 'F')}> (edited)</time>`;
}

function footnotes(context: DrawContext): TemplateResult {
  const { shown, state, act } = context;
  const { message, isEphemeral } = shown;
  const failure = state.failures.get(message.id);
  return html`
    ${reactions(context, true)}
    ${threadCard(context)}
    ${failure ? html`<p class="failure" role="alert">${failure}</p>` : nothing}
    ${
      isEphemeral
        ? html`<p class="only-you">${ICONS.eye} Only you can see this •
            <button class="link" type="button" @click=${() => act.hideMessage(shown)}>Dismiss message</button></p>`
        : nothing
    }`;
}

function toolbar({ shown, place, state, act }: DrawContext): TemplateResult {
  const isHere = shown.message.channel_id === state.channelId;
  const open = place.channels.find(({ channel }) => channel.id === shown.message.channel_id);
  /** Opens a list of this width below the button, its right end at the button's. */
  const below =
    (width: number, show: (at: { x: number; y: number }, from: HTMLElement) => void) =>
    ({ currentTarget }: Event) => {
      if (!(currentTarget instanceof HTMLElement)) return;
      const { right, bottom } = currentTarget.getBoundingClientRect();
      show({ x: right - width, y: bottom + 4 }, currentTarget);
    };
  return html`<div class="toolbar">
    ${
      shown.isEphemeral || !open || !mayReact(open)
        ? nothing
        : html`<button class="icon-button" type="button" aria-label="Add Reaction"
            title="Add Reaction" aria-haspopup="menu"
            @click=${below(336, (at, from) => act.pickReaction(shown, at, from))}>${ICONS.react}</button>`
    }
    ${
      shown.isEphemeral || !isHere || !open || !mayWrite(open)
        ? nothing
        : html`<button class="icon-button" type="button" aria-label="Reply" title="Reply"
            @click=${() => act.replyTo(shown)}>${ICONS.reply}</button>`
    }
    ${
      shown.message.author.id === place.viewer.id
        ? html`<button class="icon-button" type="button" aria-label="Edit" title="Edit"
            @click=${() => act.startEditing(shown)}>${ICONS.edit}</button>`
        : nothing
    }
    <button class="icon-button" type="button" aria-label="Payload" title="Payload"
      @click=${() => act.inspect(shown.message.id)}>${ICONS.code}</button>
    <button class="icon-button" type="button" aria-label="More" title="More" aria-haspopup="menu"
      @click=${below(240, (at, from) => act.openMessageMenu(shown, at, from))}>${ICONS.more}</button>
  </div>`;
}
