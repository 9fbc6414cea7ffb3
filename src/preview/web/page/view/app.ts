import { type APIGuildForumChannel, ChannelType } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Place } from '../../protocol.ts';
import type { Actions } from '../actions.ts';
import { mayAttach } from '../permissions.ts';
import type { Line, State } from '../state.ts';
import { nameOf } from './avatar.ts';
import { channelHeader } from './channel-header.ts';
import { composer } from './composer.ts';
import { drawer } from './drawer.ts';
import { forum } from './forum.ts';
import { members } from './members.ts';
import { messageList } from './message-list.ts';
import { modal } from './modal.ts';
import { newThread } from './new-thread.ts';
import { overlayMenu } from './overlay-menu.ts';
import { sidebar } from './sidebar.ts';

/** The whole page as it stands. */
export function app(state: State, act: Actions): TemplateResult {
  const { place } = state;
  if (place === undefined) {
    return html`<p class="starting" role="status">${
      state.line === 'open' ? 'Opening Papercord…' : 'Connecting…'
    }</p>`;
  }
  return html`
    <div class="app ${state.drawer === 'closed' ? '' : 'with-drawer'}">
      <nav class="rail" aria-label="Servers">
        <span class="guild-icon" title=${place.guild.name} aria-label=${place.guild.name} role="img">${initials(place.guild.name)}</span>
      </nav>
      ${sidebar(state, place, act)}
      ${state.isSidebarOpen ? html`<div class="sidebar-scrim" @click=${() => act.toggleSidebar(false)}></div>` : nothing}
      ${main(state, place, act)}
      ${state.drawer === 'closed' ? nothing : drawer(state, place, act)}
    </div>
    ${lineNote(state.line)}
    ${state.menu ? keyed(state.menu, overlayMenu(state.menu, act)) : nothing}
    ${state.modal ? keyed(state.modal.modal.interactionId, modal(state.modal, place, act)) : nothing}`;
}

/** Says what keeps the page from showing what happens. */
function lineNote(line: Line): TemplateResult | typeof nothing {
  switch (line) {
    case 'lost':
      return html`<p class="gone" role="alert"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
        Papercord is not running, or starting anew. Reconnecting…</p>`;
    case 'shut':
      return html`<p class="gone" role="alert">Papercord was started anew: open the address that it has printed.</p>`;
    default:
      return nothing;
  }
}

function main(state: State, place: Place, act: Actions): TemplateResult {
  const open = place.channels.find(({ channel }) => channel.id === state.channelId);
  if (open === undefined) {
    return html`<main class="main"><p class="starting">You cannot see this channel.</p></main>`;
  }
  const { channel } = open;
  const isForum = channel.type === ChannelType.GuildForum;
  const isDirect = channel.type === ChannelType.DM;
  return html`<main class="main" aria-label=${channel.name ?? nameOf(place.bot)}>
    ${channelHeader(state, place, open, act)}
    <div class="columns">
      <div class="chat" @dragover=${(event: Event) => event.preventDefault()}
        @drop=${(event: DragEvent) => {
          event.preventDefault();
          if (mayAttach(open)) act.attach([...(event.dataTransfer?.files ?? [])]);
        }}>
        ${
          isForum
            ? forum(state, channel as APIGuildForumChannel, open, place, act)
            : state.opening?.from
              ? newThread(state.opening, state.opening.from, state, place, act)
              : html`${keyed(state.channelId, messageList(state, place, open, act))}
              ${composer(state, place, open, act)}
              ${typing(state, place)}`
        }
      </div>
      ${state.areMembersShown && !isDirect ? members(place) : nothing}
    </div>
  </main>`;
}

function typing(state: State, place: Place): TemplateResult {
  const ids = [...(state.typing.get(state.channelId)?.keys() ?? [])];
  const names = ids.flatMap((id) => {
    const user = [place.bot, ...place.people].find((each) => each.id === id);
    return user && id !== place.viewer.id ? [nameOf(user)] : [];
  });
  return html`<p class="typing" role="status">${
    names.length > 0
      ? html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
        <strong>${names.join(', ')}</strong> ${names.length > 1 ? 'are' : 'is'} typing…`
      : nothing
  }</p>`;
}

function initials(name: string): string {
  return name
    .split(/\s+/)
    .map(([first = '']) => first)
    .join('')
    .slice(0, 3);
}
