import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import type { LanguageModelSettings } from './answer/language-model/settings.ts';
import {
  readSourceSettings,
  type SourceSettings,
  sourceVariables,
} from './feeds/source-settings.ts';
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
  /** Absent: questions are answered by quotes alone, and no text leaves the machine. */
  readonly languageModel?: LanguageModelSettings;
  readonly logLevel: LogLevel;
  /** Absolute; whatever the bot keeps lies here, the database too when there is no server for it. */
  readonly dataDir: string;
  /** Where the page is served while there is no token; the next free one when it is taken. */
  readonly previewPort: number;
  /** A PostgreSQL server for the database; absent: a file in `dataDir`. */
  readonly databaseUrl?: string;
  /** Where new papers come from. */
  readonly sources: SourceSettings;
  /** Subscriptions that one server may have. */
  readonly subscriptionsPerGuild: number;
}

const NO_SPACES = /^\S+$/;
const SNOWFLAKE = /^\d{17,20}$/;
/** Below the time after which whoever asked is told that nothing comes. */
const MAX_LLM_SECONDS = 150;
/** What a question, the rules for answering it and one abstract take, with room to spare. */
const MIN_TOKENS_TO_READ = 1_500;

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
    LLM_BASE_URL: z.url({ protocol: /^https?$/, error: 'is no http or https address' }).optional(),
    LLM_MODEL: z.string().optional(),
    LLM_API_KEY: z.string().regex(NO_SPACES, 'is no key: it has a space in it').optional(),
    LLM_TIMEOUT_SECONDS: wholeNumber({ min: 1, max: MAX_LLM_SECONDS, byDefault: 60 }),
    LLM_MAX_TOKENS: wholeNumber({ min: 100, max: 100_000, byDefault: 1_000 }),
    LLM_CONTEXT_TOKENS: wholeNumber({ min: 2_000, max: 10_000_000, byDefault: 4_096 }),
    LLM_DAILY_TOKENS: z
      .string()
      .regex(/^(?:\d+|unlimited)$/, 'is neither a whole number nor “unlimited”')
      .transform((text) => (text === 'unlimited' ? Number.POSITIVE_INFINITY : Number(text)))
      .default(200_000),
    LLM_CONCURRENCY: wholeNumber({ min: 1, max: 1_000, byDefault: 2 }),
    LOG_LEVEL: z
      .string()
      .toLowerCase()
      .pipe(z.enum(LOG_LEVELS, `is none of ${LOG_LEVELS.join(', ')}`))
      .optional(),
    DATA_DIR: path('.papercord'),
    PREVIEW_PORT: wholeNumber({ min: 0, max: 65_535, byDefault: 4747 }),
    DATABASE_URL: z
      .string()
      .refine(isPostgresAddress, 'is no address such as postgresql://user:password@host/database')
      .optional(),
    SUBSCRIPTIONS_PER_SERVER: wholeNumber({ min: 1, max: 1_000, byDefault: 25 }),
    ...sourceVariables,
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
  })
  .refine(({ LLM_BASE_URL: url, LLM_MODEL: model }) => !url || model, {
    path: ['LLM_MODEL'],
    error: 'is missing: the server at LLM_BASE_URL is asked for a model by its name',
    when: () => true,
  })
  .refine(({ LLM_BASE_URL: url, LLM_MODEL: model }) => !model || url, {
    path: ['LLM_BASE_URL'],
    error: 'is missing: LLM_MODEL is the name of a model on a server',
    when: () => true,
  })
  .refine((llm) => llm.LLM_CONTEXT_TOKENS >= llm.LLM_MAX_TOKENS + MIN_TOKENS_TO_READ, {
    path: ['LLM_CONTEXT_TOKENS'],
    error: `is too small: beside LLM_MAX_TOKENS, ${MIN_TOKENS_TO_READ} are needed for reading`,
  })
  .refine((llm) => llm.LLM_DAILY_TOKENS >= llm.LLM_CONTEXT_TOKENS, {
    path: ['LLM_DAILY_TOKENS'],
    error: 'is too small: one question may take LLM_CONTEXT_TOKENS',
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
    ...(data.LLM_BASE_URL &&
      data.LLM_MODEL && {
        languageModel: {
          baseUrl: data.LLM_BASE_URL,
          model: data.LLM_MODEL,
          ...(data.LLM_API_KEY && { apiKey: data.LLM_API_KEY }),
          timeoutMs: data.LLM_TIMEOUT_SECONDS * 1000,
          maxOutputTokens: data.LLM_MAX_TOKENS,
          contextTokens: data.LLM_CONTEXT_TOKENS,
          dailyTokens: data.LLM_DAILY_TOKENS,
          concurrency: data.LLM_CONCURRENCY,
        },
      }),
    // In the terminal the log would stand between the cards.
    logLevel: data.LOG_LEVEL ?? (data.DISCORD_TOKEN === undefined ? 'warn' : 'info'),
    dataDir: data.DATA_DIR,
    previewPort: data.PREVIEW_PORT,
    ...(data.DATABASE_URL && { databaseUrl: data.DATABASE_URL }),
    sources: readSourceSettings(data),
    subscriptionsPerGuild: data.SUBSCRIPTIONS_PER_SERVER,
  };
}

/**
 * Where the database of the command line is: that of the bot, if there is a bot on Discord. Without
 * one there is one of its own, so that nothing tried out touches what a bot may keep beside it.
 */
export function databasePlace({
  discordToken,
  dataDir,
  databaseUrl,
}: Settings): Pick<Settings, 'dataDir' | 'databaseUrl'> {
  if (discordToken === undefined) return { dataDir: resolve(dataDir, 'preview') };
  return { dataDir, ...(databaseUrl !== undefined && { databaseUrl }) };
}

function wholeNumber({ min, max, byDefault }: { min: number; max: number; byDefault: number }) {
  const range = `is not between ${min} and ${max}`;
  return z
    .string()
    .regex(/^-?\d+$/, 'is no whole number')
    .transform(Number)
    .pipe(z.number().min(min, range).max(max, range))
    .default(byDefault);
}

function path(byDefault: string) {
  return z
    .string()
    .default(byDefault)
    .transform((file) => resolve(PROJECT_ROOT, file));
}

function isPostgresAddress(text: string): boolean {
  try {
    const { protocol, password } = new URL(text);
    decodeURIComponent(password);
    return protocol === 'postgresql:' || protocol === 'postgres:';
  } catch {
    return false;
  }
}
