import { Readable, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';
import { fakeAnswerer } from '../fake-answerer.ts';
import { fakeFinder, runCli } from './run-cli.ts';

const commands = ['search', 'ask', 'random', 'show', 'import', 'eval', 'eval-answers'];

describe('the command line program', () => {
  it.each(commands)('explains %s with an example', async (command) => {
    const { code, stdout, stderr } = await runCli([command, '--help']);

    expect(stdout).toMatch(new RegExp(`Examples?:\\n +npm run (--silent )?paper -- ${command}`));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('lists its commands with --help', async () => {
    const { code, stdout } = await runCli(['--help']);

    for (const command of commands) expect(stdout).toContain(`\n  ${command} `);
    expect(code).toBe(0);
  });

  it.each([
    { when: 'no command is given', args: [], says: /Usage:/ },
    { when: 'the command is unknown', args: ['serch'], says: /unknown command 'serch'/ },
    {
      when: 'an option is unknown',
      args: ['search', 'x', '--foo'],
      says: /unknown option '--foo'/,
    },
    { when: 'the query is missing', args: ['search'], says: /missing required argument 'query'/ },
    { when: 'the query is blank', args: ['search', ' '], says: /missing required argument/ },
    { when: 'the reference is missing', args: ['show'], says: /missing required argument/ },
    { when: 'an option lacks its value', args: ['search', 'x', '--limit'], says: /--limit/ },
    { when: 'a limit is no number', args: ['search', 'x', '-n', '1e1'], says: /whole number/ },
    { when: 'a limit is 0', args: ['search', 'x', '--limit', '0'], says: /from 1 to 1000/ },
    { when: 'a year is no year', args: ['search', 'x', '--year', '24'], says: /must be a year/ },
    { when: 'a batch has a query', args: ['search', 'x', '--batch'], says: /give no query/ },
    { when: 'import lacks --links', args: ['import', 'p', '--out', 'o'], says: /--links/ },
    { when: 'import has an argument too many', args: ['import', 'a', 'b'], says: /error/ },
    { when: 'an engine is unknown', args: ['eval', 'f', '--engine', 'x'], says: /one of hybrid/ },
  ])('exits with 2 and a message when $when', async ({ args, says }) => {
    const { code, stdout, stderr, opened } = await runCli(args);

    expect(code).toBe(2);
    expect(stderr).toMatch(says);
    expect(stdout).toBe('');
    expect(opened).toEqual([]);
  });

  it('exits with 1 and one sentence when a person can act on what went wrong', async () => {
    const unknown = await runCli(['show', '2401.99999']);
    const settings = await runCli(['random'], { env: { LOG_LEVEL: 'loud' } });

    expect(unknown).toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'No paper here has the id, link or title “2401.99999”, and arXiv gave none.\n',
    });
    expect(settings.code).toBe(1);
    expect(settings.stderr).toMatch(/^Some settings are wrong:\n.*LOG_LEVEL\n$/s);
  });

  it('shows a stack only to those who debug', async () => {
    const quiet = await runCli(['search', 'explode']);
    const loud = await runCli(['search', 'explode'], { env: { LOG_LEVEL: 'debug' } });

    expect(quiet).toMatchObject({
      code: 1,
      stderr: 'Something went wrong: index on fire (LOG_LEVEL=debug tells more)\n',
    });
    expect(loud.stderr).toMatch(/^Error: index on fire\n +at /);
  });

  it('ends quietly when nobody reads on, as with head', async () => {
    const closed = new Writable({
      write: (_chunk, _encoding, done) =>
        done(Object.assign(new Error('EPIPE'), { code: 'EPIPE' })),
    });
    closed.on('error', () => undefined);
    const stderr: string[] = [];

    const code = await runProgram(
      {
        env: {},
        stdin: Readable.from([]),
        stdout: closed,
        stderr: new Writable({
          write(chunk, _encoding, done) {
            stderr.push(String(chunk));
            done();
          },
        }),
        openLibrary: async () => ({
          finder: fakeFinder,
          quoting: fakeAnswerer(),
          answerer: fakeAnswerer(),
        }),
        openStore: () => Promise.reject(new Error('Nobody asks for it')),
        openFeeds: () => Promise.reject(new Error('Nobody asks for it')),
        fetchPaper: async () => undefined,
        now: () => new Date(0),
        runEvaluation: async () => new Map(),
      },
      ['search', 'align'],
    );

    expect({ code, stderr }).toEqual({ code: 0, stderr: [] });
  });
});
