import type { Gateway } from './gateway.ts';

/** Which requests a fault strikes: a method (any unless told) and a path below `/api/v10`. */
interface RouteMatch {
  readonly method?: string;
  /** A whole path, or a pattern found in it. */
  readonly path?: string | RegExp;
}

/** What goes wrong with a request. */
export type Trouble =
  /** 429; `global` stops the bot on every route. */
  | {
      readonly kind: 'rateLimit';
      readonly retryAfterMs: number;
      readonly scope?: 'user' | 'global' | 'shared';
    }
  /** A refusal without effect, with Discord's `code` and `message` where they matter. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly code?: number;
      readonly message?: string;
    }
  /** The socket closes before the request takes effect, or after it, so that the answer is lost. */
  | { readonly kind: 'cut'; readonly when: 'before' | 'after' }
  /** The request is held up before it takes effect. */
  | { readonly kind: 'delay'; readonly ms: number };

/** A fault that was set. */
interface Fault {
  /** How often it has struck. */
  readonly hits: number;
  remove(): void;
}

/** Which shard's connection trouble is for; all of them unless told. */
interface ShardChoice {
  readonly shard?: number;
}

/** Trouble on demand. */
export interface Faults {
  /** The next `times` (default 1) requests that match get the trouble. */
  next(match: RouteMatch, trouble: Trouble, times?: number): Fault;
  /** Ends every fault, those of the gateway included. */
  clear(): void;

  /** Cuts the gateway's connection, with a close frame if `code` is given. */
  dropGateway(options?: ShardChoice & { readonly code?: number }): void;
  /** Tells the bot to reconnect and resume (opcode 7). */
  sendReconnect(options?: ShardChoice): void;
  /** Ends the session (opcode 9); a resumable one may be taken up again. */
  invalidateSession(options: ShardChoice & { readonly resumable: boolean }): void;
  /** Answers the next `times` (default 1) attempts to resume with an invalid session. */
  refuseResume(times?: number): void;
  /** Leaves heartbeats without an answer until {@link Faults.clear}, as a dead connection does. */
  stopHeartbeatAcks(): void;
}

/** Finds the trouble that is due for a request, and counts it. */
export type Strike = (method: string, path: string) => Trouble | undefined;

export function createFaults(gateway: Gateway): { faults: Faults; strike: Strike } {
  interface SetFault extends Fault {
    hits: number;
    readonly match: RouteMatch;
    readonly trouble: Trouble;
    readonly times: number;
  }
  const set = new Set<SetFault>();
  const { trouble: gatewayTrouble } = gateway;

  return {
    strike(method, path) {
      for (const fault of set) {
        if (!matches(fault.match, method, path)) continue;
        fault.hits += 1;
        if (fault.hits >= fault.times) set.delete(fault);
        return fault.trouble;
      }
      return undefined;
    },

    faults: {
      next(match, trouble, times = 1) {
        const fault: SetFault = {
          match,
          trouble,
          times,
          hits: 0,
          remove: () => void set.delete(fault),
        };
        set.add(fault);
        return fault;
      },
      clear() {
        set.clear();
        gatewayTrouble.refusedResumes = 0;
        gatewayTrouble.isDeaf = false;
      },
      dropGateway({ shard, code } = {}) {
        for (const { socket } of gateway.connected(shard)) {
          if (code === undefined) socket?.terminate();
          else socket?.close(code);
        }
      },
      sendReconnect({ shard } = {}) {
        for (const session of gateway.connected(shard)) gateway.sendReconnect(session);
      },
      invalidateSession({ shard, resumable }) {
        for (const session of gateway.connected(shard)) gateway.invalidate(session, resumable);
      },
      refuseResume(times = 1) {
        gatewayTrouble.refusedResumes += times;
      },
      stopHeartbeatAcks() {
        gatewayTrouble.isDeaf = true;
      },
    },
  };
}

function matches({ method, path }: RouteMatch, actualMethod: string, actualPath: string): boolean {
  if (method !== undefined && method.toUpperCase() !== actualMethod) return false;
  if (path === undefined) return true;
  return typeof path === 'string' ? path === actualPath : path.test(actualPath);
}
