import { describe, expect, it } from 'vitest';
import { codeOf } from './answering-bot.ts';
import { connectBot } from './connect-bot.ts';

describe('commands', () => {
  const command = { name: 'paper', description: 'Papers', type: 1 } as const;

  it('are overwritten in bulk, and keep their ids and versions where nothing changed', async () => {
    await using bot = await connectBot();
    const { commands } = bot.client.application;

    await commands.set([command, { ...command, name: 'help' }]);
    const before = bot.discord.world.commands();
    await commands.set([command, { ...command, name: 'help', description: 'Help' }]);
    const after = bot.discord.world.commands();

    expect(after[0]).toEqual(before[0]);
    expect(after[1]).toMatchObject({ id: before[1]?.id, description: 'Help' });
    expect(after[1]?.version).not.toBe(before[1]?.version);
    expect((await commands.fetch()).map(({ name }) => name)).toEqual(['paper', 'help']);
  });

  it('are kept for one server apart', async () => {
    await using bot = await connectBot();
    const { guild, elsewhere } = bot.discord.world.cast;
    const { commands } = bot.client.application;

    await commands.set([command], guild.id);

    expect(bot.discord.world.commands(guild.id)).toMatchObject([{ guild_id: guild.id }]);
    expect(bot.discord.world.commands()).toEqual([]);
    expect(await codeOf(commands.set([command], elsewhere.id))).toBe(50001);
  });

  it('show their localizations only when asked', async () => {
    await using bot = await connectBot();
    const { commands, id } = bot.client.application;
    await commands.create({ ...command, nameLocalizations: { de: 'aufsatz' } });
    const list = (query: string) =>
      bot.client.rest.get(`/applications/${id}/commands${query}` as const) as Promise<object[]>;

    expect((await list(''))[0]).not.toHaveProperty('name_localizations');
    expect(await list('?with_localizations=true')).toMatchObject([
      { name: 'paper', name_localizations: { de: 'aufsatz' } },
    ]);
  });

  it('are changed and deleted one by one', async () => {
    await using bot = await connectBot();
    const { commands } = bot.client.application;
    const created = await commands.create(command);

    const edited = await created.edit({ description: 'All papers' });
    await edited.delete();

    expect(edited).toMatchObject({ id: created.id, description: 'All papers' });
    expect(bot.discord.world.commands()).toEqual([]);
    expect(await codeOf(edited.delete())).toBe(10063);
  });
});
