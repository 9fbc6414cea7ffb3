import {
  GatewayCloseCodes as CloseCode,
  GatewayIntentBits as Intent,
  GatewayOpcodes as Opcode,
} from 'discord-api-types/v10';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { GatewayOptions, GatewayTrouble } from './gateway.ts';
import { createSession, type GatewaySession } from './gateway-session.ts';

const MAX_PAYLOAD_BYTES = 4_096;
const MAX_SENT_PER_MINUTE = 120;

/** Sessions without a connection that can be resumed; Discord forgets by time instead. */
const MAX_LEFT_SESSIONS = 20;

const KNOWN_INTENTS = Object.values(Intent).reduce<number>(
  (sum, intent) => sum | (typeof intent === 'number' ? intent : 0),
  0,
);

/** Intents that must be switched on for an application. */
const PRIVILEGED_INTENTS = Intent.GuildMembers | Intent.GuildPresences | Intent.MessageContent;

const payload = z.object({ op: z.int(), d: z.unknown().optional() });
const identification = z.object({
  token: z.string(),
  intents: z.int(),
  shard: z.tuple([z.int(), z.int()]).default([0, 1]),
});
const resumption = z.object({ token: z.string(), session_id: z.string(), seq: z.int() });

/** What every connection shares. */
interface ConnectionContext extends GatewayOptions {
  readonly sessions: Map<string, GatewaySession>;
  readonly trouble: GatewayTrouble;
}

/** Speaks Discord's protocol with a bot over one connection, from HELLO on. */
export function serveConnection(
  socket: WebSocket,
  version: string | null,
  context: ConnectionContext,
): void {
  const { sessions, trouble, log } = context;
  const isTooFast = createRateCheck(context.now);
  let session: GatewaySession | undefined;

  function send(op: Opcode, d: unknown): void {
    socket.send(JSON.stringify({ op, d, s: null, t: null }));
  }

  function isIdentified(): boolean {
    return session?.socket === socket;
  }

  function identify(d: unknown): CloseCode | undefined {
    const asked = identification.safeParse(d);
    if (!asked.success) return CloseCode.DecodeError;
    const { token, intents, shard } = asked.data;
    const problem =
      version === '10'
        ? identityProblem(token, intents, shard, context)
        : CloseCode.InvalidAPIVersion;
    if (problem !== undefined) return problem;
    session = createSession({ id: context.nextId(), intents, shard }, context.sent);
    sessions.set(session.id, session);
    session.attach(socket);
    log(`gateway: shard ${shard[0]} of ${shard[1]} identified`);
    context.connectionChanged();
    for (const event of context.welcome(session)) session.dispatch(event);
    return undefined;
  }

  function resume(d: unknown): CloseCode | undefined {
    const asked = resumption.safeParse(d);
    if (!asked.success) return CloseCode.DecodeError;
    const { token, session_id, seq } = asked.data;
    if (token !== context.token) return CloseCode.AuthenticationFailed;
    const kept = sessions.get(session_id);
    if (trouble.refusedResumes > 0) {
      trouble.refusedResumes -= 1;
      sessions.delete(session_id);
    } else if (kept?.resume(socket, seq)) {
      session = kept;
      log(`gateway: shard ${kept.shard[0]} resumed`);
      context.connectionChanged();
      return undefined;
    }
    log('gateway: resume refused');
    send(Opcode.InvalidSession, false);
    return undefined;
  }

  /** Acts on what the bot sent; what comes back is why the connection is to be closed. */
  function receive({ op, d }: z.output<typeof payload>): CloseCode | undefined {
    switch (op) {
      case Opcode.Heartbeat:
        if (!trouble.isDeaf) send(Opcode.HeartbeatAck, null);
        return undefined;
      case Opcode.Identify:
        return isIdentified() ? CloseCode.AlreadyAuthenticated : identify(d);
      case Opcode.Resume:
        return isIdentified() ? CloseCode.AlreadyAuthenticated : resume(d);
      case Opcode.RequestGuildMembers:
      case Opcode.PresenceUpdate:
      case Opcode.VoiceStateUpdate:
        if (!isIdentified()) return CloseCode.NotAuthenticated;
        for (const event of context.answer(op, d)) session?.dispatch(event);
        return undefined;
      default:
        return CloseCode.UnknownOpcode;
    }
  }

  socket.on('message', (raw) => {
    const message = isTooFast() ? CloseCode.RateLimited : decode(raw.toString());
    const problem = typeof message === 'number' ? message : receive(message);
    if (problem === undefined) return;
    log(`gateway: closed with ${problem} ${CloseCode[problem]}`);
    socket.close(problem, CloseCode[problem]);
  });
  socket.on('close', (code) => {
    if (session === undefined || !isIdentified()) return;
    session.detach();
    // A client that leaves with 1000 or 1001 ends its session.
    if (code === 1000 || code === 1001) sessions.delete(session.id);
    forgetOldest(sessions);
    log(`gateway: shard ${session.shard[0]} left with ${code}`);
    context.connectionChanged();
  });
  socket.on('error', (error) => log(`gateway: ${error.message}`));

  send(Opcode.Hello, { heartbeat_interval: context.heartbeatIntervalMs });
}

/** Sessions without a connection are kept to be resumed, but not for ever. */
function forgetOldest(sessions: Map<string, GatewaySession>): void {
  const left = [...sessions.values()].filter(({ socket }) => socket === undefined);
  for (const { id } of left.slice(0, -MAX_LEFT_SESSIONS)) sessions.delete(id);
}

function identityProblem(
  token: string,
  intents: number,
  [id, count]: readonly [number, number],
  context: ConnectionContext,
): CloseCode | undefined {
  if (token !== context.token) return CloseCode.AuthenticationFailed;
  if (id < 0 || id >= count) return CloseCode.InvalidShard;
  if ((intents & ~KNOWN_INTENTS) !== 0) return CloseCode.InvalidIntents;
  const forbidden = PRIVILEGED_INTENTS & ~context.privilegedIntents;
  return (intents & forbidden) === 0 ? undefined : CloseCode.DisallowedIntents;
}

function createRateCheck(now: () => number): () => boolean {
  let minute = 0;
  let sent = 0;
  return () => {
    const current = Math.floor(now() / 60_000);
    sent = current === minute ? sent + 1 : 1;
    minute = current;
    return sent > MAX_SENT_PER_MINUTE;
  };
}

/** What a bot sent, or why it cannot be read. */
function decode(raw: string): z.output<typeof payload> | CloseCode.DecodeError {
  if (Buffer.byteLength(raw) > MAX_PAYLOAD_BYTES) return CloseCode.DecodeError;
  try {
    return payload.safeParse(JSON.parse(raw)).data ?? CloseCode.DecodeError;
  } catch {
    return CloseCode.DecodeError;
  }
}
