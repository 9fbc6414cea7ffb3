import { describe, expect, it } from 'vitest';
import { botThatAnswers, isCommand } from './answering-bot.ts';

describe('a typed command', () => {
  const typed = { name: 'paper', subcommand: 'search', values: { query: 'dpo' } };

  it.each<[what: string, command: object, message: string]>([
    ['an unknown command', { name: 'papers' }, 'There is no command /papers here.'],
    ['no subcommand', { subcommand: undefined }, '/paper needs a subcommand: search.'],
    ['an unknown subcommand', { subcommand: 'find' }, '/paper has no subcommand “find”.'],
    ['an unknown option', { values: { q: 'a' } }, '/paper search has no option “q”.'],
    ['a missing option', { values: {} }, '/paper search needs “query”.'],
    ['an empty text', { values: { query: '' } }, '“query” takes 1 to 6000 characters.'],
    [
      'a word for a number',
      { values: { query: 'a', year: 'new' } },
      '“year” takes a whole number, not “new”.',
    ],
    ['a number below', { values: { query: 'a', year: 1989 } }, '“year” is at least 1990.'],
    ['a number above', { values: { query: 'a', year: '2101' } }, '“year” is at most 2100.'],
  ])('does not reach the bot with %s', async (_, command, message) => {
    await using bot = await botThatAnswers((interaction) => isCommand(interaction).reply('Found'));
    const { member, papers } = bot.discord.world.cast;
    const complete = { user: member.id, channelId: papers.id, ...typed, ...command };

    const outcome = await bot.discord.people.runCommand(complete);

    expect(outcome).toEqual({ kind: 'invalid', message });
  });

  it('is offered only to those it is for', async () => {
    await using bot = await botThatAnswers((interaction) => isCommand(interaction).reply('Done'));
    const { admin, member, papers } = bot.discord.world.cast;
    const command = { name: 'feed', description: 'Feeds', defaultMemberPermissions: 'ManageGuild' };
    await bot.client.application.commands.create({ ...command, contexts: [0] } as never);
    const run = (user: string, channelId: string) =>
      bot.discord.people.runCommand({ user, channelId, name: 'feed' });

    await expect(run(admin.id, papers.id)).resolves.toMatchObject({ kind: 'message' });
    await expect(run(member.id, papers.id)).resolves.toMatchObject({ kind: 'invalid' });
    const { id } = bot.discord.world.directChannel(admin.id);
    await expect(run(admin.id, id)).resolves.toMatchObject({ kind: 'invalid' });
  });
});
