import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { ConnectedBot } from '../local-discord/connect-bot.ts';
import { type OpenTerminal, openTerminal } from './open-terminal.ts';
import { connectSampleBot } from './sample-bot.ts';

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const UP = '\u001B[A';

let bot: ConnectedBot;
beforeAll(async () => {
  bot = await connectSampleBot();
});
afterAll(() => bot[Symbol.asyncDispose]());

describe('runTerminal on lines from a pipe', () => {
  /** Feeds all lines at once, as a shell does. */
  async function pipe(...lines: readonly string[]) {
    const terminal = openTerminal(bot.discord);
    terminal.type(lines.join('\n'));
    terminal.end();
    const exitCode = await terminal.exitCode;
    return { exitCode, printed: terminal.raw() };
  }

  it('prints the answers and nothing else', async () => {
    const { printed, exitCode } = await pipe(
      '\uFEFF/paper search dpo year:2024',
      '',
      '# a remark',
      '  /paper secret\r',
    );

    expect(exitCode).toBe(0);
    expect(printed).toMatchInlineSnapshot(`
      "Found dpo of 2024

      [–] Previous   [2] Next

      Between us

      Only you can see this
      "
    `);
  });

  it('keeps words whole in a terminal that says it has no width', async () => {
    const terminal = openTerminal(bot.discord, { columns: () => 0 });

    terminal.type('/paper secret');
    terminal.end();
    await terminal.exitCode;

    expect(terminal.raw()).toContain('Between us');
  });

  it('uses buttons by number, and draws the changed message', async () => {
    const { printed } = await pipe('/paper search dpo', '1', '2', '1 2', '7');

    expect(printed).toMatchInlineSnapshot(`
      "Found dpo

      [–] Previous   [2] Next

      “Previous” cannot be used just now.

      Page 2

      [1] Previous   [2] Next

      One button at a time, please.

      There is no 7 here; numbers go up to 2.
      "
    `);
  });

  it('explains a line that is wrong, and goes on', async () => {
    const { printed, exitCode } = await pipe(
      'paper search dpo',
      '/paper nonsense',
      '/paper search',
      '/paper search dpo year:3000',
      '3',
      '/paper slow',
    );

    expect(exitCode).toBe(0);
    expect(printed).toMatchInlineSnapshot(`
      "Commands start with a slash:
        /paper search dpo

      /paper has no “nonsense”. There are:
        /paper search query [year:number]
        /paper silent
        /paper secret
        /paper slow
        /paper form
        /paper twice
        /paper gone

      “query” is missing.
        /paper search query [year:number]

      “year” is at most 2100.
        /paper search query [year:number]

      There is nothing to press under the last message.

      Here at last
      "
    `);
  });

  it('says anything else to the bot, and prints its answer with what can be pressed', async () => {
    const { printed, exitCode } = await pipe(
      'how does DPO work?',
      '2',
      '/paper secret',
      '> and PPO?',
    );

    expect(exitCode).toBe(0);
    expect(printed).toMatchInlineSnapshot(`
      "You said “how does DPO work?”

      [–] Previous   [2] Next

      Page 2

      [1] Previous   [2] Next

      Between us

      Only you can see this

      You said “and PPO?” in a reply

      [–] Previous   [2] Next
      "
    `);
  });

  it.each([
    { what: 'a message', line: 'a'.repeat(2_001) },
    { what: 'a message for a command', line: `Count the words: ${'a'.repeat(2_001)}` },
  ])('says why Discord does not take $what, and goes on', async ({ line }) => {
    const { printed, exitCode } = await pipe(line, '/paper search dpo');

    expect(printed).toContain(
      'Invalid Form Body: content: Must be 2000 or fewer in length.\n\nFound dpo',
    );
    expect(exitCode).toBe(0);
  });

  it('says so when the bot does not answer a message', async () => {
    const terminal = openTerminal(bot.discord, { patienceMs: 5 });
    terminal.type('silence\n');
    terminal.end();

    expect(await terminal.exitCode).toBe(1);
    expect(terminal.raw()).toBe('The bot does not answer that.\n');
  });

  it('runs commands from the menu of a message, of the last one or of a text', async () => {
    const { printed } = await pipe(
      'Count the words',
      'count the words: one two three',
      'Count the words',
    );

    expect(printed).toMatchInlineSnapshot(`
      "There is no message yet. Write one:
        Count the words: …

      3 words

      2 words
      "
    `);
  });

  it('stops at quit', async () => {
    expect(await pipe('/paper slow', 'quit', '/paper secret')).toEqual({
      printed: 'Here at last\n',
      exitCode: 0,
    });
  });

  it('fills in a form from the lines that follow', async () => {
    expect(await pipe('/paper form', 'Ada')).toEqual({
      printed: 'Thank you, Ada.\n',
      exitCode: 0,
    });
  });

  it('does not send a form for which there are no lines', async () => {
    expect(await pipe('/paper form')).toEqual({
      printed: 'The form was not sent.\n',
      exitCode: 0,
    });
  });

  it('says that an answer was taken away', async () => {
    expect(await pipe('/paper gone')).toMatchObject({
      printed: 'The bot took that message away.\n',
    });
  });

  it('shows help with the commands of the bot', async () => {
    const { printed } = await pipe('help');

    expect(printed).toContain('/paper search query [year:number]\n    Find papers\n');
    expect(printed).toContain('/paper search ways to align a model without RL');
  });

  it('ends with 1 when the bot did not answer, after the lines that follow', async () => {
    await using hasty = await connectSampleBot({ responseDeadlineMs: 1_000 });
    const terminal = openTerminal(hasty.discord);
    terminal.type('/paper silent\n/paper secret\n');
    terminal.end();

    expect(await terminal.exitCode).toBe(1);
    expect(terminal.raw()).toMatch(/^The application did not respond\.\n\nBetween us\n/);
  });
});

describe('runTerminal with a person', () => {
  async function sitDown(options: Parameters<typeof openTerminal>[1] = {}): Promise<OpenTerminal> {
    const terminal = openTerminal(bot.discord, { isInteractive: true, ...options });
    await terminal.until('› ');
    return terminal;
  }

  it('greets, prompts, and says who did what above each answer', async () => {
    const terminal = await sitDown();
    terminal.type('/paper search dpo\r');
    await terminal.until('[2] Next');
    await terminal.until('› ');
    terminal.type('2\r');
    await terminal.until('Page 2');
    await terminal.until('› ');
    terminal.type('exit\r');

    expect(await terminal.exitCode).toBe(0);
    expect(terminal.screen()).toMatchInlineSnapshot(`
      "Papercord runs here against a Discord of its own, on this machine. You are Ada,
      in #papers.
      Try /paper search ways to align a model without RL, a question of your own, or
      help. Tab completes, quit leaves.

      › /paper search dpo
      Papercord [APP] · Ada used /paper search query:dpo
      Found dpo

      [–] Previous   [2] Next

      › 2
      Papercord [APP] · Ada pressed “Next”
      Page 2

      [1] Previous   [2] Next

      › exit
      "
    `);
  });

  it('completes with Tab: words, option names, and what the bot suggests', async () => {
    const terminal = await sitDown();

    terminal.type('/p\t');
    await terminal.until('/paper ');
    terminal.type('sea\t');
    await terminal.until('rch ');
    terminal.type('direct\t');
    await terminal.until('Direct Preference Optimization');
    terminal.type(' ye\t');
    await terminal.until('ar:');
    terminal.type('2024\r');

    expect(await terminal.until('[2] Next')).toContain(
      'Found Direct Preference Optimization of 2024',
    );
    terminal.end();
    expect(await terminal.exitCode).toBe(0);
  });

  it('lists what could follow, and keeps what was typed', async () => {
    const terminal = await sitDown();

    terminal.type('/paper s\t');
    const listed = await terminal.until(/› \/paper s$/);

    expect(listed).toContain('  search  Find papers\n');
    expect(listed).toContain('  slow    Answers in the way called slow\n');
    terminal.type(CTRL_C + CTRL_D);
    await terminal.exitCode;
  });

  it('brings earlier commands back, from earlier sessions too, but not numbers or answers', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'papercord-terminal-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const historyFile = join(folder, 'history');
    const first = await sitDown({ historyFile });
    first.type('/paper form\r');
    await first.until('Name: ');
    first.type('Ada\r');
    await first.until(/Thank you, Ada\.[\s\S]*› /);
    first.type('99\r');
    await first.until(/There is nothing to press[\s\S]*› /);
    first.type(CTRL_D);
    await first.exitCode;

    const second = await sitDown({ historyFile });
    second.type(`${UP}\r`);
    await second.until('Name: ');
    second.end();
    await second.exitCode;

    expect(await readFile(historyFile, 'utf8')).toBe('/paper form\n');
  });

  it('clears a line at Ctrl-C, and leaves at the next', async () => {
    const terminal = await sitDown();

    terminal.type('/paper sec');
    await terminal.until('/paper sec');
    terminal.type(CTRL_C);
    terminal.type(CTRL_C);

    expect(await terminal.exitCode).toBe(0);
    expect(terminal.screen()).not.toContain('Between us');
  });

  it('calls a form off at Ctrl-C, and goes on', async () => {
    const terminal = await sitDown();

    terminal.type('/paper form\r');
    await terminal.until('Name: ');
    terminal.type(CTRL_C);
    await terminal.until(/The form was not sent\.[\s\S]*› /);
    terminal.type('/paper secret\r');
    await terminal.until('Only you can see this');
    terminal.type(CTRL_D);

    expect(await terminal.exitCode).toBe(0);
  });

  it('leaves at Ctrl-C while the bot is still busy', async () => {
    const terminal = await sitDown();

    terminal.type('/paper silent\r');
    await terminal.until('Papercord is thinking…');
    terminal.type(CTRL_C);

    expect(await terminal.exitCode).toBe(0);
  });

  it('prints what the bot posts by itself above the prompt, with what was typed below', async () => {
    const terminal = await sitDown();
    terminal.type('/paper sec');
    await terminal.until('/paper sec');

    const { alignment } = bot.discord.world.cast;
    const channel = await bot.client.channels.fetch(alignment.id);
    if (channel?.isSendable()) await channel.send('A new paper');
    const posted = await terminal.until(/› \/paper sec$/);

    expect(posted).toContain('Papercord [APP] · in #alignment\nA new paper\n');
    terminal.type(CTRL_C + CTRL_D);
    await terminal.exitCode;
  });

  it('shows everything that comes with an answer, in order', async () => {
    const terminal = await sitDown();

    terminal.type('/paper twice\r');
    const printed = await terminal.until('Second');

    expect(printed).toMatch(/First\n[\s\S]*Second/);
    terminal.end();
    await terminal.exitCode;
  });
});
