import {
  AttachmentBuilder,
  type DMChannel,
  EmbedBuilder,
  type NewsChannel,
  PermissionFlagsBits as Permission,
} from 'discord.js';
import { describe, expect, it } from 'vitest';
import { codeOf } from './answering-bot.ts';
import { connectBot, papersOf } from './connect-bot.ts';

describe('messages', () => {
  it('are sent, read, edited and deleted', async () => {
    await using bot = await connectBot();
    const papers = papersOf(bot);
    const deleted: string[] = [];
    bot.discord.on('messageDelete', ({ id }) => deleted.push(id));

    const sent = await papers.send({
      content: ' One ',
      embeds: [new EmbedBuilder().setTitle(' Paper ').setTimestamp(0)],
    });
    await sent.edit('Two');
    const read = await papers.messages.fetch({ message: sent.id, force: true });
    await sent.delete();

    expect(read).toMatchObject({ content: 'Two', embeds: [{ title: 'Paper' }] });
    expect(read.editedTimestamp).not.toBeNull();
    expect(deleted).toEqual([sent.id]);
    expect(bot.discord.world.messagesIn(papers.id)).toEqual([]);
  });

  it('are listed newest first, between two ids', async () => {
    await using bot = await connectBot();
    const papers = papersOf(bot);
    const ids: string[] = [];
    for (const content of ['1', '2', '3', '4']) ids.push((await papers.send(content)).id);

    const list = async (options: object) =>
      [...(await papers.messages.fetch({ cache: false, ...options })).values()].map(
        ({ content }) => content,
      );

    expect(await list({ limit: 2 })).toEqual(['4', '3']);
    expect(await list({ before: ids[2] })).toEqual(['2', '1']);
    expect(await list({ after: ids[0], limit: 2 })).toEqual(['3', '2']);
  });

  it('are sent once for one nonce', async () => {
    let time = 1_700_000_000_000;
    await using bot = await connectBot({ discord: { now: () => time } });
    const papers = papersOf(bot);
    const post = (nonce: string, enforceNonce = true) =>
      papers.send({ content: 'A digest', nonce, enforceNonce });

    const first = await post('papers:2305.18290');
    const again = await post('papers:2305.18290');
    const other = await post('papers:2305.10314');
    const careless = await post('papers:2305.18290', false);
    time += 5 * 60 * 1000;
    const later = await post('papers:2305.18290');

    expect(again.id).toBe(first.id);
    expect(new Set([first.id, other.id, careless.id, later.id]).size).toBe(4);
    expect(bot.discord.world.messagesIn(papers.id)).toHaveLength(4);
  });

  it('carry files, which can be fetched', async () => {
    await using bot = await connectBot();
    const file = new AttachmentBuilder(Buffer.from('@article{}'), {
      name: 'papers.bib',
      description: 'BibTeX',
    });

    const sent = await papersOf(bot).send({
      embeds: [new EmbedBuilder().setTitle('List').setImage('attachment://papers.bib')],
      files: [file],
    });
    const attachment = sent.attachments.first();

    expect(attachment).toMatchObject({ name: 'papers.bib', description: 'BibTeX', size: 10 });
    expect(sent.embeds[0]?.image?.url).toBe(attachment?.url);
    const fetched = await fetch(attachment?.url ?? '');
    expect(await fetched.text()).toBe('@article{}');
  });

  it('answer other messages, and refuse to answer none', async () => {
    await using bot = await connectBot();
    const { member, papers } = bot.discord.world.cast;
    const asked = await bot.discord.people.sendMessage({
      user: member.id,
      channelId: papers.id,
      content: 'Anything on DPO?',
    });

    const replyTo = (messageReference: string) =>
      papersOf(bot).send({ content: 'Yes', reply: { messageReference, failIfNotExists: true } });

    expect(await replyTo(asked.id)).toMatchObject({ reference: { messageId: asked.id } });
    expect(await codeOf(replyTo('1234567890123456789'))).toBe(50035);
  });

  it('ping whom allowed_mentions lets them, and nobody else', async () => {
    await using bot = await connectBot();
    const { admin, guild, member } = bot.discord.world.cast;
    const adminRole = guild.roles.find(({ name }) => name === 'Admin');
    const content = `<@${admin.id}> <@${member.id}> <@&${adminRole?.id}> @everyone <@1>`;
    const pingsOf = async (allowedMentions?: object) => {
      const { id } = await papersOf(bot).send({
        content,
        ...(allowedMentions && { allowedMentions }),
      });
      return bot.discord.world.messages.get(id)?.pings;
    };

    const none = { everyone: false, users: [], roles: [] };
    expect(await pingsOf({ parse: [] })).toEqual(none);
    expect(await pingsOf()).toEqual({
      everyone: true,
      users: [admin.id, member.id],
      roles: [adminRole?.id],
    });
    expect(await pingsOf({ users: [member.id] })).toEqual({ ...none, users: [member.id] });
  });

  it('are refused where the bot may not write', async () => {
    await using bot = await connectBot();
    const { discord, client } = bot;
    const papers = papersOf(bot);
    const rest = (body: object) => client.rest.post(`/channels/${papers.id}/messages`, { body });
    const deny = (permission: bigint) =>
      discord.admin.deny(papers.id, discord.world.bot.id, permission);
    const embeds = [{ title: 'Paper' }];

    deny(Permission.EmbedLinks);
    expect(await codeOf(rest({ embeds }))).toBe(50013);
    expect(await codeOf(rest({ content: 'Plain' }))).toBe('none');
    deny(Permission.SendMessages);
    expect(await codeOf(rest({ content: 'Plain' }))).toBe(50013);
    deny(Permission.ViewChannel);
    expect(await codeOf(rest({ content: 'Plain' }))).toBe(50001);
    expect(papers.permissionsFor(discord.world.bot.id)?.has('ViewChannel')).toBe(false);
  });

  it('are refused where there is nothing, or somebody else’s', async () => {
    await using bot = await connectBot();
    const { client, discord } = bot;
    const { member, papers, readingGroup, elsewhereChannel } = discord.world.cast;
    const body = { content: 'Hello' };
    const post = (id: string) => codeOf(client.rest.post(`/channels/${id}/messages`, { body }));
    const { id } = await discord.people.sendMessage({
      user: member.id,
      channelId: papers.id,
      content: 'Mine',
    });
    const theirs = `/channels/${papers.id}/messages/${id}` as const;

    expect(await post('1234567890123456789')).toBe(10003);
    expect(await post(readingGroup.id)).toBe(50008);
    expect(await post(elsewhereChannel.id)).toBe(50001);
    expect(await codeOf(client.rest.patch(theirs, { body }))).toBe(50005);
    expect(await codeOf(client.rest.delete(theirs))).toBe(50013);
    expect(await codeOf(client.rest.delete(`/channels/${papers.id}/messages/1`))).toBe(10008);
    expect(await codeOf(client.rest.get('/nothing/here'))).toBe(0);
  });

  it('go to people directly, unless they take none', async () => {
    await using bot = await connectBot();
    const { admin, member } = bot.discord.world.cast;
    bot.discord.admin.setDirectMessages(admin.id, false);

    const sent = await bot.client.users.send(member.id, 'Psst');

    expect((sent.channel as DMChannel).recipientId).toBe(member.id);
    expect(await codeOf(bot.client.users.send(admin.id, 'Psst'))).toBe(50007);
    expect(await codeOf(bot.client.users.send('1234567890123456789', 'Psst'))).toBe(10013);
  });

  it('are changed by their authors alone, and deleted by those who manage messages as well', async () => {
    await using bot = await connectBot();
    const { people, world } = bot.discord;
    const { admin, member, papers } = world.cast;
    const { id } = await people.sendMessage({
      user: member.id,
      channelId: papers.id,
      content: 'Mine',
    });
    const sent = await papersOf(bot).send('The bot’s');
    const edit = (user: string, messageId: string) =>
      people.editMessage({ user, messageId, content: 'Changed' });
    const remove = (user: string, messageId: string) => people.deleteMessage({ user, messageId });

    expect(await edit(member.id, id)).toMatchObject({
      content: 'Changed',
      edited_timestamp: expect.any(String),
    });
    await expect(edit(admin.id, id)).rejects.toMatchObject({ code: 50005 });
    await expect(remove(member.id, sent.id)).rejects.toMatchObject({ code: 50013 });
    await remove(admin.id, sent.id);
    await remove(member.id, id);
    expect(world.messagesIn(papers.id)).toEqual([]);
  });

  it('take reactions', async () => {
    await using bot = await connectBot();
    const sent = await papersOf(bot).send('Paper of the day');

    await sent.react('👍');
    await sent.react('👍');
    await sent.react('🎓');
    await sent.reactions.cache.get('🎓')?.users.remove();

    const { message } = bot.discord.world.messages.get(sent.id) ?? {};
    expect(message?.reactions).toMatchObject([{ emoji: { name: '👍' }, count: 1, me: true }]);
    expect(await codeOf(sent.react('no'))).toBe(10014);
  });
});

describe('an announcement channel', () => {
  it('publishes a message once, and ten an hour', async () => {
    await using bot = await connectBot({ rest: { rejectOnRateLimit: ['/channels'] } });
    const { announcements } = bot.discord.world.cast;
    const channel = bot.client.channels.cache.get(announcements.id) as NewsChannel;
    const messages = [];
    for (let index = 0; index < 11; index += 1) messages.push(await channel.send(`${index}`));

    const published = await messages[0]?.crosspost();

    expect(published?.flags.has('Crossposted')).toBe(true);
    expect(await codeOf(messages[0]?.crosspost() ?? Promise.resolve())).toBe(40033);
    for (const message of messages.slice(1, 9)) await message.crosspost();
    await expect(messages[10]?.crosspost()).rejects.toMatchObject({ limit: 10 });
  });

  it('is the only one that publishes', async () => {
    await using bot = await connectBot();
    const { id, channelId } = await papersOf(bot).send('Digest');
    const path = `/channels/${channelId}/messages/${id}/crosspost` as const;

    expect(await codeOf(bot.client.rest.post(path))).toBe(50024);
  });
});
