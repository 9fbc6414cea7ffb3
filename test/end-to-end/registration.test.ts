import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { setStage, startShow } from './stage.ts';

const REGISTERED = /^PUT \/applications\/\d+\/commands 200$/;

describe('the commands', () => {
  it('are registered at the first start, and not again while they stay the same', async () => {
    const stage = await startShow();
    await stage.bot.stop();
    await stage.cast().start();

    expect(stage.traffic.filter((line) => REGISTERED.test(line))).toHaveLength(1);
    expect(stage.discord.world.commands().map(({ name }) => name)).toEqual([
      'paper',
      'Find papers on this',
    ]);
    expect(await stage.logs('ready', 2)).toMatchObject([
      { commandsRegistered: true },
      { commandsRegistered: false },
    ]);
  });

  it('are registered again when one of them has changed', async () => {
    const stage = await startShow({ commands: commands.slice(1) });
    await stage.bot.stop();
    await stage.cast().start();

    expect(stage.traffic.filter((line) => REGISTERED.test(line))).toHaveLength(2);
  });

  it('are registered in one server where that is wanted, once', async () => {
    const stage = await setStage();
    const { guild } = stage.discord.world.cast;
    const first = stage.cast({ guildId: guild.id });
    await first.start();
    await first.stop();
    await stage.cast({ guildId: guild.id }).start();

    expect(stage.discord.world.commands()).toEqual([]);
    expect(stage.discord.world.commands(guild.id).map(({ name }) => name)).toEqual([
      'paper',
      'Find papers on this',
    ]);
    expect(stage.traffic.filter((line) => line.startsWith('PUT'))).toHaveLength(1);
  });

  it('keep the start from succeeding when Discord does not take them', async () => {
    const stage = await setStage();
    stage.discord.faults.next(
      { method: 'PUT' },
      { kind: 'status', status: 403, code: 50001, message: 'Missing Access' },
    );

    await expect(stage.cast().start()).rejects.toThrow('Missing Access');
  });
});
