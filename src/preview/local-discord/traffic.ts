/** A request of the bot, or an event that it was sent, when it was over. */
export type Traffic =
  | {
      readonly kind: 'request';
      readonly method: string;
      /** Below `/api/v10`, without tokens. */
      readonly path: string;
      readonly status: number;
      /** How long the request took on this side. */
      readonly tookMs: number;
      readonly atMs: number;
      /** What was sent along, as {@link describeBody} gives it; absent where that was nothing. */
      readonly body?: string;
    }
  | {
      readonly kind: 'event';
      readonly name: string;
      readonly body: string;
      readonly atMs: number;
    };

/** The traffic of late, oldest first. */
export interface TrafficLog {
  add(traffic: Traffic): void;
  latest(): readonly Traffic[];
}

/** A message with all the components that Discord takes has about half as many characters. */
const MAX_BODY_CHARS = 32_768;

/** Enough to show how a bot has started to whoever opens a page after that. */
const MAX_KEPT = 100;

export function createTrafficLog(): TrafficLog {
  let kept: readonly Traffic[] = [];
  return {
    add(traffic) {
      kept = [...kept.slice(1 - MAX_KEPT), traffic];
    },
    latest: () => kept,
  };
}

/**
 * A body as indented JSON for reading: tokens are left out of it, because who has an interaction's
 * token can answer it, and so is the end of a very long one.
 */
export function describeBody(body: unknown): string {
  const whole = JSON.stringify(body, (key, value) => (key === 'token' ? '…' : value), 2);
  const rest = whole.length - MAX_BODY_CHARS;
  if (rest <= 0) return whole;
  return `${whole.slice(0, MAX_BODY_CHARS)}… ${rest.toLocaleString('en')} more characters`;
}

/** A path below `/api/v10` without the token that paths of interactions and webhooks have. */
export function withoutToken(path: string): string {
  return path.replace(/^(\/(?:interactions|webhooks)\/\d+\/)[^/]+/, '$1…');
}
