import { html, nothing, type TemplateResult } from 'lit';
import type { Place } from '../../protocol.ts';
import { avatar, nameOf } from './avatar.ts';

/** Who is in the server, by what they are. */
export function members({ members: all, guild, viewer, isBotOnline }: Place): TemplateResult {
  const people = all.filter(({ user }) => !user.bot);
  const groups = [
    ['Admin', people.filter(({ user }) => user.id === guild.owner_id)],
    ['Members', people.filter(({ user }) => user.id !== guild.owner_id)],
    ['Apps', all.filter(({ user }) => user.bot)],
  ] as const;
  return html`<aside class="members" aria-label="Members">
    ${groups.map(
      ([title, list]) => html`<h2>${title} — ${list.length}</h2>
        <ul>${list.map(
          ({ user }) => html`<li class=${user.bot && !isBotOnline ? 'offline' : ''}>
            <span class="presence">${avatar(user, 'small')}</span>
            <span class="member-name">${nameOf(user)}</span>
            ${user.bot ? html`<span class="app-tag">APP</span>` : nothing}
            ${user.id === viewer.id ? html`<span class="you">you</span>` : nothing}
          </li>`,
        )}</ul>`,
    )}
  </aside>`;
}
