import { ChannelType, Events, type Message, PermissionFlagsBits as Permission } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { codeOf } from './answering-bot.ts';
import { connectBot, papersOf } from './connect-bot.ts';

describe('threads', () => {
  it('start from a message, once, with its id', async () => {
    await using bot = await connectBot();
    const sent = await papersOf(bot).send('2305.18290');
    const created = new Promise((resolve) => bot.client.once(Events.ThreadCreate, resolve));

    const thread = await sent.startThread({ name: 'Discussion' });
    await thread.send('What do you think?');

    await expect(created).resolves.toMatchObject({ id: sent.id, parentId: sent.channelId });
    expect(thread.type).toBe(ChannelType.PublicThread);
    expect(bot.discord.world.messagesIn(thread.id)).toHaveLength(1);
    const path = `/channels/${sent.channelId}/messages/${sent.id}/threads` as const;
    expect(await codeOf(bot.client.rest.post(path, { body: { name: 'Again' } }))).toBe(160004);
  });

  it('wake when something is written in them', async () => {
    await using bot = await connectBot();
    const thread = await papersOf(bot).threads.create({ name: 'Old' });

    await thread.setArchived(true);
    await thread.send('Still here');
    const { thread_metadata } = bot.discord.world.channels.get(thread.id) as never as {
      thread_metadata: { archived: boolean };
    };

    expect(thread_metadata.archived).toBe(false);
  });

  it('are opened by people, too, and woken by what they write', async () => {
    await using bot = await connectBot();
    const { member, papers, elsewhereChannel } = bot.discord.world.cast;
    const open = (channelId: string) =>
      bot.discord.people.openThread({ user: member.id, channelId, name: 'Alignment' });
    const created = new Promise((resolve) => bot.client.once(Events.ThreadCreate, resolve));

    const thread = await open(papers.id);
    const content = `<@${bot.client.user.id}> hello`;
    await bot.discord.people.sendMessage({ user: member.id, channelId: thread.id, content });

    await expect(created).resolves.toMatchObject({ id: thread.id, ownerId: member.id });
    expect(bot.discord.world.messagesIn(thread.id)).toMatchObject([{ content }]);
    bot.discord.admin.deny(papers.id, member.id, Permission.CreatePublicThreads);
    await expect(open(papers.id)).rejects.toThrow('You may not open threads in this channel.');
    await expect(open(elsewhereChannel.id)).resolves.toBeDefined();
  });

  it('are posts in a forum, with its tags', async () => {
    await using bot = await connectBot();
    const { readingGroup } = bot.discord.world.cast;
    const [tag] = readingGroup.available_tags;
    const post = (fields: object) =>
      bot.client.rest.post(`/channels/${readingGroup.id}/threads`, {
        body: { name: 'DPO', message: { content: 'This week' }, ...fields },
      }) as Promise<{ id: string; name: string; message: { id: string } }>;

    const made = await post({ applied_tags: [tag?.id] });

    expect(made).toMatchObject({ name: 'DPO', applied_tags: [tag?.id] });
    expect(made.message.id).toBe(made.id);
    expect(await codeOf(post({ name: 'a'.repeat(101) }))).toBe(50035);
    expect(await codeOf(post({ name: '' }))).toBe(50035);
    expect(await codeOf(post({ applied_tags: ['1', '2', '3', '4', '5', '6'] }))).toBe(50035);
    expect(await codeOf(post({ applied_tags: ['1'] }))).toBe(10087);
    expect(await codeOf(post({ message: { content: 'a'.repeat(2001) } }))).toBe(50035);
    expect(await codeOf(post({ auto_archive_duration: 61 }))).toBe(50035);
  });

  it('are opened by people under a message, once, and never under what one alone can see', async () => {
    await using bot = await connectBot();
    const { discord } = bot;
    const { member, papers } = discord.world.cast;
    const sent = await papersOf(bot).send('2305.18290');
    const open = (messageId: string) =>
      discord.people.openThread({
        user: member.id,
        channelId: papers.id,
        name: 'DPO',
        messageId,
      });

    const thread = await open(sent.id);
    await discord.people.sendMessage({ user: member.id, channelId: thread.id, content: 'One' });
    const { id } = await discord.people.sendMessage({
      user: member.id,
      channelId: thread.id,
      content: 'Two',
    });
    discord.admin.deleteMessage(id);

    expect(thread).toMatchObject({ id: sent.id, parent_id: papers.id, owner_id: member.id });
    expect(discord.world.messages.get(sent.id)?.message.thread).toMatchObject({
      id: sent.id,
      message_count: 1,
      total_message_sent: 2,
    });
    await expect(open(sent.id)).rejects.toMatchObject({ code: 160004 });
    await expect(open('1')).rejects.toMatchObject({ code: 10008 });
  });
});

describe('a forum', () => {
  it('takes posts of people, checked as those of the bot are', async () => {
    await using bot = await connectBot();
    const { discord, client } = bot;
    const { member, readingGroup, papers } = discord.world.cast;
    const [tag] = readingGroup.available_tags;
    const post = (fields: object = {}) =>
      discord.people.openPost({
        user: member.id,
        channelId: readingGroup.id,
        name: 'DPO',
        content: `<@${client.user.id}> what is it?`,
        tags: [tag?.id ?? ''],
        ...fields,
      });
    const heard = new Promise<Message>((resolve) => client.once(Events.MessageCreate, resolve));

    const thread = await post();

    expect(thread).toMatchObject({ applied_tags: [tag?.id], owner_id: member.id });
    expect(await heard).toMatchObject({ id: thread.id, channelId: thread.id });
    expect((await heard).content).toContain('what is it?');
    await expect(post({ name: '' })).rejects.toMatchObject({ code: 50035 });
    await expect(post({ content: ' ' })).rejects.toMatchObject({ code: 50006 });
    await expect(post({ tags: ['1'] })).rejects.toMatchObject({ code: 10087 });
    await expect(post({ channelId: papers.id })).rejects.toThrow('This is no forum.');
    const { id: strict } = discord.admin.createChannel({
      name: 'tagged',
      type: ChannelType.GuildForum,
      tags: ['paper'],
      requiresTag: true,
    });
    await expect(post({ channelId: strict, tags: [] })).rejects.toMatchObject({ code: 40067 });
    discord.admin.deny(readingGroup.id, member.id, Permission.SendMessages);
    await expect(post()).rejects.toMatchObject({ code: 50013 });
  });

  it('takes no messages beside its posts', async () => {
    await using bot = await connectBot();
    const { member, readingGroup } = bot.discord.world.cast;

    await expect(
      bot.discord.people.sendMessage({
        user: member.id,
        channelId: readingGroup.id,
        content: 'Hello',
      }),
    ).rejects.toThrow('A forum has posts alone');
  });
});
