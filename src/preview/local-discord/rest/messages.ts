import {
  ChannelType,
  MessageFlags,
  MessageType,
  PermissionFlagsBits as Permission,
} from 'discord-api-types/v10';
import { Hono } from 'hono';
import { z } from 'zod';
import { invalidForm, nestErrors, refusal } from '../api-error.ts';
import { integer, parseForm } from '../form.ts';
import { type Upload, uploadNames } from '../message-content.ts';
import type { Messages } from '../messages.ts';
import type { Parts } from '../parts.ts';
import { has } from '../permissions.ts';
import { react } from '../reactions.ts';
import type { Threads } from '../threads.ts';
import { type MessageForm, validateMessage } from '../validate-message.ts';
import type { Access } from './access.ts';
import { readBody } from './body.ts';

const page = z.object({
  limit: z.coerce.number().pipe(integer(1, 100)).default(50),
  before: z.string().exactOptional(),
  after: z.string().exactOptional(),
});

/** What a form needs beyond being allowed to write. */
function neededFor(form: MessageForm, uploads: readonly Upload[]): bigint[] {
  return [
    ...(form.embeds?.length ? [Permission.EmbedLinks] : []),
    ...(uploads.length > 0 ? [Permission.AttachFiles] : []),
  ];
}

/** The messages of a channel. */
export function messageRoutes(
  parts: Parts,
  access: Access,
  messages: Messages,
  threads: Threads,
): Hono {
  const { world } = parts;
  const routes = new Hono();

  routes.get('/:channel/messages', (c) => {
    const { id } = access.textChannel(c.req.param('channel'));
    const { limit, before, after } = parseForm(page, c.req.query());
    if (!has(world.permissions(world.bot.id, id), Permission.ReadMessageHistory)) return c.json([]);
    const found = world
      .messagesIn(id)
      .filter((message) => isBetween(BigInt(message.id), after, before));
    const chosen = after === undefined ? found.slice(-limit) : found.slice(0, limit);
    return c.json(chosen.toReversed());
  });

  routes.get('/:channel/messages/:id', (c) => {
    const { id } = access.textChannel(c.req.param('channel'), Permission.ReadMessageHistory);
    return c.json(messages.find(id, c.req.param('id')).message);
  });

  routes.post('/:channel/messages', async (c) => {
    const channel = access.textChannel(c.req.param('channel'), Permission.SendMessages);
    const { json, uploads } = await readBody(c);
    const form = validateMessage(json, { uploads: uploadNames(json, uploads) });
    access.textChannel(channel.id, ...neededFor(form, uploads));
    threads.wake(channel);
    const reference = form.message_reference;
    const mayReadBack = has(
      world.permissions(world.bot.id, channel.id),
      Permission.ReadMessageHistory,
    );
    if (reference && !mayReadBack) throw refusal('repliesUnread');
    const replied = world.messages.get(reference?.message_id ?? '')?.message;
    if (reference && !replied && reference.fail_if_not_exists !== false) {
      const unknown = { code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' };
      throw invalidForm(nestErrors([{ path: ['message_reference'], ...unknown }]));
    }
    const message = messages.post({
      channel,
      author: world.bot,
      form,
      uploads,
      ...(replied && {
        type: MessageType.Reply,
        extra: {
          message_reference: { message_id: replied.id, channel_id: channel.id },
          referenced_message: replied,
        },
      }),
    });
    return c.json(message);
  });

  routes.patch('/:channel/messages/:id', async (c) => {
    const channel = access.textChannel(c.req.param('channel'));
    const stored = messages.find(channel.id, c.req.param('id'));
    if (stored.message.author.id !== world.bot.id) throw refusal('otherAuthor');
    const { json, uploads } = await readBody(c);
    const context = { current: stored.message, uploads: uploadNames(json, uploads) };
    const form = validateMessage(json, context);
    threads.wake(channel);
    return c.json(messages.edit(stored, form, uploads));
  });

  routes.delete('/:channel/messages/:id', (c) => {
    const { id } = access.textChannel(c.req.param('channel'));
    const { message } = messages.find(id, c.req.param('id'));
    if (message.author.id !== world.bot.id) access.channel(id, Permission.ManageMessages);
    messages.remove(message.id);
    return c.body(null, 204);
  });

  routes.post('/:channel/messages/:id/crosspost', (c) => {
    const channel = access.textChannel(c.req.param('channel'), Permission.SendMessages);
    if (channel.type !== ChannelType.GuildAnnouncement) throw refusal('wrongChannelType');
    const stored = messages.find(channel.id, c.req.param('id'));
    const { author, flags = 0 } = stored.message;
    if (author.id !== world.bot.id) access.channel(channel.id, Permission.ManageMessages);
    if ((flags & MessageFlags.Crossposted) !== 0) throw refusal('alreadyCrossposted');
    const message = messages.patch(stored, { flags: flags | MessageFlags.Crossposted });
    messages.announceEdit(stored);
    return c.json(message);
  });

  for (const [method, isGiven] of [
    ['PUT', true],
    ['DELETE', false],
  ] as const) {
    routes.on(method, '/:channel/messages/:id/reactions/:emoji/@me', (c) => {
      const { channel = '', id = '', emoji = '' } = c.req.param();
      access.textChannel(channel, Permission.ReadMessageHistory);
      react(parts, messages, messages.find(channel, id), { userId: world.bot.id, emoji, isGiven });
      return c.body(null, 204);
    });
  }

  return routes;
}

function isBetween(id: bigint, after: string | undefined, before: string | undefined): boolean {
  return (
    (after === undefined || id > BigInt(after)) && (before === undefined || id < BigInt(before))
  );
}
