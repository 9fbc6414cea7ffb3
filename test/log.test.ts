import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { readSettings } from '../src/config.ts';
import { createLogger, secretsOf } from '../src/log.ts';

function logInto(stream: PassThrough & { isTTY?: boolean }, secrets: string[] = []) {
  return createLogger({ level: 'info', secrets, stream });
}

it('writes a JSON object a line, from its level on', () => {
  const stream = new PassThrough();
  const log = logInto(stream);

  log.debug('not this');
  log.info({ command: 'search', ms: 12 }, 'answered');

  expect(JSON.parse(String(stream.read()))).toMatchObject({
    level: 30,
    command: 'search',
    ms: 12,
    msg: 'answered',
  });
});

it('shows secrets neither in fields nor inside of texts and errors', () => {
  const settings = readSettings({
    DISCORD_TOKEN: 'abc.def.ghi',
    EMBEDDINGS_URL: 'http://localhost/v1',
    EMBEDDINGS_MODEL: 'm',
    EMBEDDINGS_API_KEY: 'key-12345',
    LLM_BASE_URL: 'https://ada:password-6@localhost/v1',
    LLM_MODEL: 'm',
    LLM_API_KEY: 'key-67890',
    DATABASE_URL: 'postgresql://bot:s%23cret-77@localhost/papercord',
  });
  const stream = new PassThrough();
  const log = logInto(stream, secretsOf(settings));

  log.info({ token: 'x1', request: { headers: { authorization: 'x2' } } }, 'sent abc.def.ghi');
  log.error({ err: new Error('refused key-12345 and key-67890, password-6') });
  log.error({ err: new Error('no entry with s#cret-77 at bot:s%23cret-77@localhost') });

  expect(String(stream.read())).not.toMatch(/abc\.def|key-\d|password-6|cret-77|"x1"|"x2"/);
});

it('writes lines for people where a person watches', async () => {
  const stream = Object.assign(new PassThrough(), { isTTY: true });
  const log = logInto(stream);

  log.warn({ ms: 12 }, 'slow');

  const [line] = await stream.take(1).toArray();
  expect(String(line)).toMatch(/WARN.*slow/);
});
