import { ChannelType } from 'discord-api-types/v10';
import type { PageEvent, Place } from '../protocol.ts';
import type { Acting } from './acting.ts';
import type { Interacting } from './interacting.ts';
import { recall } from './remember.ts';
import { viewOf } from './state.ts';
import type { Store } from './store.ts';

/** How long somebody counts as typing, as Discord has it. */
const TYPING_MS = 10_000;
const MAX_TRAFFIC = 300;

/** Takes in what the server tells. */
export function createEvents(
  { state, change }: Store,
  { openChannel, load, settle }: Pick<Acting, 'openChannel' | 'load'> & Pick<Interacting, 'settle'>,
): (event: PageEvent) => void {
  const before = recall();
  let start: string | undefined;

  /** After a break in the line: another server brings another page, and the same one what was missed. */
  function takeHello(given: string): void {
    const last = start;
    start = given;
    // The server goes on with what it has kept.
    state.traffic = [];
    if (last === undefined) return;
    if (last !== given) {
      location.reload();
      return;
    }
    for (const view of state.views.values()) view.isLoaded = false;
    state.pending = [];
    state.busy.clear();
    void load(state.channelId);
  }

  function takePlace(place: Place): void {
    const isFirst = state.place === undefined;
    const isDirect = isDirectIn(state.place, state.channelId);
    const isSomebodyElse = state.place?.viewer.id !== place.viewer.id;
    const wanted = isFirst ? before.channelId : state.channelId;
    state.place = place;
    if (!isSomebodyElse) return;
    state.views.clear();
    state.pending = [];
    const same = place.channels.find(({ channel }) => channel.id === wanted);
    // Everybody has direct messages of their own.
    const own = place.channels.find(({ channel }) => isDirect && isDirectIn(place, channel.id));
    const open = same ?? own ?? place.channels[0];
    if (open === undefined) return;
    void openChannel(open.channel.id);
    if (isFirst && same) state.composer.text = before.unsent ?? '';
  }

  function stopTyping(channelId: string, userId: string): void {
    state.typing.get(channelId)?.delete(userId);
  }

  return (event) => {
    switch (event.kind) {
      case 'hello':
        takeHello(event.start);
        break;
      case 'place':
        takePlace(event.place);
        break;
      case 'message': {
        const { message } = event.shown;
        const view = viewOf(state, message.channel_id);
        view.messages.set(message.id, event.shown);
        // Whoever reads older messages goes on seeing the same ones.
        if (view.below > 0) view.below += 1;
        if (message.channel_id !== state.channelId) view.hasNews = true;
        stopTyping(message.channel_id, message.author.id);
        settle(message);
        break;
      }
      case 'messageUpdate': {
        const { message } = event.shown;
        const { messages } = viewOf(state, message.channel_id);
        if (messages.has(message.id)) messages.set(message.id, event.shown);
        state.failures.delete(message.id);
        break;
      }
      case 'messageDelete':
        state.views.get(event.channelId)?.messages.delete(event.id);
        break;
      case 'typing': {
        const { channelId, userId } = event;
        const until = Date.now() + TYPING_MS;
        const typing = state.typing.get(channelId) ?? new Map<string, number>();
        state.typing.set(channelId, typing.set(userId, until));
        setTimeout(() => {
          if (typing.get(userId) === until) stopTyping(channelId, userId);
          change();
        }, TYPING_MS);
        break;
      }
      case 'traffic':
        state.traffic = [event.traffic, ...state.traffic].slice(0, MAX_TRAFFIC);
        if (state.drawer !== 'traffic') return;
        break;
    }
    change();
  };
}

function isDirectIn(place: Place | undefined, channelId: string): boolean {
  const open = place?.channels.find(({ channel }) => channel.id === channelId);
  return open?.channel.type === ChannelType.DM;
}
