import {
  type APIChannel,
  type APIThreadChannel,
  ChannelType,
  MessageFlags,
} from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Place, ShownChannel, ShownMessage } from '../../protocol.ts';
import type { Actions } from '../actions.ts';
import { type State, viewOf } from '../state.ts';
import { avatar, nameOf } from './avatar.ts';
import { formatTimestamp, isSameDay } from './format-time.ts';
import { ICONS } from './icons.ts';
import { messageRow } from './message.ts';
import { iconOf } from './sidebar.ts';

/** Messages of one author within this time stand under one name, as in Discord. */
const GROUPED_WITHIN_MS = 7 * 60_000;

/** How near to the top older messages are drawn, and to the end later ones, in pixels. */
const NEAR_EDGE = 600;

export function messageList(
  state: State,
  place: Place,
  open: ShownChannel,
  act: Actions,
): TemplateResult {
  const view = viewOf(state, state.channelId);
  const all = [...view.messages.values()];
  const end = all.length - view.below;
  const start = Math.max(end - view.drawn, 0);
  const drawn = all.slice(start, end);
  const starter = starterOf(open.channel, state);
  const scrolled = ({ currentTarget }: Event) => {
    if (!(currentTarget instanceof HTMLElement)) return;
    const { scrollTop, scrollHeight, clientHeight } = currentTarget;
    const toEnd = scrollHeight - scrollTop - clientHeight;
    if (scrollTop < NEAR_EDGE && start > 0) act.drawMore('above');
    else if (toEnd < NEAR_EDGE && view.below > 0) act.drawMore('below');
  };
  return html`<div class="scroller" tabindex="-1" @scroll=${scrolled}>
    <div class="scrolled">
      ${start === 0 && view.isLoaded ? welcome(open, place) : nothing}
      <div role="log" aria-label=${`Messages in ${titleOf(open, place)}`}>
      <ol class="messages" @keydown=${moveFocus}>
        ${start === 0 && starter ? row(starter, undefined) : nothing}
        ${repeat(
          drawn,
          ({ message }) => message.id,
          (shown, index) => row(shown, drawn[index - 1] ?? all[start - 1] ?? starter),
        )}
        ${state.pending
          .filter(({ channelId }) => channelId === state.channelId)
          .map((each) => pendingRow(each))}
      </ol></div>
    </div>
  </div>
  ${
    view.below > 0
      ? html`<div class="to-present">You’re viewing older messages
          <button class="link" type="button" @click=${() => act.jumpToPresent()}>Jump to present</button></div>`
      : nothing
  }`;

  function row(shown: ShownMessage, before: ShownMessage | undefined): TemplateResult {
    const isGrouped = belongsTo(shown, before);
    const isNewDay = !before || !isSameDay(sentAt(shown), sentAt(before));
    const busy = [...state.busy].filter((each) => each.startsWith(shown.message.id)).join();
    const failure = state.failures.get(shown.message.id);
    const editing = state.editing?.messageId === shown.message.id && state.editing;
    const suggestions = editing ? state.composer.suggestions : undefined;
    // The one that is marked changes within the same suggestions.
    const edit = [editing, suggestions, suggestions?.active];
    const isDoor = shown === drawn.at(-1);
    const look = [isDoor, state.isLight, state.tick, place];
    const parts = [shown, isGrouped, isNewDay, busy, failure, ...edit, ...look];
    return html`${guard(
      parts,
      () =>
        html`${isNewDay ? divider(sentAt(shown)) : nothing}${messageRow(
          { shown, place, state, act },
          { isGrouped: isGrouped && !isNewDay, isDoor },
        )}`,
    )}`;
  }

  function pendingRow({ id, deed, reason }: State['pending'][number]): TemplateResult {
    return html`<li class="message ephemeral pending" aria-label=${deed}>
      <div class="row">${avatar(place.bot)}
        <div class="body">
          <h2 class="author-line"><span class="author">${nameOf(place.bot)}</span>
            <span class="app-tag">APP</span></h2>
          ${
            reason === undefined
              ? html`<p class="thinking">Sending ${deed}…</p>`
              : html`<p class="failure" role="alert">${reason}</p>
                <p class="only-you">${ICONS.eye} Only you can see this •
                  <button class="link" type="button" @click=${() => act.dismiss(id)}>Dismiss message</button></p>`
          }
        </div>
      </div>
    </li>`;
  }
}

function sentAt({ message }: ShownMessage): Date {
  return new Date(message.timestamp);
}

function belongsTo(shown: ShownMessage, before: ShownMessage | undefined): boolean {
  if (before === undefined || before.isEphemeral !== shown.isEphemeral) return false;
  const { message } = shown;
  const stands = message.interaction || message.referenced_message !== undefined;
  const isAnswering = ((message.flags ?? 0) & MessageFlags.Loading) !== 0;
  return (
    !stands &&
    !isAnswering &&
    before.message.author.id === message.author.id &&
    sentAt(shown).getTime() - sentAt(before).getTime() < GROUPED_WITHIN_MS
  );
}

function divider(day: Date): TemplateResult {
  return html`<li class="divider"><span>${formatTimestamp(day, 'D')}</span></li>`;
}

export function titleOf({ channel }: ShownChannel, place: Place): string {
  if (channel.type === ChannelType.DM) return nameOf(place.bot);
  return 'thread_metadata' in channel ? `“${channel.name}”` : `#${channel.name}`;
}

/** The message of the channel above that a thread has started from. */
function starterOf(channel: APIChannel, { views }: State): ShownMessage | undefined {
  const parentId = 'parent_id' in channel ? channel.parent_id : undefined;
  return views.get(parentId ?? '')?.messages.get(channel.id);
}

function welcome({ channel }: ShownChannel, place: Place): TemplateResult {
  if (channel.type === ChannelType.DM) {
    return html`<header class="welcome">${avatar(place.bot)}<h2>${nameOf(place.bot)}</h2>
      <p>This is the beginning of your direct messages with the bot. Ask it something, or type <kbd>/</kbd>.</p></header>`;
  }
  if ('thread_metadata' in channel) return threadHead(channel, place);
  return html`<header class="welcome"><span class="welcome-icon">${iconOf(channel)}</span>
    <h2>Welcome to #${channel.name}!</h2>
    <p>This is the start of #${channel.name}. Type <kbd>/</kbd> to see what the bot can do.</p></header>`;
}

function threadHead(thread: APIThreadChannel, place: Place): TemplateResult {
  const parent = place.channels.find(({ channel }) => channel.id === thread.parent_id)?.channel;
  const known = parent && 'available_tags' in parent ? parent.available_tags : [];
  const tags = known.filter(({ id }) => thread.applied_tags?.includes(id));
  const owner = place.members.find(({ user }) => user.id === thread.owner_id)?.user;
  return html`<header class="welcome">
    <span class="welcome-icon">${parent ? iconOf(thread as APIChannel) : nothing}</span>
    <h2>${thread.name}</h2>
    ${owner ? html`<p>Started by <strong>${nameOf(owner)}</strong></p>` : nothing}
    ${tags.length > 0 ? html`<p class="tags">${tags.map(({ name }) => html`<span class="tag">${name}</span>`)}</p>` : nothing}
  </header>`;
}

/** Arrows go from message to message, once one of them has the focus. */
function moveFocus(event: KeyboardEvent): void {
  const { target, key } = event;
  if (!(target instanceof HTMLElement) || !target.matches('.message')) return;
  const step = { ArrowUp: -1, ArrowDown: 1 }[key];
  if (step === undefined) return;
  const rows = [...target.parentElement!.querySelectorAll<HTMLElement>('.message')];
  const next = rows[rows.indexOf(target) + step];
  if (next) next.focus();
  else if (step === 1) document.querySelector<HTMLElement>('.composer textarea')?.focus();
  event.preventDefault();
}
