import { GatewayIntentBits as Intent, GatewayOpcodes as Opcode } from 'discord-api-types/v10';
import type { WebSocket } from 'ws';

/** Events kept for a session that may be resumed; older ones are lost to it. */
const MAX_KEPT_EVENTS = 5_000;

/** Something a bot is told. */
export interface GatewayEvent {
  /** Discord's name for it, such as `MESSAGE_CREATE`. */
  readonly name: string;
  readonly body: object;
  /** The server it happened in, which decides the shard that hears of it. */
  readonly guildId?: string;
  /** The intents that ask for it, any of which will do; without any, everybody is told. */
  readonly intents?: number;
  /** What is told instead to a bot without the Message Content intent. */
  readonly withoutContent?: object;
}

interface KeptEvent {
  readonly op: Opcode.Dispatch;
  readonly s: number;
  readonly t: string;
  readonly d: object;
}

/** An event as a bot was sent it. */
export interface SentEvent {
  readonly name: string;
  readonly body: object;
}

/** What a bot says of itself when it identifies. */
interface Identity {
  readonly id: string;
  readonly shard: readonly [id: number, count: number];
  readonly intents: number;
}

/** One shard's session, which outlives its connection. */
export interface GatewaySession extends Identity {
  readonly socket: WebSocket | undefined;
  /** Sends an event, or keeps it for the next connection, if the intents ask for it. */
  dispatch(event: GatewayEvent): void;
  /** Sends something that is no event, and is not kept. */
  signal(op: Opcode, d: unknown): void;
  attach(socket: WebSocket): void;
  detach(): void;
  /** Takes the session up after the event `sequence`; false if what is missing is no longer kept. */
  resume(socket: WebSocket, sequence: number): boolean;
}

/** @param tell hears of every event that goes over the line, again when it is sent again */
export function createSession(
  identity: Identity,
  tell: (sent: SentEvent) => void = () => undefined,
): GatewaySession {
  const { intents } = identity;
  const kept: KeptEvent[] = [];
  let sequence = 0;
  let socket: WebSocket | undefined;

  function push(name: string, body: object): void {
    sequence += 1;
    const event: KeptEvent = { op: Opcode.Dispatch, s: sequence, t: name, d: body };
    kept.push(event);
    if (kept.length > MAX_KEPT_EVENTS) kept.shift();
    if (socket !== undefined) send(socket, event);
  }

  function send(line: WebSocket, event: KeptEvent): void {
    line.send(JSON.stringify(event));
    tell({ name: event.t, body: event.d });
  }

  return {
    ...identity,
    get socket() {
      return socket;
    },
    dispatch(event) {
      if (event.intents !== undefined && (event.intents & intents) === 0) return;
      const readsContent = (intents & Intent.MessageContent) !== 0;
      // The body is copied: what it describes goes on changing while the event waits to be resent.
      const body = readsContent ? event.body : (event.withoutContent ?? event.body);
      push(event.name, structuredClone(body));
    },
    signal(op, d) {
      socket?.send(JSON.stringify({ op, d, s: null, t: null }));
    },
    attach(opened) {
      socket = opened;
    },
    detach() {
      socket = undefined;
    },
    resume(opened, last) {
      const oldest = kept[0]?.s ?? sequence + 1;
      if (last > sequence || last + 1 < oldest) return false;
      socket = opened;
      for (const event of kept.filter(({ s }) => s > last)) send(opened, event);
      push('RESUMED', {});
      return true;
    },
  };
}

/** Discord's rule for which shard hears of a server; of direct messages hears the first. */
export function shardOf(guildId: string | undefined, count: number): number {
  return guildId === undefined ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(count));
}
