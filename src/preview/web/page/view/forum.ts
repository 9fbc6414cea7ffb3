import type { APIGuildForumChannel, APIThreadChannel } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import type { Place } from '../../protocol.ts';
import type { Actions } from '../actions.ts';
import { formatTimestamp } from './format-time.ts';
import { ICONS } from './icons.ts';

/** The posts of a forum, newest first. */
export function forum(channel: APIGuildForumChannel, place: Place, act: Actions): TemplateResult {
  const posts = place.channels.flatMap(({ channel: each }) =>
    'parent_id' in each && each.parent_id === channel.id ? [each as APIThreadChannel] : [],
  );
  return html`<div class="forum">
    ${
      posts.length === 0
        ? html`<div class="welcome"><span class="welcome-icon">${ICONS.forum}</span>
            <h2>There are no posts in #${channel.name} yet</h2>
            <p>New papers that this forum follows appear here, a post for each.</p></div>`
        : nothing
    }
    <ul>${posts.toReversed().map(
      (
        post,
      ) => html`<li><button type="button" class="post" @click=${() => act.openChannel(post.id)}>
        <span class="tags">${(post.applied_tags ?? []).map((id) => {
          const tag = channel.available_tags.find((each) => each.id === id);
          return tag ? html`<span class="tag">${tag.name}</span>` : nothing;
        })}</span>
        <strong>${post.name}</strong>
        <small>${post.message_count ?? 0} messages · ${openedAt(post)}</small>
      </button></li>`,
    )}</ul>
  </div>`;
}

function openedAt({ thread_metadata }: APIThreadChannel): string {
  const created = thread_metadata?.create_timestamp;
  return created ? formatTimestamp(new Date(created), 'R') : '';
}
