import type { Answer, CallName, Calls, PageEvent } from '../protocol.ts';

/** Discord said no, in its own words. */
class Refusal extends Error {}

export interface Connection {
  /** @throws {Refusal} with Discord's words */
  call<Name extends CallName>(name: Name, ask: Calls[Name]['ask']): Promise<Calls[Name]['reply']>;
}

interface ConnectionOptions {
  readonly onEvent: (event: PageEvent) => void;
  /** Told of every change; a page whose server is gone cannot come back, for its key is gone too. */
  readonly onOpen: (isOpen: boolean) => void;
}

const CLOSED = 'Papercord has stopped. Start it again, and open the address that it prints.';

/** The page's line to the server that it came from. */
export function connect({ onEvent, onOpen }: ConnectionOptions): Connection {
  const socket = new WebSocket(`ws://${location.host}/live`);
  const waiting = new Map<number, { resolve(reply: unknown): void; reject(error: Error): void }>();
  const whenOpen = new Promise<void>((resolve) => {
    socket.addEventListener('open', () => {
      onOpen(true);
      resolve();
    });
  });
  let lastId = 0;

  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as PageEvent | Answer;
    if (message.kind !== 'answer' && message.kind !== 'refusal') return onEvent(message);
    const caller = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'answer') caller?.resolve(message.reply);
    else caller?.reject(new Refusal(message.reason));
    return undefined;
  });
  socket.addEventListener('close', () => {
    onOpen(false);
    for (const { reject } of waiting.values()) reject(new Refusal(CLOSED));
    waiting.clear();
  });

  return {
    async call(name, ask) {
      await whenOpen;
      if (socket.readyState !== WebSocket.OPEN) throw new Refusal(CLOSED);
      lastId += 1;
      const id = lastId;
      const reply = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }));
      socket.send(JSON.stringify({ id, call: name, ask }));
      return (await reply) as Calls[typeof name]['reply'];
    },
  };
}
