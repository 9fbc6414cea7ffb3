import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../../src/preview/terminal/parse-command-line.ts';
import { sampleCommands } from './sample-commands.ts';
import { sampleDirectory } from './sample-directory.ts';

function parse(line: string) {
  const parsed = parseCommandLine(line, sampleCommands, sampleDirectory);
  if ('problem' in parsed) return parsed;
  const { leaf: _, ...command } = parsed;
  return command;
}

const search = { name: 'paper', subcommand: 'search' };
const SEARCH_USAGE =
  '/paper search query [year:number] [category:text] [author:text] [private:true/false]';

describe('parseCommandLine', () => {
  it.each([
    {
      line: '/paper search ways to align a model without RL',
      command: { ...search, values: { query: 'ways to align a model without RL' } },
    },
    {
      line: '/paper search dpo year:2024 private:true',
      command: { ...search, values: { query: 'dpo', year: 2024, private: true } },
    },
    {
      line: '  /Paper  SEARCH  dpo variants year:2024  private:no ',
      command: { ...search, values: { query: 'dpo variants', year: 2024, private: false } },
    },
    {
      line: '/paper search dpo author:Heng Ji category:cs.CL',
      command: { ...search, values: { query: 'dpo', author: 'Heng Ji', category: 'cs.CL' } },
    },
    {
      line: '/paper search query: self-play author:"Heng Ji"',
      command: { ...search, values: { query: 'self-play', author: 'Heng Ji' } },
    },
    {
      line: '/paper search LeTI: Learning to "generate: code"',
      command: { ...search, values: { query: 'LeTI: Learning to "generate: code"' } },
    },
    {
      line: '/paper show https://arxiv.org/abs/2305.10314',
      command: {
        name: 'paper',
        subcommand: 'show',
        values: { paper: 'https://arxiv.org/abs/2305.10314' },
      },
    },
    { line: '/paper random', command: { name: 'paper', subcommand: 'random', values: {} } },
    {
      line: '/paper random robots that learn',
      command: { name: 'paper', subcommand: 'random', values: { topic: 'robots that learn' } },
    },
    {
      line: '/paper feed add pace:daily channel:#papers threshold:.5 reader:@ada ping:<@&21>',
      command: {
        name: 'paper',
        group: 'feed',
        subcommand: 'add',
        values: { channel: '31', pace: 'daily', threshold: 0.5, reader: '11', ping: '21' },
      },
    },
    { line: '/ping', command: { name: 'ping', values: {} } },
  ])('reads $line', ({ line, command }) => {
    expect(parse(line)).toEqual(command);
  });

  it.each([
    { line: '/paper search', problem: '“query” is missing.', usage: [SEARCH_USAGE] },
    {
      line: '/paper search dpo year:soon',
      problem: '“year” takes a whole number, not “soon”.',
      usage: [SEARCH_USAGE],
    },
    {
      line: '/paper search dpo year:20.5',
      problem: '“year” takes a whole number, not “20.5”.',
      usage: [SEARCH_USAGE],
    },
    {
      line: '/paper search dpo private:maybe',
      problem: '“private” takes true or false, not “maybe”.',
      usage: [SEARCH_USAGE],
    },
    {
      line: '/paper search year:2024 dpo',
      problem: '“year” takes a whole number, not “2024 dpo”.',
      usage: [SEARCH_USAGE],
    },
    { line: '/paper search dpo year:', problem: '“year” has no value.', usage: [SEARCH_USAGE] },
    {
      line: '/paper search dpo year:2023 year:2024',
      problem: '“year” is given twice.',
      usage: [SEARCH_USAGE],
    },
    {
      line: '/paper search dpo query:ppo',
      problem: '“query” is given twice.',
      usage: [SEARCH_USAGE],
    },
    {
      line: '/paper help me',
      problem: '/paper help takes no “me”.',
      usage: ['/paper help'],
    },
    {
      line: '/paper feed add channel:#news',
      problem: 'There is no channel “#news” here, only papers, reading-group.',
      usage: [
        '/paper feed add channel:#channel [pace:daily/"once a week"] [threshold:number] [reader:@person] [ping:@role]',
      ],
    },
    {
      line: '/ping file:x.pdf',
      problem: '“file” takes a file, which cannot be given in a terminal.',
      usage: ['/ping [file:file]'],
    },
    {
      line: '/search dpo',
      problem: 'There is no command /search. Did you mean this?',
      usage: [SEARCH_USAGE],
    },
  ])('says what is wrong with $line', ({ line, problem, usage }) => {
    expect(parse(line)).toEqual({ problem, usage });
  });

  it.each([
    { line: '/', problem: 'There is no command /. These are:' },
    { line: '/papers', problem: 'There is no command /papers. These are:' },
  ])('lists all commands for $line', ({ line, problem }) => {
    const usage = ['/ping [file:file]', '/paper help', SEARCH_USAGE];

    expect(parse(line)).toEqual({ problem, usage: expect.arrayContaining(usage) });
  });

  it.each([
    { line: '/paper', problem: '/paper is not all of it. There are:' },
    { line: '/paper find', problem: '/paper has no “find”. There are:' },
  ])('lists the subcommands for $line', ({ line, problem }) => {
    const parsed = parse(line);

    expect(parsed).toMatchObject({ problem });
    expect(parsed).not.toMatchObject({ usage: expect.arrayContaining(['/ping [file:file]']) });
  });

  it('says so when the bot has no commands', () => {
    expect(parseCommandLine('/paper help', [], sampleDirectory)).toEqual({
      problem: 'The bot has not registered any commands.',
      usage: [],
    });
  });
});
