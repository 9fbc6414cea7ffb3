import { describe, expect, it } from 'vitest';
import {
  type AutocompleteRequest,
  completeLine,
} from '../../../src/preview/terminal/completion.ts';
import { sampleCommands } from './sample-commands.ts';
import { sampleDirectory } from './sample-directory.ts';

const papers = [
  { name: 'Direct Preference Optimization (2305.18290)', value: '2305.18290' },
  { name: 'LeTI', value: '2305.10314' },
  { name: 'cs.CL', value: 'cs.CL' },
];

async function complete(line: string) {
  const asked: AutocompleteRequest[] = [];
  const { typed, candidates } = await completeLine(line, {
    commands: sampleCommands,
    messageCommands: ['Find papers on this'],
    directory: sampleDirectory,
    async autocomplete(request) {
      asked.push(request);
      return papers;
    },
  });
  return { typed, candidates, inserts: candidates.map(({ insert }) => insert), asked };
}

describe('completeLine', () => {
  it.each([
    { line: '', typed: '', inserts: ['help', 'quit', '/paper ', '/ping ', 'Find papers on this'] },
    { line: 'he', typed: 'he', inserts: ['help'] },
    { line: 'fi', typed: 'fi', inserts: ['Find papers on this'] },
    { line: '/pa', typed: '/pa', inserts: ['/paper '] },
    { line: '/paper', typed: '/paper', inserts: ['/paper '] },
    { line: '/paper ', typed: '', inserts: ['search ', 'show ', 'random ', 'help ', 'feed '] },
    { line: '/paper S', typed: 'S', inserts: ['search ', 'show '] },
    { line: '/paper feed ', typed: '', inserts: ['add '] },
    { line: '/nothing ', typed: '', inserts: [] },
    {
      line: '/paper search ',
      typed: '',
      inserts: ['year:', 'category:', 'author:', 'private:'],
    },
    { line: '/paper search dpo ye', typed: 'ye', inserts: ['year:'] },
    {
      line: '/paper search dpo year:2024 ',
      typed: '',
      inserts: ['category:', 'author:', 'private:'],
    },
    {
      line: '/paper search dpo private:',
      typed: 'private:',
      inserts: ['private:true ', 'private:false '],
    },
    { line: '/paper search dpo private:t', typed: 'private:t', inserts: ['private:true '] },
    { line: '/paper search dpo year:20', typed: 'year:20', inserts: [] },
    { line: '/paper search dpo author:Heng Ji ca', typed: 'ca', inserts: ['category:'] },
    { line: '/paper search dpo author:ca', typed: 'author:ca', inserts: [] },
    {
      line: '/paper feed add channel:#re',
      typed: 'channel:#re',
      inserts: ['channel:#reading-group '],
    },
    { line: '/paper feed add pace:on', typed: 'pace:on', inserts: ['pace:"once a week" '] },
    {
      line: '/paper feed add reader:',
      typed: 'reader:',
      inserts: ['reader:@Ada ', 'reader:@Max '],
    },
    { line: '/paper feed add ping:', typed: 'ping:', inserts: ['ping:@Admin '] },
  ])('goes on from “$line”', async ({ line, typed, inserts }) => {
    expect(await complete(line)).toMatchObject({ typed, inserts });
  });

  it('asks the bot about text without a name, and puts the value in its place', async () => {
    const completed = await complete('/paper show direct pre');

    expect(completed).toMatchObject({
      typed: 'direct pre',
      candidates: [
        { insert: '2305.18290', label: 'Direct Preference Optimization (2305.18290)' },
        { insert: '2305.10314', description: 'LeTI' },
        { insert: 'cs.CL' },
      ],
      asked: [
        { name: 'paper', subcommand: 'show', focused: 'paper', values: { paper: 'direct pre' } },
      ],
    });
  });

  it('asks the bot about a named option, with the other options as it needs them', async () => {
    const completed = await complete('/paper search year:2024 category:cs');

    expect(completed).toMatchObject({
      typed: 'category:cs',
      inserts: ['category:2305.18290 ', 'category:2305.10314 ', 'category:cs.CL '],
      asked: [{ focused: 'category', values: { year: 2024, category: 'cs' } }],
    });
  });

  it('offers option names before it asks about text that could begin one', async () => {
    expect(await complete('/paper search dpo ca')).toMatchObject({
      inserts: ['category:'],
      asked: [],
    });
  });
});
