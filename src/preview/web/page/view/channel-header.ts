import { ChannelType } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import type { Place, ShownChannel } from '../../protocol.ts';
import type { Actions } from '../actions.ts';
import type { State } from '../state.ts';
import { avatar, nameOf } from './avatar.ts';
import { ICONS } from './icons.ts';
import { iconOf } from './sidebar.ts';

export function channelHeader(
  state: State,
  place: Place,
  { channel }: ShownChannel,
  act: Actions,
): TemplateResult {
  const isDirect = channel.type === ChannelType.DM;
  const parentId = 'parent_id' in channel ? channel.parent_id : undefined;
  const parent = place.channels.find((each) => each.channel.id === parentId)?.channel;
  return html`<header class="channel-header">
    <button class="icon-button sidebar-button" type="button" aria-label="Channels"
      aria-expanded=${state.isSidebarOpen} @click=${() => act.toggleSidebar(!state.isSidebarOpen)}>${ICONS.menu}</button>
    ${
      parent
        ? html`<button class="crumb" type="button" @click=${() => act.openChannel(parent.id)}>${iconOf(parent)} ${parent.name}</button>
          <span class="crumb-arrow" aria-hidden="true">›</span>`
        : nothing
    }
    <h1>${isDirect ? avatar(place.bot, 'small') : iconOf(channel)} <span>${
      isDirect ? nameOf(place.bot) : channel.name
    }</span></h1>
    <div class="header-buttons">
      <button class="icon-button" type="button" aria-label="Developer drawer" title="Developer drawer"
        aria-pressed=${state.drawer !== 'closed'}
        @click=${() => act.showDrawer(state.drawer === 'closed' ? 'traffic' : 'closed')}>${ICONS.code}</button>
      ${
        isDirect
          ? nothing
          : html`<button class="icon-button members-button" type="button" aria-label="Member list"
              title="Member list" aria-pressed=${state.areMembersShown}
              @click=${() => act.toggleMembers()}>${ICONS.members}</button>`
      }
    </div>
  </header>`;
}
