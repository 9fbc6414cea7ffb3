import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { databasePlace, PROJECT_ROOT, readSettings, SETTING_NAMES } from '../src/config.ts';
import { UserError } from '../src/user-error.ts';

describe('readSettings', () => {
  it('needs no variable at all', () => {
    expect(readSettings({})).toEqual({
      corpusFile: join(PROJECT_ROOT, 'data/papers.jsonl'),
      logLevel: 'warn',
      dataDir: join(PROJECT_ROOT, '.papercord'),
      previewPort: 4747,
      subscriptionsPerGuild: 25,
      sources: expect.anything(),
    });
  });

  it('takes an empty variable for one that is not set', () => {
    const empty = Object.fromEntries(SETTING_NAMES.map((name) => [name, '  ']));

    expect(readSettings(empty)).toEqual(readSettings({}));
  });

  it('reads every variable', () => {
    expect(
      readSettings({
        DISCORD_TOKEN: ' abc.def.ghi ',
        DISCORD_GUILD_ID: '123456789012345678',
        CORPUS_FILE: '/papers/ml.jsonl.gz',
        EMBEDDINGS_URL: 'http://localhost:11434/v1',
        EMBEDDINGS_MODEL: 'nomic-embed-text',
        EMBEDDINGS_API_KEY: 'key',
        LLM_BASE_URL: 'https://api.example.org/v1',
        LLM_MODEL: 'large',
        LLM_API_KEY: 'other-key',
        LLM_TIMEOUT_SECONDS: '20',
        LLM_MAX_TOKENS: '4000',
        LLM_CONTEXT_TOKENS: '16000',
        LLM_DAILY_TOKENS: '50000',
        LLM_CONCURRENCY: '8',
        LOG_LEVEL: 'DEBUG',
        DATA_DIR: 'state',
        PREVIEW_PORT: '8080',
        SUBSCRIPTIONS_PER_SERVER: '100',
        DATABASE_URL: 'postgresql://bot:secret@db.example.org/papercord',
        PATH: '/bin',
      }),
    ).toEqual({
      discordToken: 'abc.def.ghi',
      discordGuildId: '123456789012345678',
      corpusFile: '/papers/ml.jsonl.gz',
      embeddings: { url: 'http://localhost:11434/v1', model: 'nomic-embed-text', apiKey: 'key' },
      languageModel: {
        baseUrl: 'https://api.example.org/v1',
        model: 'large',
        apiKey: 'other-key',
        timeoutMs: 20_000,
        maxOutputTokens: 4_000,
        contextTokens: 16_000,
        dailyTokens: 50_000,
        concurrency: 8,
      },
      logLevel: 'debug',
      dataDir: join(PROJECT_ROOT, 'state'),
      previewPort: 8080,
      subscriptionsPerGuild: 100,
      sources: expect.anything(),
      databaseUrl: 'postgresql://bot:secret@db.example.org/papercord',
    });
  });

  it.each([
    'localhost:5432',
    'mysql://bot:secret@localhost/papercord',
    'postgresql://bot:secret%@localhost/papercord',
  ])('takes no database at %s, and does not show its password', (address) => {
    const read = () => readSettings({ DATABASE_URL: address });

    expect(read).toThrow(/is no address such as postgresql/);
    expect(read).not.toThrow(/secret/);
  });

  it('logs more on Discord than in the terminal, where cards are read', () => {
    expect(readSettings({ DISCORD_TOKEN: 'abc.def.ghi' }).logLevel).toBe('info');
  });

  it('names every mistake at once', () => {
    const read = () =>
      readSettings({
        DISCORD_TOKEN: 'Bot abc',
        DISCORD_GUILD_ID: 'my server',
        EMBEDDINGS_URL: 'localhost:11434',
        LOG_LEVEL: 'loud',
      });

    expect(read).toThrow(UserError);
    for (const name of ['TOKEN', 'GUILD_ID', 'EMBEDDINGS_URL', 'EMBEDDINGS_MODEL', 'LOG_LEVEL']) {
      expect(read).toThrow(name);
    }
  });

  it.each([
    [{ EMBEDDINGS_URL: 'https://a.b/v1' }, 'at EMBEDDINGS_MODEL'],
    [{ EMBEDDINGS_MODEL: 'm' }, 'at EMBEDDINGS_URL'],
  ])('wants the address and the model of embeddings together: %j', (env, message) => {
    expect(() => readSettings(env)).toThrow(message);
  });

  it('sets bounds for a language model that is named, and lets them be lifted', () => {
    const named = { LLM_BASE_URL: 'http://localhost:11434/v1', LLM_MODEL: 'llama3.2' };

    expect(readSettings(named).languageModel).toEqual({
      baseUrl: 'http://localhost:11434/v1',
      model: 'llama3.2',
      timeoutMs: 60_000,
      maxOutputTokens: 1_000,
      contextTokens: 4_096,
      dailyTokens: 200_000,
      concurrency: 2,
    });
    expect(readSettings({ ...named, LLM_DAILY_TOKENS: 'unlimited' })).toMatchObject({
      languageModel: { dailyTokens: Number.POSITIVE_INFINITY },
    });
  });

  it.each([
    [{ LLM_BASE_URL: 'https://a.b/v1' }, 'at LLM_MODEL'],
    [{ LLM_MODEL: 'm' }, 'at LLM_BASE_URL'],
    [{ LLM_BASE_URL: 'ftp://a.b', LLM_MODEL: 'm' }, 'is no http or https address'],
    [{ LLM_TIMEOUT_SECONDS: 'soon' }, 'is no whole number'],
    [{ LLM_TIMEOUT_SECONDS: '0' }, 'is not between 1 and 150'],
    [{ LLM_TIMEOUT_SECONDS: '-1' }, 'is not between 1 and 150'],
    [{ LLM_MAX_TOKENS: '4000' }, 'beside LLM_MAX_TOKENS, 1500 are needed for reading'],
    [{ LLM_DAILY_TOKENS: '4000' }, 'one question may take LLM_CONTEXT_TOKENS'],
    [{ LLM_DAILY_TOKENS: 'none' }, 'is neither a whole number nor “unlimited”'],
  ])('says what is wrong with the settings of a language model: %j', (env, message) => {
    expect(() => readSettings(env)).toThrow(message);
  });

  it('never repeats a secret that is wrong', () => {
    expect(() => readSettings({ DISCORD_TOKEN: 'se cret' })).not.toThrow(/se cret/);
  });
});

describe('.env.example', () => {
  const lines = readFileSync(join(PROJECT_ROOT, '.env.example'), 'utf8').split('\n');

  it('lists the variables that are read, no more and no fewer, each empty', () => {
    const names = lines.filter((line) => /^\w/.test(line)).map((line) => line.replace(/=$/, ''));

    expect(names).toEqual(SETTING_NAMES);
  });

  it('explains each in one line, with its default', () => {
    for (const name of SETTING_NAMES) {
      expect(lines[lines.indexOf(`${name}=`) - 1]).toMatch(/^# .*Default: .+/);
      expect(lines[lines.indexOf(`${name}=`) - 2]).toBe('');
    }
  });
});

describe('databasePlace', () => {
  const DATABASE_URL = 'postgresql://bot@localhost/papercord';

  it('keeps what is tried out apart from what stands on Discord', () => {
    const tried = databasePlace(readSettings({ DATA_DIR: '/bot', DATABASE_URL }));
    const real = databasePlace(
      readSettings({ DATA_DIR: '/bot', DATABASE_URL, DISCORD_TOKEN: 'x' }),
    );

    expect(tried).toEqual({ dataDir: '/bot/preview' });
    expect(real).toEqual({ dataDir: '/bot', databaseUrl: DATABASE_URL });
  });
});
