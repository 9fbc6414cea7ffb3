import { setTimeout as delay } from 'node:timers/promises';
import {
  ActivityType,
  Client,
  type ClientOptions,
  Events,
  GatewayCloseCodes,
  GatewayIntentBits,
  type Interaction,
  Options,
  Partials,
} from 'discord.js';
import type { Logger } from 'pino';
import type { Notifier } from '../subscriptions/notifier.ts';
import type { Command, MessageCommand, Services } from './command.ts';
import { defineCommands } from './command-definitions.ts';
import { watchChannels } from './following/watch-channels.ts';
import { forgetGuildsLeftBefore, forgetLeftGuilds } from './forget-guilds.ts';
import type { ReceivedMessage } from './message-reply.ts';
import { createDiscordNotifier } from './posting/create-notifier.ts';
import { createPostingRest } from './posting/posting-rest.ts';
import { registerCommands } from './register-commands.ts';
import { createInteractionRouter } from './route-interaction.ts';
import { createMessageRouter } from './route-message.ts';

/** What a bot is made of. */
export interface BotOptions {
  readonly token: string;
  readonly commands: readonly Command[];
  readonly messageCommands: readonly MessageCommand[];
  readonly services: Services;
  readonly log: Logger;
  /** Registers the commands in this server alone, where changes show at once. */
  readonly guildId?: string;
  /** `{ api, version }` leads to another Discord than the real one. */
  readonly rest?: NonNullable<ClientOptions['rest']>;
  readonly ws?: NonNullable<ClientOptions['ws']>;
  /** How long an answer may take before Discord is told to wait; 1,000 unless told. */
  readonly deferAfterMs?: number;
  /** How often an answer in the making is shown; 1,000 unless told, `Infinity` for never. */
  readonly editEveryMs?: number;
}

/** The bot on Discord. */
export interface Bot {
  /** Posts in channels; to be used once the bot has started. */
  readonly notifier: Notifier;
  /** Resolves when the bot is connected and its commands are registered. */
  start(): Promise<void>;
  /** Lets answers in the making go out, then disconnects. A stopped bot does not start again. */
  stop(): Promise<void>;
}

/** Answers in the making get this long when the bot stops. */
const STOP_GRACE_MS = 5_000;

/** Puts the bot together; nothing happens before `start`. */
export function createBot(options: BotOptions): Bot {
  const { token, commands, messageCommands, services, log, guildId, rest, ws } = options;
  const { deferAfterMs, editEveryMs } = options;
  const client = new Client(clientOptions(log, rest, ws));
  const pace = editEveryMs === undefined ? {} : { editEveryMs };
  const routeInteraction = createInteractionRouter({
    commands,
    messageCommands,
    services,
    log,
    ...pace,
    ...(deferAfterMs !== undefined && { deferAfterMs }),
  });
  const routeMessage = createMessageRouter({ desk: services.desk, log, ...pace });
  const answering = new Set<Promise<void>>();

  function track(routed: Promise<void>): void {
    const answer = routed.finally(() => answering.delete(answer));
    answering.add(answer);
  }
  const receiveInteraction = (interaction: Interaction) => track(routeInteraction(interaction));
  const receiveMessage = (message: ReceivedMessage) => track(routeMessage(message));

  client.on(Events.InteractionCreate, receiveInteraction);
  client.on(Events.MessageCreate, receiveMessage);
  const forgetting = { client, following: services.following, log };
  forgetLeftGuilds(forgetting);
  watchChannels(forgetting);
  logConnection(client, log);

  return {
    notifier: createDiscordNotifier({
      client,
      rest: createPostingRest({ ...client.options.rest }, token),
      log,
      now: Date.now,
    }),

    async start() {
      const [ready] = await Promise.all([whenReady(client), client.login(token)]);
      await forgetGuildsLeftBefore(forgetting);
      const isChanged = await registerCommands(defineCommands(commands, messageCommands), {
        rest: client.rest,
        applicationId: ready.application.id,
        ...(guildId !== undefined && { guildId }),
      });
      log.info(
        { bot: ready.user.tag, guilds: ready.guilds.cache.size, commandsRegistered: isChanged },
        'ready',
      );
    },

    async stop() {
      client.off(Events.InteractionCreate, receiveInteraction);
      client.off(Events.MessageCreate, receiveMessage);
      const grace = new AbortController();
      await Promise.race([
        Promise.all(answering),
        delay(STOP_GRACE_MS, undefined, { signal: grace.signal }).catch(() => undefined),
      ]);
      grace.abort();
      await client.destroy();
    },
  };
}

function clientOptions(log: Logger, rest: BotOptions['rest'], ws: BotOptions['ws']): ClientOptions {
  return {
    // None is privileged: of what people write, the bot reads only what is addressed to it.
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
    ],
    // Without it discord.js drops direct messages: Discord says nothing of their channel before.
    partials: [Partials.Channel],
    shards: 'auto',
    allowedMentions: { parse: [], repliedUser: false },
    presence: { activities: [{ type: ActivityType.Custom, name: 'help', state: '/paper help' }] },
    // Nothing here waits for the list of servers; a server in trouble must not hold up the start.
    waitGuildTimeout: 2_000,
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      // Whatever is answered brings all that is needed: no message, member or user is looked up.
      MessageManager: 0,
      ReactionManager: 0,
      PresenceManager: 0,
      VoiceStateManager: 0,
      GuildStickerManager: 0,
      GuildEmojiManager: 0,
      ThreadMemberManager: 0,
      GuildMemberManager: {
        maxSize: 10,
        keepOverLimit: (member) => member.id === member.client.user.id,
      },
      UserManager: { maxSize: 100, keepOverLimit: (user) => user.id === user.client.user.id },
    }),
    rest: {
      // discord.js keeps a queue for every interaction's token, an hour long unless told.
      handlerSweepInterval: 5 * 60_000,
      // Discord shuts an address out after 10,000 of them within 10 minutes.
      invalidRequestWarningInterval: 500,
      // It waits without a word; asked whether it is to give up instead, the log hears of it.
      rejectOnRateLimit: ({ route, retryAfter, global }) => {
        log.warn({ route, retryAfterMs: retryAfter, global }, 'rate limited');
        return false;
      },
      ...rest,
    },
    ...(ws !== undefined && { ws }),
  };
}

function whenReady(client: Client): Promise<Client<true>> {
  return new Promise((resolve, reject) => {
    client.once(Events.ClientReady, resolve);
    client.once(Events.ShardDisconnect, ({ code }) => {
      reject(new Error(`Discord closed the connection: ${closeReason(code)}`));
    });
  });
}

function logConnection(client: Client, log: Logger): void {
  client.on(Events.Error, (error) => log.error({ err: error }, 'discord client error'));
  client.on(Events.Warn, (warning) => log.warn({ warning }, 'discord client warning'));
  client.on(Events.ShardError, (error, shard) => log.warn({ err: error, shard }, 'shard error'));
  client.on(Events.ShardReady, (shard) => log.info({ shard }, 'shard ready'));
  client.on(Events.ShardReconnecting, (shard) => log.info({ shard }, 'shard reconnecting'));
  client.on(Events.ShardResume, (shard, replayed) =>
    log.info({ shard, replayed }, 'shard resumed'),
  );
  client.on(Events.ShardDisconnect, ({ code }, shard) => {
    log.error({ shard, code, reason: closeReason(code) }, 'shard will not reconnect');
  });
  client.rest.on('invalidRequestWarning', ({ count, remainingTime }) => {
    log.warn({ count, remainingMs: remainingTime }, 'many requests that Discord refuses');
  });
}

function closeReason(code: number): string {
  return `${GatewayCloseCodes[code] ?? 'unknown reason'} (${code})`;
}
