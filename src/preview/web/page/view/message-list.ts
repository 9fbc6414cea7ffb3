import { ChannelType, MessageFlags } from 'discord-api-types/v10';
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
  const scrolled = ({ currentTarget }: Event) => {
    if (!(currentTarget instanceof HTMLElement)) return;
    const { scrollTop, scrollHeight, clientHeight } = currentTarget;
    const toEnd = scrollHeight - scrollTop - clientHeight;
    if (scrollTop < NEAR_EDGE && start > 0) act.drawMore('above');
    else if (toEnd < NEAR_EDGE && view.below > 0) act.drawMore('below');
  };
  return html`<div class="scroller" tabindex="-1" @scroll=${scrolled}>
    <div class="scrolled">
      ${start === 0 && view.isLoaded ? welcome(open) : nothing}
      <div role="log" aria-label=${`Messages in ${titleOf(open, place)}`}>
      <ol class="messages" @keydown=${moveFocus}>
        ${repeat(
          drawn,
          ({ message }) => message.id,
          (shown, index) => row(shown, drawn[index - 1] ?? all[start - 1]),
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
    const parts = [shown, isGrouped, isNewDay, busy, failure, state.isLight, state.tick, place];
    return html`${guard(
      parts,
      () =>
        html`${isNewDay ? divider(sentAt(shown)) : nothing}${messageRow(
          { shown, place, state, act },
          isGrouped && !isNewDay,
        )}`,
    )}`;
  }

  function pendingRow({ id, deed, reason }: State['pending'][number]): TemplateResult {
    return html`<li class="message ephemeral pending" aria-label=${deed}>
      <div class="row">${avatar(place.bot)}
        <div class="body">
          <h3 class="author-line"><span class="author">${nameOf(place.bot)}</span>
            <span class="app-tag">APP</span></h3>
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
  return channel.type === ChannelType.DM ? nameOf(place.bot) : `#${channel.name}`;
}

function welcome({ channel }: ShownChannel): TemplateResult {
  if (channel.type === ChannelType.DM) {
    return html`<header class="welcome"><h2>Papercord</h2>
      <p>This is the beginning of your direct messages with the bot. Ask it something, or type <kbd>/</kbd>.</p></header>`;
  }
  return html`<header class="welcome"><span class="welcome-icon">${ICONS.text}</span>
    <h2>Welcome to #${channel.name}!</h2>
    <p>This is the start of #${channel.name}. Type <kbd>/</kbd> to see what the bot can do.</p></header>`;
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
