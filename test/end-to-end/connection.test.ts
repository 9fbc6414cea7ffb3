import { GatewayCloseCodes } from 'discord.js';
import { describe, expect, it } from 'vitest';
import type { LocalDiscord } from '../../src/preview/local-discord/local-discord.ts';
import { messageOf, setStage, startShow, textOf } from './stage.ts';

describe('the connection', () => {
  it.each<{ when: string; trouble: (discord: LocalDiscord) => void; heals: string }>([
    {
      when: 'the socket drops',
      trouble: ({ faults }) => faults.dropGateway(),
      heals: 'shard resumed',
    },
    {
      when: 'Discord closes it with an error',
      trouble: ({ faults }) => faults.dropGateway({ code: GatewayCloseCodes.UnknownError }),
      heals: 'shard resumed',
    },
    {
      when: 'Discord asks to reconnect',
      trouble: ({ faults }) => faults.sendReconnect(),
      heals: 'shard resumed',
    },
    {
      when: 'the session is invalid but may be resumed',
      trouble: ({ faults }) => faults.invalidateSession({ resumable: true }),
      heals: 'shard resumed',
    },
    {
      when: 'the session is over',
      trouble: ({ faults }) => faults.invalidateSession({ resumable: false }),
      heals: 'shard ready',
    },
    {
      when: 'the socket drops and the session can’t be resumed',
      trouble: ({ faults }) => {
        faults.refuseResume();
        faults.dropGateway();
      },
      heals: 'shard ready',
    },
  ])('comes back by itself when $when', async ({ trouble, heals }) => {
    const stage = await startShow();
    const before = stage.logged.filter(({ msg }) => msg === heals).length;

    trouble(stage.discord);
    await stage.logs(heals, before + 1);

    const { message } = messageOf(await stage.give('search', { query: 'align' }));
    expect(textOf(message)).toMatch(/^\*\*1 paper\*\*/);
  });

  it('answers what was asked while it was down', async () => {
    const stage = await startShow();

    stage.discord.faults.dropGateway();
    const { message } = messageOf(await stage.give('search', { query: 'align' }));

    expect(textOf(message)).toMatch(/^\*\*1 paper\*\*/);
  });

  it('works with several shards', async () => {
    const stage = await setStage({ shards: 3 });
    await stage.cast().start();

    const { message } = messageOf(await stage.give('search', { query: 'align' }));

    expect(textOf(message)).toMatch(/^\*\*1 paper\*\*/);
    expect(stage.traffic.filter((line) => /identified/.test(line))).toHaveLength(3);
  });
});

describe('the start', () => {
  it('fails plainly with a wrong token', async () => {
    const stage = await setStage();

    await expect(stage.cast({ token: 'nonsense' }).start()).rejects.toThrow(/invalid token/i);
  });

  it('fails plainly when Discord closes the connection for good', async () => {
    const stage = await setStage();
    const start = stage.cast().start();
    const stop = stage.discord.on('log', (line) => {
      if (!/identified/.test(line)) return;
      stage.discord.faults.dropGateway({ code: GatewayCloseCodes.DisallowedIntents });
      stop();
    });

    await expect(start).rejects.toThrow('Discord closed the connection: DisallowedIntents (4014)');
  });
});
