import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayOpcodes as Opcode } from 'discord-api-types/v10';
import { WebSocketServer } from 'ws';
import { serveConnection } from './gateway-connection.ts';
import {
  type GatewayEvent,
  type GatewaySession,
  type SentEvent,
  shardOf,
} from './gateway-session.ts';

const MAX_FRAME_BYTES = 1_048_576;

export interface GatewayOptions {
  readonly token: string;
  readonly nextId: () => string;
  readonly now: () => number;
  /** How often the bot is to send a heartbeat. */
  readonly heartbeatIntervalMs: number;
  /** Privileged intents that are switched on for the application. */
  readonly privilegedIntents: number;
  /** READY and what follows it. */
  readonly welcome: (session: GatewaySession) => readonly GatewayEvent[];
  /** Events in answer to what a bot asks over its connection, such as a server's members. */
  readonly answer: (op: Opcode, request: unknown) => readonly GatewayEvent[];
  readonly log: (line: string) => void;
  /** Hears of every event that is sent to a bot, as it is sent. */
  readonly sent: (event: SentEvent) => void;
  /** Hears that a bot came or went. */
  readonly connectionChanged: () => void;
}

/** What goes wrong on demand. */
export interface GatewayTrouble {
  /** Attempts to resume that will still be refused. */
  refusedResumes: number;
  /** Whether heartbeats go without an answer. */
  isDeaf: boolean;
}

/** The bot's live connection. */
export interface Gateway {
  readonly trouble: GatewayTrouble;
  /** Tells every session that is to hear of it, or keeps it for those that are away. */
  dispatch(event: GatewayEvent): void;
  /** Sessions that are connected now, of one shard or of all. */
  connected(shard?: number): readonly GatewaySession[];
  sendReconnect(session: GatewaySession): void;
  /** Ends a session; a resumable one may be taken up again over the same connection. */
  invalidate(session: GatewaySession, isResumable: boolean): void;
  /** Takes over an HTTP request that asks for a WebSocket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
}

export function createGateway(options: GatewayOptions): Gateway {
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES });
  const sessions = new Map<string, GatewaySession>();
  const trouble: GatewayTrouble = { refusedResumes: 0, isDeaf: false };
  const context = { ...options, sessions, trouble };

  return {
    trouble,
    dispatch(event) {
      options.log(`event ${event.name}`);
      for (const session of sessions.values()) {
        const [id, count] = session.shard;
        if (shardOf(event.guildId, count) === id) session.dispatch(event);
      }
    },
    connected: (shard) =>
      [...sessions.values()].filter(
        (session) =>
          session.socket !== undefined && (shard === undefined || session.shard[0] === shard),
      ),
    sendReconnect: (session) => session.signal(Opcode.Reconnect, null),
    invalidate(session, isResumable) {
      session.signal(Opcode.InvalidSession, isResumable);
      session.detach();
      options.connectionChanged();
      if (!isResumable) sessions.delete(session.id);
    },
    upgrade(request, socket, head) {
      const { searchParams } = new URL(request.url ?? '/', 'ws://localhost');
      server.handleUpgrade(request, socket, head, (opened) =>
        serveConnection(opened, searchParams.get('v'), context),
      );
    },
    close() {
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
}
