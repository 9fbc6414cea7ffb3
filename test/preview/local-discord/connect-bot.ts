import {
  Client,
  type ClientOptions,
  Events,
  GatewayIntentBits,
  type TextChannel,
} from 'discord.js';
import {
  type LocalDiscord,
  type LocalDiscordOptions,
  startLocalDiscord,
} from '../../../src/preview/local-discord/local-discord.ts';

const INTENTS = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
];

/** A real discord.js client, logged in to a Discord on this machine. */
export interface ConnectedBot extends AsyncDisposable {
  readonly discord: LocalDiscord;
  readonly client: Client<true>;
}

export interface ConnectOptions {
  readonly discord?: LocalDiscordOptions;
  readonly client?: Partial<ClientOptions>;
  readonly rest?: ClientOptions['rest'];
  /** Adds listeners before the login. */
  readonly prepare?: (client: Client) => void;
}

export async function connectBot(options: ConnectOptions = {}): Promise<ConnectedBot> {
  const discord = await startLocalDiscord(options.discord);
  const client = new Client({
    intents: INTENTS,
    rest: { api: discord.apiUrl, version: '10', ...options.rest },
    ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => {} }) },
    ...options.client,
  });
  options.prepare?.(client);
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.token);
  await ready;
  return {
    discord,
    client: client as Client<true>,
    async [Symbol.asyncDispose]() {
      await client.destroy();
      await discord.close();
    },
  };
}

/** #papers, as the bot knows it. */
export function papersOf({ client, discord }: ConnectedBot): TextChannel {
  return client.channels.cache.get(discord.world.cast.papers.id) as TextChannel;
}
