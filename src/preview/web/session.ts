import type { WebSocket } from 'ws';
import { reasonOf } from '../local-discord/api-error.ts';
import type { Live } from '../local-discord/live-events.ts';
import { type CallHooks, createCalls } from './calls.ts';
import type { Answer, PageEvent, Place } from './protocol.ts';
import { readRequest } from './read-request.ts';
import { showMessage } from './show-message.ts';
import { viewPlace } from './view-place.ts';

export interface SessionHooks extends CallHooks {
  /** Tells one start of the server from another. */
  readonly start: string;
}

/**
 * One open page: does what it asks for, and tells it what happens, until its socket closes.
 *
 * @param as whom the page was used as before, if it was
 */
export function serveSession(socket: WebSocket, options: SessionHooks, as: string | null): void {
  const { discord } = options;
  const { world } = discord;
  const { admin, member } = world.cast;
  let viewer = as === member.id ? member.id : admin.id;
  let isPlaceStale = false;

  const send = (message: PageEvent | Answer) => socket.send(JSON.stringify(message));
  const place = (): Place => ({
    ...viewPlace(discord, viewer),
    isBotOnline: discord.isBotConnected(),
    can: {
      pollNow: options.pollNow !== undefined,
      feedPaper: options.feedPaper !== undefined,
    },
  });

  /** Once for all changes of a turn. */
  function renewPlace(): void {
    if (isPlaceStale) return;
    isPlaceStale = true;
    setImmediate(() => {
      isPlaceStale = false;
      if (socket.readyState === socket.OPEN) send({ kind: 'place', place: place() });
    });
  }

  function sees(channelId: string, ephemeralTo: string | undefined): boolean {
    if (ephemeralTo !== undefined && ephemeralTo !== viewer) return false;
    return world.permissions(viewer, channelId) !== 0n;
  }

  const follow: Live['on'] = discord.on;
  const unfollow = [
    ...(['message', 'messageUpdate'] as const).map((kind) =>
      follow(kind, ({ message: { id, channel_id }, ephemeralTo }) => {
        const stored = world.messages.get(id);
        if (stored === undefined || !sees(channel_id, ephemeralTo)) return;
        send({ kind, shown: showMessage(stored) });
      }),
    ),
    follow('messageDelete', ({ id, channelId }) => send({ kind: 'messageDelete', id, channelId })),
    follow('typing', (event) => {
      if (sees(event.channelId, undefined)) send({ kind: 'typing', ...event });
    }),
    follow('traffic', (traffic) => send({ kind: 'traffic', traffic })),
    follow('placeChange', renewPlace),
  ];
  socket.on('close', () => {
    for (const stop of unfollow) stop();
  });

  const answer = createCalls(options, {
    viewer: () => viewer,
    become(user) {
      viewer = user;
      send({ kind: 'place', place: place() });
    },
  });
  socket.on('message', async (frame) => {
    const request = readRequest(String(frame));
    if (request === undefined) return socket.close(1003);
    const { id } = request;
    try {
      const reply = await answer(request);
      if (socket.readyState === socket.OPEN) send({ kind: 'answer', id, reply });
    } catch (error) {
      if (socket.readyState !== socket.OPEN) return;
      send({ kind: 'refusal', id, reason: reasonOf(error as Error) });
    }
  });
  send({ kind: 'hello', start: options.start });
  send({ kind: 'place', place: place() });
  for (const traffic of discord.traffic()) send({ kind: 'traffic', traffic });
}
