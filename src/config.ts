import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { UserError } from './user-error.ts';

/** The folder of the project; relative paths in settings start here, wherever the bot is started. */
export const PROJECT_ROOT = fileURLToPath(new URL('..', import.meta.url));

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** A server that turns texts into embeddings, by the interface of OpenAI. */
interface EmbeddingsServer {
  readonly url: string;
  readonly model: string;
  readonly apiKey?: string;
}

/** Everything that the environment decides. */
export interface Settings {
  /** Absent: the bot runs on a Discord of its own, in the terminal. */
  readonly discordToken?: string;
  /** The one server to register commands in; absent: all servers. */
  readonly discordGuildId?: string;
  /** Absolute. */
  readonly corpusFile: string;
  /** Absent: the embeddings that come with the project. */
  readonly embeddings?: EmbeddingsServer;
  readonly logLevel: LogLevel;
  /** Absolute; what can be computed again is kept here. */
  readonly dataDir: string;
}

const NO_SPACES = /^\S+$/;
const SNOWFLAKE = /^\d{17,20}$/;

const variables = z
  .object({
    DISCORD_TOKEN: z.string().regex(NO_SPACES, 'is no token: it has a space in it').optional(),
    DISCORD_GUILD_ID: z.string().regex(SNOWFLAKE, 'is no server id: 17 to 20 digits').optional(),
    CORPUS_FILE: path('data/papers.jsonl'),
    EMBEDDINGS_URL: z
      .url({ protocol: /^https?$/, error: 'is no http or https address' })
      .optional(),
    EMBEDDINGS_MODEL: z.string().optional(),
    EMBEDDINGS_API_KEY: z.string().regex(NO_SPACES, 'is no key: it has a space in it').optional(),
    LOG_LEVEL: z
      .string()
      .toLowerCase()
      .pipe(z.enum(LOG_LEVELS, `is none of ${LOG_LEVELS.join(', ')}`))
      .optional(),
    DATA_DIR: path('.cache'),
  })
  .refine(({ EMBEDDINGS_URL: url, EMBEDDINGS_MODEL: model }) => !url || model, {
    path: ['EMBEDDINGS_MODEL'],
    error: 'is missing: the server at EMBEDDINGS_URL is asked for a model by its name',
    when: () => true,
  })
  .refine(({ EMBEDDINGS_URL: url, EMBEDDINGS_MODEL: model }) => !model || url, {
    path: ['EMBEDDINGS_URL'],
    error: 'is missing: EMBEDDINGS_MODEL is the name of a model on a server',
    when: () => true,
  });

/** The names of all variables that are read; `.env.example` explains each. */
export const SETTING_NAMES: readonly string[] = Object.keys(variables.shape);

/**
 * Reads the settings from the environment; a variable that is empty counts as not set.
 *
 * @throws UserError that names every mistake at once
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const given = SETTING_NAMES.flatMap((name) => {
    const value = env[name]?.trim();
    return value ? [[name, value] as const] : [];
  });
  const { data, error } = variables.safeParse(Object.fromEntries(given));
  if (error) throw new UserError(`Some settings are wrong:\n${z.prettifyError(error)}`);

  return {
    ...(data.DISCORD_TOKEN && { discordToken: data.DISCORD_TOKEN }),
    ...(data.DISCORD_GUILD_ID && { discordGuildId: data.DISCORD_GUILD_ID }),
    corpusFile: data.CORPUS_FILE,
    ...(data.EMBEDDINGS_URL &&
      data.EMBEDDINGS_MODEL && {
        embeddings: {
          url: data.EMBEDDINGS_URL,
          model: data.EMBEDDINGS_MODEL,
          ...(data.EMBEDDINGS_API_KEY && { apiKey: data.EMBEDDINGS_API_KEY }),
        },
      }),
    // In the terminal the log would stand between the cards.
    logLevel: data.LOG_LEVEL ?? (data.DISCORD_TOKEN === undefined ? 'warn' : 'info'),
    dataDir: data.DATA_DIR,
  };
}

function path(byDefault: string) {
  return z
    .string()
    .default(byDefault)
    .transform((file) => resolve(PROJECT_ROOT, file));
}
