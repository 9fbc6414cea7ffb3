import { Events, type Message, Partials, PermissionFlagsBits as Permission } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { codeOf } from './answering-bot.ts';
import { type ConnectedBot, type ConnectOptions, connectBot, papersOf } from './connect-bot.ts';

/** What a bot makes of a message. */
interface Heard {
  readonly content: string;
  readonly isMentioned: boolean;
  /** The text of the message that is answered. */
  readonly answered?: string;
}

async function listen(options: ConnectOptions = {}): Promise<ConnectedBot & { heard: Heard[] }> {
  const bot = await connectBot(options);
  const heard: Heard[] = [];
  bot.client.on(Events.MessageCreate, (message: Message) => {
    const answered = message.channel.messages.cache.get(message.reference?.messageId ?? '');
    heard.push({
      content: message.content,
      isMentioned: message.mentions.users.has(bot.client.user.id),
      ...(answered && { answered: answered.content }),
    });
  });
  return Object.assign(bot, { heard });
}

/** Max writes; resolves when a message that comes after it was heard of. */
async function write(bot: ConnectedBot, message: { content: string; replyTo?: string }) {
  const { member, papers } = bot.discord.world.cast;
  return bot.discord.people.sendMessage({ user: member.id, channelId: papers.id, ...message });
}

const last = async ({ client, discord, heard }: ConnectedBot & { heard: Heard[] }) => {
  const { member, papers } = discord.world.cast;
  const mention = `<@${client.user.id}> over`;
  const over = new Promise((resolve) => {
    client.on(Events.MessageCreate, ({ content }) => content === mention && resolve(undefined));
  });
  await discord.people.sendMessage({ user: member.id, channelId: papers.id, content: mention });
  await over;
  return heard.at(-2);
};

describe('what a bot reads without the intent for it', () => {
  it('is nothing of what people say to each other', async () => {
    await using bot = await listen();

    await write(bot, { content: 'Hello, everyone' });

    expect(await last(bot)).toEqual({ content: '', isMentioned: false });
  });

  it('is a message that mentions it, which @everyone and code do not', async () => {
    await using bot = await listen();
    const content = `\`<@${bot.client.user.id}>\` @everyone`;

    await write(bot, { content: `<@${bot.client.user.id}> hello` });
    const mentioned = await last(bot);
    await write(bot, { content });

    expect(mentioned).toEqual({ content: `<@${bot.client.user.id}> hello`, isMentioned: true });
    expect(await last(bot)).toEqual({ content: '', isMentioned: false });
  });

  it('is a reply to its own message, but not to a message of somebody else', async () => {
    await using bot = await listen();
    const own = await papersOf(bot).send('Anything else?');
    const theirs = await write(bot, { content: 'A secret' });

    await write(bot, { content: 'Yes', replyTo: own.id });
    const toBot = await last(bot);
    await write(bot, { content: `<@${bot.client.user.id}> look`, replyTo: theirs.id });

    expect(toBot).toEqual({ content: 'Yes', isMentioned: true, answered: 'Anything else?' });
    expect(await last(bot)).toMatchObject({ isMentioned: true, answered: '' });
  });

  it('is everything in direct messages, which need a partial channel', async () => {
    const hear = async (partials: Partials[]) => {
      await using bot = await listen({ client: { partials } });
      const { world, people } = bot.discord;
      const { member } = world.cast;
      const channelId = world.directChannel(member.id).id;
      await people.sendMessage({ user: member.id, channelId, content: 'Psst' });
      await last(bot);
      return bot.heard.map(({ content }) => content.replace(/<.*> /, ''));
    };

    expect(await hear([Partials.Channel])).toEqual(['Psst', 'over']);
    expect(await hear([])).toEqual(['over']);
  });
});

describe('a reply', () => {
  it('takes the permission to read back', async () => {
    await using bot = await listen();
    const { id } = await write(bot, { content: 'Hello' });
    const { papers } = bot.discord.world.cast;
    bot.discord.admin.deny(papers.id, bot.client.user.id, Permission.ReadMessageHistory);

    const send = (reply: object) => codeOf(papersOf(bot).send({ content: 'Hi', ...reply }));

    expect(await send({ reply: { messageReference: id } })).toBe(160002);
    expect(await send({})).toBe('none');
  });
});
