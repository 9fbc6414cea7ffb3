import type { APIThreadChannel } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import type { DrawContext } from './draw-context.ts';

/** Below the message that a thread has started from: the way into it. */
export function threadCard({
  shown,
  place,
  state,
  act,
}: DrawContext): TemplateResult | typeof nothing {
  const { thread, channel_id: channelId } = shown.message;
  // In the thread itself it would lead to where one is.
  if (thread === undefined || channelId !== state.channelId) return nothing;
  const now = place.channels.find(({ channel }) => channel.id === thread.id)?.channel;
  if (now === undefined) return nothing;
  const { message_count: count = 0 } = now as APIThreadChannel;
  return html`<button class="thread-card" type="button" @click=${() => act.openChannel(thread.id)}>
    <span class="thread-name">${now.name}</span>
    <span class="link">${count} ${count === 1 ? 'Message' : 'Messages'} ›</span></button>`;
}
