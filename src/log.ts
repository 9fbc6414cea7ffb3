import { unescape as decode } from 'node:querystring';
import type { Writable } from 'node:stream';
import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import type { LogLevel, Settings } from './config.ts';

/** Keys that hold a secret wherever they stand, down to two levels. */
const SECRET_KEYS = ['token', 'apiKey', 'authorization', 'Authorization', 'password'];
const REDACTED = '[redacted]';
/** A shorter secret might be a part of ordinary words. */
const MIN_SECRET_CHARS = 8;

export type { Logger };

export interface LoggerOptions {
  readonly level: LogLevel;
  /** Texts that are never written, wherever they turn up, in addition to fields of secret names. */
  readonly secrets: readonly string[];
  /** Where to write; `process.stderr` outside tests. */
  readonly stream: Writable & { readonly isTTY?: boolean };
}

/**
 * A structured log: a JSON object a line, or a readable line where a person watches the terminal.
 * Standard output stays free for results.
 */
export function createLogger({ level, secrets, stream }: LoggerOptions): Logger {
  const longSecrets = secrets.filter((secret) => secret.length >= MIN_SECRET_CHARS);
  const destination = stream.isTTY
    ? pretty({
        destination: stream,
        colorize: true,
        ignore: 'pid,hostname',
        translateTime: 'HH:MM:ss',
      })
    : stream;
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
        censor: REDACTED,
      },
      hooks: {
        streamWrite: (line) =>
          longSecrets.reduce((text, secret) => text.replaceAll(secret, REDACTED), line),
      },
    },
    destination,
  );
}

/** The texts in the settings that no log may show. */
export function secretsOf({
  discordToken,
  embeddings,
  languageModel,
  databaseUrl,
}: Settings): string[] {
  const keys = [discordToken, embeddings?.apiKey, languageModel?.apiKey];
  const passwords = [languageModel?.baseUrl, databaseUrl].flatMap(passwordsOf);
  return [...keys, ...passwords].filter((secret) => secret !== undefined);
}

/** The password in an address, as it stands there and as it is meant. */
function passwordsOf(address: string | undefined): string[] {
  const password = address === undefined ? '' : new URL(address).password;
  return [password, decode(password)];
}
