import { html, nothing, type TemplateResult } from 'lit';
import { mayReact } from '../permissions.ts';
import { nameOf } from './avatar.ts';
import type { DrawContext } from './draw-context.ts';
import { ICONS } from './icons.ts';

/**
 * The reactions to a message: pressing one joins it, or takes one's own back.
 *
 * @param isGrowing whether others can be added
 */
export function reactions(
  { shown, place, act }: DrawContext,
  isGrowing: boolean,
): TemplateResult | typeof nothing {
  const { message, reactedBy } = shown;
  const { reactions: all = [] } = message;
  if (all.length === 0) return nothing;
  const open = place.channels.find(({ channel }) => channel.id === message.channel_id);
  const pick = ({ currentTarget }: Event) => {
    if (!(currentTarget instanceof HTMLElement)) return;
    const { left, bottom } = currentTarget.getBoundingClientRect();
    act.pickReaction(shown, { x: left, y: bottom + 4 }, currentTarget);
  };
  return html`<div class="reactions" role="group" aria-label="Reactions">
    ${all.map(({ emoji, count }, index) => {
      const by = reactedBy[index] ?? [];
      const isMine = by.includes(place.viewer.id);
      const name = emoji.name ?? '';
      const who = by.flatMap((id) => {
        const user = place.members.find((member) => member.user.id === id)?.user;
        return user ? [nameOf(user)] : [];
      });
      return html`<button class="reaction" type="button" aria-pressed=${isMine}
        aria-label=${`${name} ${count}`} title=${`${name} reacted by ${LIST.format(who)}`}
        @click=${() => act.react(shown, emoji.id ? `${name}:${emoji.id}` : name, !isMine)}>
        <span>${name}</span><span>${count}</span></button>`;
    })}
    ${
      isGrowing && open && mayReact(open)
        ? html`<button class="reaction add" type="button" aria-label="Add another reaction"
            title="Add Reaction" aria-haspopup="menu" @click=${pick}>${ICONS.react}</button>`
        : nothing
    }
  </div>`;
}

const LIST = new Intl.ListFormat('en');
