import { expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { createSession } from '../../../src/preview/local-discord/gateway-session.ts';
import { fc } from '../../fast-check.ts';

interface Received {
  readonly s: number;
  readonly t: string;
}

/** The end of a bot: it notes what reaches it until its line is cut. */
function createLine(received: Received[]) {
  let isCut = false;
  const socket = {
    send(text: string) {
      if (!isCut) received.push(JSON.parse(text) as Received);
    },
  } as unknown as WebSocket;
  return {
    socket,
    cut() {
      isCut = true;
    },
  };
}

/** An event happens, the line breaks unnoticed, the server notices, or the bot comes back. */
const step = fc.constantFrom('event', 'cut', 'detach', 'resume');

it('lets a bot hear every event once and in order, however often its line breaks', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const received: Received[] = [];
      const session = createSession({ id: '1', shard: [0, 1], intents: 0 });
      let line = createLine(received);
      session.attach(line.socket);
      let sent = 0;
      const resume = () => {
        line.cut();
        line = createLine(received);
        expect(session.resume(line.socket, received.at(-1)?.s ?? 0)).toBe(true);
      };

      for (const each of steps) {
        if (each === 'event') {
          sent += 1;
          session.dispatch({ name: `EVENT_${sent}`, body: {} });
        } else if (each === 'cut') line.cut();
        else if (each === 'detach') session.detach();
        else resume();
      }
      resume();

      const events = received.filter(({ t }) => t !== 'RESUMED').map(({ t }) => t);
      expect(events).toEqual(Array.from({ length: sent }, (_, index) => `EVENT_${index + 1}`));
    }),
  );
});

it('cannot be resumed from an event that never was, nor from one long gone', () => {
  const session = createSession({ id: '1', shard: [0, 1], intents: 0 });
  const { socket } = createLine([]);

  for (let index = 0; index < 5_001; index += 1) session.dispatch({ name: 'EVENT', body: {} });

  expect(session.resume(socket, 5_002)).toBe(false);
  expect(session.resume(socket, 0)).toBe(false);
  expect(session.resume(socket, 1)).toBe(true);
});
