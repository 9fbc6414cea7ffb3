import { once } from 'node:events';
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { GatewayOpcodes } from 'discord-api-types/v10';
import { Hono } from 'hono';
import { type Administration, createAdministration } from './administration.ts';
import { createPeople } from './create-people.ts';
import { createWriting } from './create-writing.ts';
import { createFaults, type Faults } from './faults.ts';
import { createRespond } from './first-response.ts';
import { createFollowUps } from './follow-ups.ts';
import { createOpenPost } from './forum-posts.ts';
import { createGateway } from './gateway.ts';
import { createInteractions } from './interactions.ts';
import { createLive, type Live } from './live-events.ts';
import { createMessages } from './messages.ts';
import type { Parts } from './parts.ts';
import type { People } from './people.ts';
import type { RateLimit } from './rate-limits.ts';
import { createAccess } from './rest/access.ts';
import { createApi } from './rest/api.ts';
import { applicationCommandRoutes } from './rest/application-commands.ts';
import { channelRoutes } from './rest/channels.ts';
import { guildRoutes } from './rest/guilds.ts';
import { callbackRoutes, webhookRoutes } from './rest/interactions.ts';
import { messageRoutes } from './rest/messages.ts';
import { userRoutes } from './rest/users.ts';
import { createSnowflakes } from './snowflake.ts';
import { createThreads } from './threads.ts';
import { createTrafficLog, describeBody, type Traffic } from './traffic.ts';
import { membersChunk, welcome } from './welcome.ts';
import { createWorld, type World } from './world.ts';

const HOST = '127.0.0.1';
const HEARTBEAT_INTERVAL_MS = 41_250;
const RESPONSE_DEADLINE_MS = 3_000;
const TOKEN_LIFE_MS = 15 * 60 * 1000;
const NONCE_LIFE_MS = 5 * 60 * 1000;

/** Sessions a bot may start a day. */
const SESSION_STARTS = 1_000;

export interface LocalDiscordOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** The clock in milliseconds since 1970; ids, rate limits and token ages come from it. */
  readonly now?: () => number;
  /** How many shards Discord recommends; default 1. */
  readonly shards?: number;
  /** Privileged intents that are switched on; none unless told. */
  readonly privilegedIntents?: number;
  /** How often the bot is to send a heartbeat; 41,250 unless told. */
  readonly heartbeatIntervalMs?: number;
  /** How long the bot has for its first response to an interaction; 3,000 unless told. */
  readonly responseDeadlineMs?: number;
  /** How long an interaction's token lives; 15 minutes unless told. */
  readonly tokenLifeMs?: number;
  /** How long the same nonce gives back the first message; 5 minutes unless told. */
  readonly nonceLifeMs?: number;
  /** How often a channel's messages can be published; 10 times an hour unless told. */
  readonly crosspostLimit?: RateLimit;
}

/**
 * Discord's gateway and REST on loopback, with a small world in it.
 *
 * A bot connects with `rest: { api: apiUrl, version: '10' }` and is otherwise unchanged.
 */
export interface LocalDiscord {
  /** For discord.js' `rest.api`. */
  readonly apiUrl: string;
  /** The only token that may log in. */
  readonly token: string;
  readonly applicationId: string;
  readonly world: World;
  readonly people: People;
  readonly admin: Administration;
  readonly faults: Faults;
  readonly on: Live['on'];
  /** Requests and events of late, oldest first; those to come are told of as live events. */
  traffic(): readonly Traffic[];
  /** Whether the bot is connected to the gateway now. */
  isBotConnected(): boolean;
  close(): Promise<void>;
}

/** Starts a Discord that listens on 127.0.0.1 only. */
export async function startLocalDiscord(options: LocalDiscordOptions = {}): Promise<LocalDiscord> {
  const { port = 0, now = Date.now, shards = 1, privilegedIntents = 0 } = options;
  const nextId = createSnowflakes(now);
  const live = createLive();
  const log = (line: string) => live.emit('log', line);
  const world = createWorld(nextId, now);
  const token = tokenFor(world.bot.id);
  const address = { http: '', gateway: '' };
  const trafficLog = createTrafficLog();

  function trace(traffic: Traffic): void {
    trafficLog.add(traffic);
    live.emit('traffic', traffic);
  }

  const gateway = createGateway({
    token,
    nextId,
    now,
    privilegedIntents,
    heartbeatIntervalMs: options.heartbeatIntervalMs ?? HEARTBEAT_INTERVAL_MS,
    log,
    sent: ({ name, body }) => trace({ kind: 'event', name, body: describeBody(body), atMs: now() }),
    connectionChanged: () => live.emit('placeChange'),
    welcome: (session) => welcome(world, session, address.gateway),
    answer: (op, request) =>
      op === GatewayOpcodes.RequestGuildMembers ? membersChunk(world, request) : [],
  });
  const parts: Parts = {
    world,
    gateway,
    live,
    nextId,
    now,
    store(id, file) {
      world.files.set(id, file);
      return `${address.http}/attachments/${id}/${encodeURIComponent(file.filename)}`;
    },
  };
  const messages = createMessages(parts, options.nonceLifeMs ?? NONCE_LIFE_MS);
  const threads = createThreads(parts, messages);
  const openPost = createOpenPost(parts, messages, threads);
  const interactions = createInteractions(parts, {
    responseDeadlineMs: options.responseDeadlineMs ?? RESPONSE_DEADLINE_MS,
    tokenLifeMs: options.tokenLifeMs ?? TOKEN_LIFE_MS,
  });
  const admin = createAdministration(parts, messages, threads);
  const access = createAccess(world);
  const { faults, strike } = createFaults(gateway);

  const app = createApi({
    token,
    now,
    crosspostLimit: options.crosspostLimit,
    strike,
    log,
    trace,
    addRoutes(api) {
      api.get('/gateway', (c) => c.json({ url: address.gateway }));
      api.get('/gateway/bot', (c) => c.json(gatewayOf(address.gateway, shards)));
      for (const path of ['/applications/@me', '/oauth2/applications/@me']) {
        api.get(path, (c) => c.json(world.application));
      }
      api.route('/applications', applicationCommandRoutes(parts, access));
      api.route('/channels', messageRoutes(parts, access, messages, threads));
      api.route('/channels', channelRoutes(parts, access, messages, threads, openPost));
      api.route('/guilds', guildRoutes(parts, access));
      api.route('/users', userRoutes(parts, admin.removeBot));
      api.route(
        '/interactions',
        callbackRoutes(world, createRespond(parts, messages, interactions)),
      );
      api.route('/webhooks', webhookRoutes(world, createFollowUps(parts, messages, interactions)));
    },
  });
  app.route('/attachments', fileRoutes(world));

  const server = serve({ fetch: app.fetch, hostname: HOST, port }) as Server;
  server.on('upgrade', gateway.upgrade);
  if (!server.listening) await once(server, 'listening');
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('No port to listen on');
  address.http = `http://${HOST}:${bound.port}`;
  address.gateway = `ws://${HOST}:${bound.port}/gateway`;

  return {
    apiUrl: `${address.http}/api`,
    token,
    applicationId: world.application.id,
    world,
    people: {
      ...createPeople(parts, interactions),
      ...createWriting(parts, messages, threads, openPost),
    },
    admin,
    faults,
    on: live.on,
    traffic: trafficLog.latest,
    isBotConnected: () => gateway.connected().length > 0,
    async close() {
      gateway.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A made-up token with the shape of a real one, whose first part is the bot's id. */
function tokenFor(botId: string): string {
  return `${Buffer.from(botId).toString('base64url')}.local0.${'0'.repeat(38)}`;
}

function gatewayOf(url: string, shards: number) {
  return {
    url,
    shards,
    session_start_limit: {
      total: SESSION_STARTS,
      remaining: SESSION_STARTS,
      reset_after: 0,
      max_concurrency: 1,
    },
  };
}

/** What was attached to messages, at the addresses that messages give. */
function fileRoutes(world: World): Hono {
  const routes = new Hono();
  routes.get('/:id/:filename', (c) => {
    const file = world.files.get(c.req.param('id'));
    if (file === undefined) return c.notFound();
    return c.body(file.bytes, 200, { 'Content-Type': file.contentType });
  });
  return routes;
}
