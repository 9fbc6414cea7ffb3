import { setMaxListeners } from 'node:events';
import {
  type Client,
  RESTJSONErrorCodes as Code,
  DiscordAPIError,
  type REST,
  Routes,
} from 'discord.js';
import type { Logger } from 'pino';
import type { Notifier, PostOutcome } from '../../subscriptions/notifier.ts';
import { findPlace } from './find-place.ts';
import { missingPermissions } from './needed-permissions.ts';
import { postInPlace } from './post-in-place.ts';
import { type Failure, readFailure } from './read-failure.ts';
import { tellAdmins } from './tell-admins.ts';

/** How long a request that is not about a claimed message may take. */
const REQUEST_LIMIT_MS = 20_000;

export interface NotifierParts {
  /** Knows the servers, once it is connected. */
  readonly client: Client;
  /** See `createPostingRest`. */
  readonly rest: Pick<REST, 'get' | 'post'>;
  readonly log: Logger;
  /** In epoch milliseconds. */
  readonly now: () => number;
  /** How long Discord can be trusted to know a nonce again; two minutes unless told. */
  readonly nonceMemoryMs?: number;
  /** How long a request without a nonce may take effect after it was given up; 10 s unless told. */
  readonly settleMs?: number;
}

/** Discord speaks of “the past few minutes”; no more is relied on than these. */
const NONCE_MEMORY_MS = 2 * 60_000;

const SETTLE_MS = 10_000;

/** Posts on Discord, each message once. */
export function createDiscordNotifier({
  client,
  rest,
  log,
  now,
  nonceMemoryMs = NONCE_MEMORY_MS,
  settleMs = SETTLE_MS,
}: NotifierParts): Notifier {
  /** What went wrong, in words; what is a mistake of ours goes to the log whole. */
  function explain(error: unknown, channelId: string, signal: AbortSignal): Failure {
    const failure = readFailure(error, signal);
    if (failure !== undefined) return failure;
    log.error({ err: error, channel: channelId }, 'post failed');
    return error instanceof RangeError
      ? { kind: 'refused', cause: 'I made a mistake in putting this message together.' }
      : { kind: 'later', cause: 'Something went wrong on my side.' };
  }

  function hasRole(guildId: string, roleId: string): boolean {
    const guild = client.guilds.cache.get(guildId);
    return !guild?.available || guild.roles.cache.has(roleId);
  }

  return {
    async post(post) {
      const { channelId, expiresAt, subscription } = post.claim;
      // The other half of the claim is for clocks that differ and for what comes after.
      const deadline = now() + Math.max(0, expiresAt - now()) / 2;
      const signal = AbortSignal.timeout(Math.ceil(deadline - now()));
      // discord.js listens once more for every request, and Node takes more than ten for a leak.
      setMaxListeners(Number.POSITIVE_INFINITY, signal);
      try {
        const place = await findPlace({ client, rest }, channelId, signal);
        if (place === undefined) return barred('Nothing can be posted in a channel of this kind.');
        const { style } = subscription.wish;
        const missing =
          place.permissions === undefined
            ? []
            : missingPermissions(place.permissions, place.kind, style);
        if (missing.length > 0) return barred(`There I need ${listOf(missing)}.`);
        const botId = client.user?.id ?? '';
        const times = { now, nonceMemoryMs, settleMs, signal, deadline };
        const tools = { rest, log, botId, hasRole, ...times };
        return await postInPlace(post, place, tools).catch((error: unknown) => {
          if (!hasCode(error, Code.MissingPermissions)) throw error;
          // Discord says no more than that one is missing, and the gateway has not said which yet.
          const needed = missingPermissions(0n, place.kind, style);
          return barred(`Discord does not let me post there. I need ${listOf(needed)}.`);
        });
      } catch (error) {
        return explain(error, channelId, signal);
      }
    },

    async crosspost(channelId, messageId) {
      const signal = AbortSignal.timeout(REQUEST_LIMIT_MS);
      try {
        await rest.post(Routes.channelMessageCrosspost(channelId, messageId), { signal });
        return { kind: 'published' };
      } catch (error) {
        if (hasCode(error, Code.ThisMessageWasAlreadyCrossposted)) return { kind: 'published' };
        const failure = explain(error, channelId, signal);
        return failure.kind === 'barred' ? { kind: 'refused', cause: failure.detail } : failure;
      }
    },

    async tellAdmins(guildId, text) {
      const isTold = await tellAdmins({ client, rest, log }, guildId, text);
      if (!isTold) log.warn({ guild: guildId, text }, 'the admins could not be told');
      return isTold;
    },
  };
}

function barred(detail: string): PostOutcome {
  return { kind: 'barred', reason: 'permission-lost', detail };
}

function listOf(names: readonly string[]): string {
  const quoted = names.map((name) => `**${name}**`);
  const last = quoted.pop() ?? '';
  const permission = quoted.length === 0 ? 'the permission' : 'the permissions';
  return quoted.length === 0
    ? `${permission} ${last}`
    : `${permission} ${quoted.join(', ')} and ${last}`;
}

function hasCode(error: unknown, code: Code): boolean {
  return error instanceof DiscordAPIError && error.code === code;
}
