import {
  Events,
  GatewayIntentBits as Intent,
  type MessageReaction,
  PermissionFlagsBits as Permission,
} from 'discord.js';
import { describe, expect, it } from 'vitest';
import { codeOf } from './answering-bot.ts';
import { type ConnectedBot, connectBot, papersOf } from './connect-bot.ts';

function reactionsOf({ discord }: ConnectedBot, id: string) {
  const { reactions = [] } = discord.world.messages.get(id)?.message ?? {};
  return reactions.map(({ emoji, count, me }) => [emoji.name, count, me]);
}

describe('reactions', () => {
  it('are given once by each, keep their order, and go with the last that is taken back', async () => {
    await using bot = await connectBot();
    const { admin, member } = bot.discord.world.cast;
    const sent = await papersOf(bot).send('Paper of the day');
    const react = (user: string, emoji: string, isGiven = true) =>
      bot.discord.people.react({ user, messageId: sent.id, emoji, isGiven });

    await react(member.id, '👍');
    await react(member.id, '👍');
    await sent.react('🎓');
    await react(admin.id, '👍');

    expect(reactionsOf(bot, sent.id)).toEqual([
      ['👍', 2, false],
      ['🎓', 1, true],
    ]);
    await react(admin.id, '🎓', false);
    await react(admin.id, '👍', false);
    await react(member.id, '👍', false);
    expect(reactionsOf(bot, sent.id)).toEqual([['🎓', 1, true]]);
  });

  it('reach a bot that asks for them', async () => {
    await using bot = await connectBot({
      client: {
        intents: [Intent.Guilds, Intent.GuildMessages, Intent.GuildMessageReactions],
      },
    });
    const { member } = bot.discord.world.cast;
    const sent = await papersOf(bot).send('Paper of the day');
    const heard = new Promise<readonly [MessageReaction, string]>((resolve) =>
      bot.client.once(Events.MessageReactionAdd, (reaction, { id }) =>
        resolve([reaction as MessageReaction, id]),
      ),
    );

    await bot.discord.people.react({
      user: member.id,
      messageId: sent.id,
      emoji: '👍',
      isGiven: true,
    });

    const [reaction, userId] = await heard;
    expect(reaction.emoji.name).toBe('👍');
    expect(userId).toBe(member.id);
  });

  it('are refused past twenty, and new ones without permission, where old ones can be joined', async () => {
    await using bot = await connectBot();
    const { member, papers } = bot.discord.world.cast;
    const sent = await papersOf(bot).send('Paper of the day');
    const react = (emoji: string) =>
      bot.discord.people.react({ user: member.id, messageId: sent.id, emoji, isGiven: true });
    const faces = Array.from({ length: 20 }, (_, index) => String.fromCodePoint(0x1f600 + index));
    for (const face of faces) await react(face);

    await expect(react('👍')).rejects.toMatchObject({ code: 30010 });
    await expect(react('no')).rejects.toMatchObject({ code: 10014 });
    const other = await papersOf(bot).send('Another');
    bot.discord.admin.deny(papers.id, bot.discord.world.bot.id, Permission.AddReactions);
    expect(await codeOf(other.react('👍'))).toBe(50013);
    expect(await codeOf(sent.react(faces[0] ?? ''))).toBe('none');
    bot.discord.admin.deny(papers.id, member.id, Permission.ReadMessageHistory);
    await expect(react(faces[0] ?? '')).rejects.toThrow('You may not react in this channel.');
  });
});
