import type { Answer, CallName, Calls, PageEvent } from '../protocol.ts';
import type { Line } from './state.ts';

/** Discord said no, in its own words. */
class Refusal extends Error {}

export interface Connection {
  /** @throws {Refusal} with Discord's words, or because the server cannot be reached */
  call<Name extends CallName>(name: Name, ask: Calls[Name]['ask']): Promise<Calls[Name]['reply']>;
  /** Hands a file in; resolves to the id by which a message takes it. */
  upload(file: File): Promise<string>;
}

interface ConnectionOptions {
  readonly onEvent: (event: PageEvent) => void;
  /** Told of every change. */
  readonly onLine: (line: Line) => void;
  /** Whom the page is used as; asked whenever a connection begins. */
  readonly viewer: () => string | undefined;
}

const UNREACHABLE = 'Papercord cannot be reached at the moment.';

/** How long is waited before the next try: at first, and at most. A start takes a second or two. */
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 4_000;

/** The page's line to the server that it came from, taken up again whenever it breaks. */
export function connect({ onEvent, onLine, viewer }: ConnectionOptions): Connection {
  const waiting = new Map<number, { resolve(reply: unknown): void; reject(error: Error): void }>();
  let socket: WebSocket | undefined;
  let lastId = 0;

  function open(waitMs: number): void {
    const as = viewer();
    const query = as === undefined ? '' : `?as=${encodeURIComponent(as)}`;
    const opened = new WebSocket(`ws://${location.host}/live${query}`);
    let nextWaitMs = waitMs;
    opened.addEventListener('open', () => {
      socket = opened;
      nextWaitMs = FIRST_WAIT_MS;
      onLine('open');
    });
    opened.addEventListener('message', ({ data }) => receive(JSON.parse(String(data))));
    opened.addEventListener('close', () => {
      socket = undefined;
      for (const { reject } of waiting.values()) reject(new Refusal(UNREACHABLE));
      waiting.clear();
      void retry(nextWaitMs);
    });
  }

  async function retry(waitMs: number): Promise<void> {
    onLine('lost');
    // A refused WebSocket looks like an absent server; a refused page does not.
    const page = await fetch('/', { method: 'HEAD' }).catch(() => undefined);
    if (page?.status === 403) onLine('shut');
    else setTimeout(() => open(Math.min(waitMs * 2, LONGEST_WAIT_MS)), waitMs);
  }

  function receive(message: PageEvent | Answer): void {
    if (message.kind !== 'answer' && message.kind !== 'refusal') {
      onEvent(message);
      return;
    }
    const caller = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'answer') caller?.resolve(message.reply);
    else caller?.reject(new Refusal(message.reason));
  }

  open(FIRST_WAIT_MS);
  return {
    async call(name, ask) {
      if (socket?.readyState !== WebSocket.OPEN) throw new Refusal(UNREACHABLE);
      lastId += 1;
      const id = lastId;
      const reply = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }));
      socket.send(JSON.stringify({ id, call: name, ask }));
      return (await reply) as Calls[typeof name]['reply'];
    },
    async upload(file) {
      const answer = await fetch(`/uploads?name=${encodeURIComponent(file.name)}`, {
        method: 'POST',
        headers: { 'Content-Type': file.type || 'application/octet-stream' },
        body: file,
      }).catch(() => undefined);
      if (answer?.status === 201) return ((await answer.json()) as { readonly id: string }).id;
      throw new Refusal(answer === undefined ? UNREACHABLE : await answer.text());
    },
  };
}
