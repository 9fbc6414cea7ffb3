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
  /**
   * A refusal, with Discord's `code` and `message` where they matter. It is without effect unless
   * it comes `after`: then the request was heeded, and only the answer says otherwise.
   */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly code?: number;
      readonly message?: string;
      readonly when?: 'before' | 'after';
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

/** A request that a fault may strike. */
interface StruckRequest {
  readonly method: string;
  /** Below `/api/v10`. */
  readonly path: string;
  /** What the bot calls itself: tells its processes apart, if they have names. */
  readonly userAgent: string;
}

/** Trouble on demand. */
export interface Faults {
  /** The next `times` (default 1) requests that match get the trouble. */
  next(match: RouteMatch, trouble: Trouble, times?: number): Fault;
  /** Asks for each request that matches what is to go wrong with it, if anything. */
  each(match: RouteMatch, choose: (request: StruckRequest) => Trouble | undefined): Fault;
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
export type Strike = (request: StruckRequest) => Trouble | undefined;

export function createFaults(gateway: Gateway): { faults: Faults; strike: Strike } {
  interface SetFault extends Fault {
    hits: number;
    readonly match: RouteMatch;
    readonly choose: (request: StruckRequest) => Trouble | undefined;
    readonly times: number;
  }
  const set = new Set<SetFault>();
  const { trouble: gatewayTrouble } = gateway;

  function add(match: RouteMatch, choose: SetFault['choose'], times: number): Fault {
    const remove = () => void set.delete(fault);
    const fault: SetFault = { match, choose, times, hits: 0, remove };
    set.add(fault);
    return fault;
  }

  return {
    strike(request) {
      for (const fault of set) {
        if (!matches(fault.match, request)) continue;
        const trouble = fault.choose(request);
        if (trouble === undefined) continue;
        fault.hits += 1;
        if (fault.hits >= fault.times) set.delete(fault);
        return trouble;
      }
      return undefined;
    },

    faults: {
      next: (match, trouble, times = 1) => add(match, () => trouble, times),
      each: (match, choose) => add(match, choose, Number.POSITIVE_INFINITY),
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

function matches(match: RouteMatch, { method, path }: StruckRequest): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== method) return false;
  if (match.path === undefined) return true;
  return typeof match.path === 'string' ? match.path === path : match.path.test(path);
}
