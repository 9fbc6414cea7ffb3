import { GatewayIntentBits as Intent } from 'discord.js';
import { describe, expect, it } from 'vitest';
import type { Traffic } from '../../../src/preview/local-discord/traffic.ts';
import { botThatAnswers, isCommand, search } from './answering-bot.ts';
import { type ConnectedBot, connectBot, papersOf } from './connect-bot.ts';

type EventTraffic = Traffic & { readonly kind: 'event' };
type RequestTraffic = Traffic & { readonly kind: 'request' };

function eventsOf({ discord }: ConnectedBot): EventTraffic[] {
  return discord.traffic().filter((each) => each.kind === 'event');
}

function requestsOf({ discord }: ConnectedBot): RequestTraffic[] {
  return discord.traffic().filter((each) => each.kind === 'request');
}

describe('the traffic of a bot', () => {
  it('begins with READY, for whoever looks later too', async () => {
    await using bot = await connectBot();

    expect(eventsOf(bot).map(({ name }) => name)).toEqual(['READY', 'GUILD_CREATE']);
  });

  it('leaves out what the bot did not ask for', async () => {
    await using bot = await connectBot();
    const { admin, member } = bot.discord.world.cast;
    const sent = await papersOf(bot).send('Paper of the day');
    const react = (user: string) =>
      bot.discord.people.react({ user, messageId: sent.id, emoji: '👍', isGiven: true });
    await react(member.id);
    await react(admin.id);

    expect(eventsOf(bot).map(({ name }) => name)).not.toContain('MESSAGE_REACTION_ADD');
  });

  it.each([
    { when: 'may not read them', privilegedIntents: 0, isRead: false },
    { when: 'may read them', privilegedIntents: Intent.MessageContent, isRead: true },
  ])('has the texts of messages as they reach a bot that $when', async (given) => {
    const { privilegedIntents, isRead } = given;
    await using bot = await connectBot({
      discord: { privilegedIntents },
      client: { intents: [Intent.Guilds, Intent.GuildMessages, privilegedIntents] },
    });
    const { papers, member } = bot.discord.world.cast;

    await bot.discord.people.sendMessage({
      user: member.id,
      channelId: papers.id,
      content: 'Between us',
    });

    const { body } = eventsOf(bot).at(-1) ?? {};
    expect(JSON.parse(body ?? '')).toMatchObject({ content: isRead ? 'Between us' : '' });
  });

  it('has what was kept for a bot that was away once it is back', async () => {
    await using bot = await connectBot();
    const resumed = new Promise<void>((resolve) => {
      const stop = bot.discord.on('traffic', (traffic) => {
        if (traffic.kind !== 'event' || traffic.name !== 'RESUMED') return;
        stop();
        resolve();
      });
    });
    const { papers, member } = bot.discord.world.cast;
    const left = new Promise<void>((resolve) => {
      bot.discord.on('placeChange', () => {
        if (!bot.discord.isBotConnected()) resolve();
      });
    });
    bot.discord.faults.dropGateway();
    await left;

    await bot.discord.people.sendMessage({
      user: member.id,
      channelId: papers.id,
      content: 'While you were out',
    });
    const whileAway = eventsOf(bot).map(({ name }) => name);
    await resumed;

    expect(whileAway).not.toContain('MESSAGE_CREATE');
    expect(eventsOf(bot).map(({ name }) => name)).toEqual([
      ...whileAway,
      'MESSAGE_CREATE',
      'RESUMED',
    ]);
  });

  it('has the bodies of requests, and of files their names alone', async () => {
    await using bot = await connectBot();

    await papersOf(bot).send({
      content: 'With a list',
      files: [{ attachment: Buffer.from('@article{}'), name: 'papers.bib' }],
    });

    const { method, body = '' } = requestsOf(bot).at(-1) ?? {};
    expect(method).toBe('POST');
    expect(JSON.parse(body)).toMatchObject({
      content: 'With a list',
      'files[0]': 'papers.bib, 10 bytes',
    });
  });

  it('says how much is left out of a long body', async () => {
    await using bot = await connectBot();
    const tooLong = papersOf(bot).send({ content: 'c'.repeat(200_000) });

    await expect(tooLong).rejects.toMatchObject({ code: 50035 });
    const { body = '' } = requestsOf(bot).at(-1) ?? {};
    expect(body.length).toBeLessThan(40_000);
    expect(body).toMatch(/c… 167,\d+ more characters$/);
  });

  it('never has a token in it', async () => {
    let token = '';
    await using bot = await botThatAnswers(async (interaction) => {
      token = interaction.token;
      await isCommand(interaction).deferReply();
      await isCommand(interaction).editReply('Three papers');
    });

    await search(bot.discord);

    const whole = JSON.stringify(bot.discord.traffic());
    expect(token.length).toBeGreaterThan(20);
    expect(whole).toContain('INTERACTION_CREATE');
    expect(whole).toContain('Three papers');
    expect(whole).not.toContain(token);
    expect(whole).not.toContain(bot.discord.token);
  });

  it('is kept for a while, and the oldest goes first', async () => {
    await using bot = await connectBot();
    const { papers, member } = bot.discord.world.cast;

    for (let number = 0; number < 120; number += 1) {
      await bot.discord.people.sendMessage({
        user: member.id,
        channelId: papers.id,
        content: `Message ${number}`,
      });
    }

    expect(bot.discord.traffic()).toHaveLength(100);
    expect(eventsOf(bot).map(({ name }) => name)).not.toContain('READY');
  });
});

describe('a change of the place', () => {
  it.each([
    {
      what: 'a channel that somebody may no longer see',
      change: ({ admin, world }: ConnectedBot['discord']) =>
        admin.deny(world.cast.papers.id, world.cast.member.id, 0x400n),
    },
    {
      what: 'a new channel',
      change: ({ admin }: ConnectedBot['discord']) => admin.createChannel({ name: 'reading' }),
    },
    {
      what: 'a bot that leaves its server',
      change: ({ admin, world }: ConnectedBot['discord']) => admin.removeBot(world.cast.guild.id),
    },
    {
      what: 'a message in a thread, which counts them',
      change: async ({ people, world }: ConnectedBot['discord']) => {
        const user = world.cast.admin.id;
        const channelId = world.cast.papers.id;
        const thread = await people.openThread({ user, channelId, name: 'Aside' });
        await people.sendMessage({ user, channelId: thread.id, content: 'First' });
      },
    },
  ])('is told of for $what', async ({ change }) => {
    await using bot = await connectBot({ client: { intents: [] } });
    let changes = 0;
    bot.discord.on('placeChange', () => {
      changes += 1;
    });

    await change(bot.discord);

    expect(changes).toBeGreaterThan(0);
  });

  it('is told of when the bot registers its commands', async () => {
    await using bot = await connectBot();
    let changes = 0;
    bot.discord.on('placeChange', () => {
      changes += 1;
    });

    await bot.client.application.commands.set([{ name: 'paper', description: 'Papers' }]);

    expect(changes).toBe(1);
  });
});
