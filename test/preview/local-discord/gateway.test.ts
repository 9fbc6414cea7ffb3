import { once } from 'node:events';
import { type Client, Events } from 'discord.js';
import { GatewayIntentBits as Intent } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import {
  type LocalDiscord,
  startLocalDiscord,
} from '../../../src/preview/local-discord/local-discord.ts';
import { connectBot } from './connect-bot.ts';

/** discord.js counts RESUMED itself among the replayed events. */
const RESUMED = 1;

/** The contents of the messages that a client hears of, from now on. */
function heardBy(client: Client): string[] {
  const heard: string[] = [];
  client.on(Events.MessageCreate, ({ content }) => void heard.push(content));
  return heard;
}

function say(discord: LocalDiscord, content: string) {
  const { admin, papers } = discord.world.cast;
  const { bot } = discord.world;
  const mention = `<@${bot.id}> ${content}`;
  return discord.people.sendMessage({ user: admin.id, channelId: papers.id, content: mention });
}

describe('a client', () => {
  it('logs in and finds the server with its channels', async () => {
    await using bot = await connectBot();
    const { cast } = bot.discord.world;

    const guild = bot.client.guilds.cache.get(cast.guild.id);

    expect(bot.client.guilds.cache.size).toBe(1);
    expect(guild?.name).toBe('Reading Room');
    expect(guild?.channels.cache.map(({ name }) => name)).toEqual([
      'papers',
      'alignment',
      'announcements',
      'reading-group',
    ]);
    expect(guild?.members.me?.permissions.has('EmbedLinks')).toBe(true);
    expect(guild?.members.me?.permissions.has('Administrator')).toBe(false);
  });

  it('cannot log in with another token', async () => {
    await using bot = await connectBot();
    await bot.client.destroy();

    await expect(bot.client.login('wrong.token.here')).rejects.toThrow(/token/i);
  });

  it('resumes after a dropped socket and hears what it missed', async () => {
    await using bot = await connectBot();
    const heard = heardBy(bot.client);
    const resumed = once(bot.client, Events.ShardResume);

    bot.discord.faults.dropGateway();
    await once(bot.client, Events.ShardReconnecting);
    await say(bot.discord, 'one');
    await say(bot.discord, 'two');

    await expect(resumed).resolves.toEqual([0, 2 + RESUMED]);
    expect(heard.map((content) => content.split(' ')[1])).toEqual(['one', 'two']);
  });

  it('resumes after a close with a code that allows it', async () => {
    await using bot = await connectBot();
    const resumed = once(bot.client, Events.ShardResume);

    bot.discord.faults.dropGateway({ code: 4000 });

    await expect(resumed).resolves.toEqual([0, RESUMED]);
  });

  it('takes a connection for dead when its heartbeats go unanswered', async () => {
    await using bot = await connectBot({ discord: { heartbeatIntervalMs: 50 } });
    const resumed = once(bot.client, Events.ShardResume);

    bot.discord.faults.stopHeartbeatAcks();
    await once(bot.client, Events.ShardReconnecting);
    bot.discord.faults.clear();

    await expect(resumed).resolves.toEqual([0, RESUMED]);
  });

  it('resumes when it is told to reconnect', async () => {
    await using bot = await connectBot();
    const resumed = once(bot.client, Events.ShardResume);

    bot.discord.faults.sendReconnect();

    await expect(resumed).resolves.toEqual([0, RESUMED]);
  });

  it('resumes over the same connection after a resumable INVALID_SESSION', async () => {
    await using bot = await connectBot();
    const heard = heardBy(bot.client);
    const resumed = once(bot.client, Events.ShardResume);

    bot.discord.faults.invalidateSession({ resumable: true });
    await say(bot.discord, 'still there');
    await resumed;

    expect(heard).toHaveLength(1);
  });

  it.each([
    {
      when: 'its session is invalidated for good',
      trouble: ({ faults }: LocalDiscord) => faults.invalidateSession({ resumable: false }),
    },
    {
      when: 'its resume is refused',
      trouble({ faults }: LocalDiscord) {
        faults.refuseResume();
        faults.dropGateway();
      },
    },
  ])('identifies anew when $when', async ({ trouble }) => {
    await using bot = await connectBot();
    const ready = once(bot.client, Events.ShardReady);

    trouble(bot.discord);
    await ready;
    const heard = heardBy(bot.client);
    await say(bot.discord, 'hello again');
    await once(bot.client, Events.MessageCreate);

    expect(heard).toHaveLength(1);
  });

  it('runs several shards, each with its servers', async () => {
    await using bot = await connectBot({ discord: { shards: 2 }, client: { shards: 'auto' } });

    const heard = heardBy(bot.client);
    await say(bot.discord, 'once');
    await once(bot.client, Events.MessageCreate);

    expect(bot.client.ws.shards.size).toBe(2);
    expect(bot.client.guilds.cache.size).toBe(1);
    expect(heard).toHaveLength(1);
  });

  it('reads without Message Content only what is meant for it', async () => {
    await using bot = await connectBot();
    const { discord, client } = bot;
    const { admin, papers } = discord.world.cast;
    const heard = heardBy(client);
    const own = await client.channels.cache.get(papers.id)?.isSendable();
    const channelId = papers.id;
    const channel = client.channels.cache.get(channelId);
    const posted = channel?.isSendable() ? await channel.send('A digest') : undefined;
    const replyTo = posted?.id ?? '';

    const write = (content: string, more: object = {}) =>
      discord.people.sendMessage({ user: admin.id, channelId, content, ...more });
    await write('among us');
    await write('why?', { replyTo });
    await write('never mind', { replyTo, pingReplied: false });
    await say(discord, 'hello');
    await once(client, Events.MessageCreate);

    expect(own).toBe(true);
    expect(heard).toEqual(['A digest', '', 'why?', '', `<@${discord.world.bot.id}> hello`]);
  });

  it('hears that it left a server, but not of one it is not in', async () => {
    await using bot = await connectBot();
    const { cast } = bot.discord.world;
    const left = once(bot.client, Events.GuildDelete);

    bot.discord.admin.removeBot(cast.guild.id);

    const [guild] = await left;
    expect(guild).toMatchObject({ id: cast.guild.id, available: true });
  });

  it('hears of an outage as one', async () => {
    await using bot = await connectBot();
    const { cast } = bot.discord.world;
    const lost = once(bot.client, Events.GuildUnavailable);

    bot.discord.admin.loseGuild(cast.guild.id);
    await lost;
    const back = once(bot.client, Events.GuildAvailable);
    bot.discord.admin.restoreGuild(cast.guild.id);

    await expect(back).resolves.toMatchObject([{ id: cast.guild.id, available: true }]);
  });
});

describe('the gateway', () => {
  const { Guilds, MessageContent } = Intent;

  async function open(discord: LocalDiscord, version = 10) {
    const socket = new WebSocket(`${discord.apiUrl.replace('http', 'ws')}/gateway?v=${version}`);
    const [hello] = await once(socket, 'message');
    return { socket, hello: JSON.parse(String(hello)) };
  }

  const identify = (discord: LocalDiscord, fields: object = {}) => ({
    op: 2,
    d: { token: discord.token, intents: Guilds, properties: {}, ...fields },
  });

  it('greets, and answers heartbeats', async () => {
    const discord = await startLocalDiscord();
    const { socket, hello } = await open(discord);

    socket.send(JSON.stringify({ op: 1, d: null }));
    const [ack] = await once(socket, 'message');

    expect(hello).toMatchObject({ op: 10, d: { heartbeat_interval: 41_250 } });
    expect(JSON.parse(String(ack))).toMatchObject({ op: 11 });
    await discord.close();
  });

  it.each<[what: string, code: number, send: (discord: LocalDiscord) => unknown, version?: number]>(
    [
      ['an unknown opcode', 4001, () => ({ op: 99 })],
      ['what is no JSON', 4002, () => '{'],
      ['a payload over 4,096 bytes', 4002, () => ({ op: 1, d: 'a'.repeat(4096) })],
      ['anything before IDENTIFY', 4003, () => ({ op: 3, d: {} })],
      ['a wrong token', 4004, (discord) => identify(discord, { token: 'no' })],
      ['a shard that is not there', 4010, (discord) => identify(discord, { shard: [2, 2] })],
      ['another version', 4012, (discord) => identify(discord), 8],
      ['unknown intents', 4013, (discord) => identify(discord, { intents: 1 << 30 })],
      [
        'intents not switched on',
        4014,
        (discord) => identify(discord, { intents: MessageContent }),
      ],
    ],
  )('closes on %s', async (_, code, send, version) => {
    const discord = await startLocalDiscord();
    const { socket } = await open(discord, version);

    const payload = send(discord);
    socket.send(typeof payload === 'string' ? payload : JSON.stringify(payload));
    const [closedWith] = await once(socket, 'close');

    expect(closedWith).toBe(code);
    await discord.close();
  });

  it('closes on a second IDENTIFY', async () => {
    const discord = await startLocalDiscord();
    const { socket } = await open(discord);

    socket.send(JSON.stringify(identify(discord)));
    await once(socket, 'message');
    socket.send(JSON.stringify(identify(discord)));
    const [closedWith] = await once(socket, 'close');

    expect(closedWith).toBe(4005);
    await discord.close();
  });

  it('closes on more than 120 payloads a minute', async () => {
    const discord = await startLocalDiscord({ now: () => 1_700_000_000_000 });
    const { socket } = await open(discord);

    for (let sent = 0; sent < 121; sent += 1) socket.send(JSON.stringify({ op: 1, d: null }));
    const [closedWith] = await once(socket, 'close');

    expect(closedWith).toBe(4008);
    await discord.close();
  });

  it('gives message contents to a bot with the intent', async () => {
    const discord = await startLocalDiscord({ privilegedIntents: MessageContent });
    const { socket } = await open(discord);
    const messages: { t: string; d: { content: string } }[] = [];
    socket.on('message', (raw) => messages.push(JSON.parse(String(raw))));
    const intents = Guilds | Intent.GuildMessages | MessageContent;

    socket.send(JSON.stringify(identify(discord, { intents })));
    await once(socket, 'message');
    const { member, papers } = discord.world.cast;
    const content = 'among us';
    await discord.people.sendMessage({ user: member.id, channelId: papers.id, content });
    await once(socket, 'message');

    expect(messages.at(-1)).toMatchObject({ t: 'MESSAGE_CREATE', d: { content } });
    await discord.close();
  });
});
