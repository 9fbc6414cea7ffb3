import { ChannelType, PermissionFlagsBits as Permission } from 'discord-api-types/v10';
import { Hono } from 'hono';
import { refusal } from '../api-error.ts';
import type { OpenPost } from '../forum-posts.ts';
import type { Messages } from '../messages.ts';
import type { Parts } from '../parts.ts';
import { isThread } from '../permissions.ts';
import type { Threads } from '../threads.ts';
import { validateChannelChange, validateThread } from '../validate-thread.ts';
import type { Access } from './access.ts';
import { readBody } from './body.ts';

/** Channels themselves, threads and forum posts. */
export function channelRoutes(
  parts: Parts,
  access: Access,
  messages: Messages,
  threads: Threads,
  openPost: OpenPost,
): Hono {
  const { world, live } = parts;
  const routes = new Hono();

  routes.get('/:channel', (c) => c.json(access.channel(c.req.param('channel'))));

  routes.patch('/:channel', async (c) => {
    const channel = access.channel(c.req.param('channel'));
    const { json } = await readBody(c);
    const change = validateChannelChange(json);
    const isOwn = 'owner_id' in channel && channel.owner_id === world.bot.id;
    if (!isOwn) {
      const needed = isThread(channel) ? Permission.ManageThreads : Permission.ManageChannels;
      access.channel(channel.id, needed);
    }
    return c.json(threads.change(channel, change));
  });

  routes.delete('/:channel', (c) => {
    const channel = access.channel(c.req.param('channel'));
    const needed = isThread(channel) ? Permission.ManageThreads : Permission.ManageChannels;
    access.channel(channel.id, ...(channel.type === ChannelType.DM ? [] : [needed]));
    threads.remove(channel);
    return c.json(channel);
  });

  routes.post('/:channel/typing', (c) => {
    const { id } = access.textChannel(c.req.param('channel'), Permission.SendMessages);
    live.emit('typing', { channelId: id, userId: world.bot.id });
    return c.body(null, 204);
  });

  routes.post('/:channel/messages/:id/threads', async (c) => {
    const parent = access.textChannel(c.req.param('channel'), Permission.CreatePublicThreads);
    if (isThread(parent)) throw refusal('wrongChannelType');
    const { message } = messages.find(parent.id, c.req.param('id'));
    const { json } = await readBody(c);
    return c.json(threads.openFrom(parent, message, validateThread(json)), 201);
  });

  routes.post('/:channel/threads', async (c) => {
    const parent = access.channel(c.req.param('channel'));
    const { json, uploads } = await readBody(c);
    if (parent.type !== ChannelType.GuildForum) {
      access.textChannel(parent.id, Permission.CreatePublicThreads);
      if (isThread(parent)) throw refusal('wrongChannelType');
      const form = validateThread(json);
      const type = form.type ?? ChannelType.PrivateThread;
      return c.json(threads.open({ parent, form, type }), 201);
    }

    const { thread, message } = openPost({ forum: parent, author: world.bot, body: json, uploads });
    return c.json({ ...thread, message }, 201);
  });

  for (const method of ['PUT', 'DELETE']) {
    routes.on(method, '/:channel/thread-members/@me', (c) => {
      access.textChannel(c.req.param('channel') ?? '');
      return c.body(null, 204);
    });
  }

  routes.get('/:channel/threads/archived/public', (c) => {
    const { id } = access.channel(c.req.param('channel'), Permission.ReadMessageHistory);
    const archived = [...world.channels.values()].filter(
      (channel) =>
        'thread_metadata' in channel &&
        channel.parent_id === id &&
        channel.thread_metadata?.archived,
    );
    return c.json({ threads: archived, members: [], has_more: false });
  });

  return routes;
}
