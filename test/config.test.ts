import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_ROOT, readSettings, SETTING_NAMES } from '../src/config.ts';
import { UserError } from '../src/user-error.ts';

describe('readSettings', () => {
  it('needs no variable at all', () => {
    expect(readSettings({})).toEqual({
      corpusFile: join(PROJECT_ROOT, 'data/papers.jsonl'),
      logLevel: 'warn',
      dataDir: join(PROJECT_ROOT, '.cache'),
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
        LOG_LEVEL: 'DEBUG',
        DATA_DIR: 'state',
        PATH: '/bin',
      }),
    ).toEqual({
      discordToken: 'abc.def.ghi',
      discordGuildId: '123456789012345678',
      corpusFile: '/papers/ml.jsonl.gz',
      embeddings: { url: 'http://localhost:11434/v1', model: 'nomic-embed-text', apiKey: 'key' },
      logLevel: 'debug',
      dataDir: join(PROJECT_ROOT, 'state'),
    });
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
