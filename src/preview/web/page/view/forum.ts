import {
  type APIGuildForumChannel,
  type APIThreadChannel,
  ChannelFlags,
} from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import type { Place, ShownChannel } from '../../protocol.ts';
import type { Actions } from '../actions.ts';
import { mayWrite } from '../permissions.ts';
import type { State } from '../state.ts';
import { nameOf } from './avatar.ts';
import { formatRelative } from './format-time.ts';
import { ICONS } from './icons.ts';
import { newPost } from './new-post.ts';
import { plainText } from './plain-text.ts';
import { reactions } from './reactions.ts';
import { timeOfId } from './time-of-id.ts';

/** The posts of a forum, those with the latest messages first. */
export function forum(
  state: State,
  channel: APIGuildForumChannel,
  open: ShownChannel,
  place: Place,
  act: Actions,
): TemplateResult {
  const { opening, postTag } = state;
  const all = place.channels.flatMap(({ channel: each }) =>
    'parent_id' in each && each.parent_id === channel.id ? [each as APIThreadChannel] : [],
  );
  const posts = all
    .filter(({ applied_tags: tags = [] }) => postTag === undefined || tags.includes(postTag))
    .toSorted((one, other) => Number(timeOfId(latestIn(other)) - timeOfId(latestIn(one))));
  return html`<div class="forum">
    ${
      opening
        ? newPost(opening, channel, state.composer, act)
        : html`<header class="forum-bar">
              <p>${channel.topic || 'Start a post, or read those that are there.'}</p>
              <button class="button primary start-post" type="button" ?disabled=${!mayWrite(open)}
                @click=${() => act.startPost()}>${ICONS.plus} New Post</button></header>
            ${tagFilter(channel, postTag, act)}`
    }
    ${
      posts.length === 0
        ? html`<div class="welcome"><span class="welcome-icon">${ICONS.forum}</span>
            <h2>${postTag === undefined ? `There are no posts in #${channel.name} yet` : 'No post has this tag'}</h2>
            <p>New papers that this forum follows appear here, a post for each.</p></div>`
        : nothing
    }
    <ul>${posts.map((post) => html`<li>${card(post, channel, state, place, act)}</li>`)}</ul>
  </div>`;
}

function tagFilter(
  { available_tags: tags, flags }: APIGuildForumChannel,
  shownTag: string | undefined,
  act: Actions,
): TemplateResult {
  return html`<div class="tag-filter" role="group" aria-label="Show posts with">
    ${tags.map(({ id, name }) => {
      const isShown = id === shownTag;
      return html`<button class="tag" type="button" aria-pressed=${isShown}
        @click=${() => act.filterPosts(isShown ? undefined : id)}>${name}</button>`;
    })}
    ${((flags ?? 0) & ChannelFlags.RequireTag) === 0 ? nothing : html`<small>Every post here has a tag.</small>`}
  </div>`;
}

function card(
  post: APIThreadChannel,
  channel: APIGuildForumChannel,
  state: State,
  place: Place,
  act: Actions,
): TemplateResult {
  const view = state.views.get(post.id);
  const starter = view?.messages.get(post.id);
  const tags = (post.applied_tags ?? []).flatMap((id) => {
    const tag = channel.available_tags.find((each) => each.id === id);
    return tag ? [html`<span class="tag">${tag.name}</span>`] : [];
  });
  const count = post.message_count ?? 0;
  return html`<article class="post ${view?.hasNews ? 'news' : ''}">
    ${tags.length > 0 ? html`<p class="tags">${tags}</p>` : nothing}
    <h2><button type="button" class="post-link" @click=${() => act.openChannel(post.id)}>${post.name}</button></h2>
    ${
      starter
        ? html`<p class="excerpt"><strong>${nameOf(starter.message.author)}:</strong>
            ${plainText(starter, place) || 'Click to see what is attached'}</p>`
        : nothing
    }
    <footer>${starter ? reactions({ shown: starter, place, state, act }, false) : nothing}
      <span>${ICONS.replies} ${count} ${count === 1 ? 'reply' : 'replies'} · ${formatRelative(
        Number(timeOfId(latestIn(post))) - Date.now(),
      )}</span></footer>
  </article>`;
}

function latestIn({ id, last_message_id: last }: APIThreadChannel): string {
  return last ?? id;
}
