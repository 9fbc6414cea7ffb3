import { type APIChannel, ChannelType } from 'discord-api-types/v10';
import { html, nothing, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Place, ShownChannel } from '../../protocol.ts';
import type { Actions } from '../actions.ts';
import type { State, Theme } from '../state.ts';
import { avatar, nameOf } from './avatar.ts';
import { ICONS } from './icons.ts';

const THREADS: readonly number[] = [
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
];

const NEXT_THEME: Readonly<Record<Theme, Theme>> = {
  system: 'dark',
  dark: 'light',
  light: 'system',
};
const THEME_ICONS = { system: ICONS.system, dark: ICONS.moon, light: ICONS.sun };

function isThread({ type }: APIChannel): boolean {
  return THREADS.includes(type);
}

/** An archived thread is found below its message, no longer in the list. */
function isArchived(channel: APIChannel): boolean {
  return 'thread_metadata' in channel && (channel.thread_metadata?.archived ?? false);
}

export function iconOf({ type }: APIChannel): SVGTemplateResult {
  if (THREADS.includes(type)) return ICONS.thread;
  if (type === ChannelType.GuildAnnouncement) return ICONS.announcement;
  return type === ChannelType.GuildForum ? ICONS.forum : ICONS.text;
}

/** The channels of the server, the bot's direct messages, and who one is. */
export function sidebar(state: State, place: Place, act: Actions): TemplateResult {
  const direct = place.channels.filter(({ channel }) => channel.type === ChannelType.DM);
  const own = place.channels.filter(
    ({ channel }) => channel.type !== ChannelType.DM && !isThread(channel),
  );
  return html`<nav class="sidebar ${state.isSidebarOpen ? 'open' : ''}" aria-label="Channels">
    <header class="guild-name"><strong>${place.guild.name}</strong></header>
    <div class="channels">
      <h2>Text channels</h2>
      <ul>${own.map((each) => html`${entry(each)}${threadsOf(each)}`)}</ul>
      <h2>Direct messages</h2>
      <ul>${direct.map((each) => entry(each))}</ul>
    </div>
    ${userPanel(state, place, act)}
  </nav>`;

  function entry(each: ShownChannel): TemplateResult {
    const { channel } = each;
    const isOpen = channel.id === state.channelId;
    const hasNews = state.views.get(channel.id)?.hasNews ?? false;
    const isDirect = channel.type === ChannelType.DM;
    return html`<li><button type="button" class="channel ${isThread(channel) ? 'of-thread' : ''} ${
      hasNews ? 'news' : ''
    }" aria-current=${isOpen ? 'page' : nothing} @click=${() => act.openChannel(channel.id)}>
      ${isDirect ? avatar(place.bot, 'small') : iconOf(channel)}
      <span class="channel-name">${isDirect ? nameOf(place.bot) : channel.name}</span>
      ${hasNews ? html`<span class="news-dot"><span class="visually-hidden">New messages</span></span>` : nothing}
    </button></li>`;
  }

  function threadsOf({ channel: { id, type } }: ShownChannel): readonly TemplateResult[] {
    // A forum lists its posts itself.
    const limit = type === ChannelType.GuildForum ? 5 : Number.POSITIVE_INFINITY;
    return place.channels
      .filter(({ channel }) => 'thread_metadata' in channel && channel.parent_id === id)
      .filter(({ channel }) => !isArchived(channel) || channel.id === state.channelId)
      .slice(-limit)
      .map((each) => entry(each));
  }
}

function userPanel(state: State, place: Place, act: Actions): TemplateResult {
  const { viewer, people, guild } = place;
  const other = people.find(({ id }) => id !== viewer.id);
  return html`<section class="user-panel" aria-label="You">
    ${avatar(viewer, 'small')}
    <div class="user-words"><strong>${nameOf(viewer)}</strong>
      <span>${guild.owner_id === viewer.id ? 'Admin' : 'Member'}</span></div>
    ${
      other
        ? html`<button class="icon-button" type="button" title=${`Be ${nameOf(other)}`}
            aria-label=${`Switch to ${nameOf(other)}, ${guild.owner_id === other.id ? 'an admin' : 'a member'}`}
            @click=${() => act.become(other.id)}>${ICONS.switch}</button>`
        : nothing
    }
    <button class="icon-button" type="button" title=${`Theme: ${state.theme}`}
      aria-label=${`Theme: ${state.theme}. Change it`}
      @click=${() => act.setTheme(NEXT_THEME[state.theme])}>${THEME_ICONS[state.theme]}</button>
  </section>`;
}
