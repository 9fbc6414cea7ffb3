import {
  AllowedMentionsTypes,
  ChannelType,
  MessageType,
  PermissionFlagsBits as Permission,
} from 'discord-api-types/v10';
import { refusal } from './api-error.ts';
import type { OpenPost } from './forum-posts.ts';
import type { Messages } from './messages.ts';
import type { Parts } from './parts.ts';
import type { Writing } from './people.ts';
import { has, isThread } from './permissions.ts';
import { react } from './reactions.ts';
import type { Threads } from './threads.ts';
import { validateMessage } from './validate-message.ts';
import { validateThread } from './validate-thread.ts';
import { visibleTo } from './visible-to.ts';

/** Whom people ping unless told: everybody that they mention. */
const { Everyone, Role, User } = AllowedMentionsTypes;
const PINGS = [Everyone, Role, User];

/** People who write and react, checked as Discord checks them. */
export function createWriting(
  parts: Parts,
  messages: Messages,
  threads: Threads,
  openPost: OpenPost,
): Writing {
  const { world, live } = parts;

  function wakeThread(channelId: string): void {
    const channel = world.channels.get(channelId);
    if (channel && isThread(channel)) threads.wake(channel);
  }

  function mayWrite(user: string, channelId: string): boolean {
    return has(world.permissions(user, channelId), Permission.SendMessages);
  }

  return {
    async startTyping({ user, channelId }) {
      if (!mayWrite(user, channelId)) throw new Error('You may not write in this channel.');
      live.emit('typing', { channelId, userId: user });
    },

    async sendMessage({ user, channelId, content, replyTo, pingReplied = true, uploads = [] }) {
      const channel = world.channels.get(channelId);
      const author = world.users.get(user);
      if (!channel || !author || !mayWrite(user, channelId))
        throw new Error('You may not write in this channel.');
      if (channel.type === ChannelType.GuildForum) {
        throw new Error('A forum has posts alone: open one, or write in one.');
      }
      const mayAttach = has(world.permissions(user, channelId), Permission.AttachFiles);
      if (uploads.length > 0 && !mayAttach) throw new Error('You may not attach files here.');
      threads.wake(channel);
      const replied = replyTo === undefined ? undefined : visibleTo(world, user, replyTo).message;
      // An answer to an interaction was sent by a webhook, and replying to it pings nobody.
      const isPing = pingReplied && replied?.webhook_id === undefined;
      return messages.post({
        channel,
        author,
        form: validateMessage(
          { content, allowed_mentions: { parse: PINGS, replied_user: isPing } },
          { uploads: uploads.map(({ filename }) => filename) },
        ),
        uploads,
        ...(replied && {
          type: MessageType.Reply,
          extra: {
            message_reference: { message_id: replied.id, channel_id: channelId },
            referenced_message: replied,
          },
        }),
      });
    },

    async editMessage({ user, messageId, content }) {
      const { channel_id, author } = visibleTo(world, user, messageId).message;
      const stored = messages.find(channel_id, messageId);
      if (author.id !== user) throw refusal('otherAuthor');
      wakeThread(channel_id);
      const form = validateMessage({ content }, { current: stored.message });
      return messages.edit(stored, form);
    },

    async deleteMessage({ user, messageId }) {
      const { channel_id, author } = visibleTo(world, user, messageId).message;
      const { id } = messages.find(channel_id, messageId).message;
      const mayDelete = has(world.permissions(user, channel_id), Permission.ManageMessages);
      if (author.id !== user && !mayDelete) throw refusal('missingPermissions');
      messages.remove(id);
    },

    async openThread({ user, channelId, name, messageId }) {
      const parent = world.channels.get(channelId);
      const mayOpen = has(world.permissions(user, channelId), Permission.CreatePublicThreads);
      const isPlace =
        parent?.type === ChannelType.GuildText || parent?.type === ChannelType.GuildAnnouncement;
      if (!isPlace || !mayOpen) throw new Error('You may not open threads in this channel.');
      const form = validateThread({ name });
      if (messageId !== undefined) {
        return threads.openFrom(parent, messages.find(channelId, messageId).message, form, user);
      }
      const type =
        parent.type === ChannelType.GuildAnnouncement
          ? ChannelType.AnnouncementThread
          : ChannelType.PublicThread;
      return threads.open({ parent, form, type, ownerId: user });
    },

    async openPost({ user, channelId, name, content, tags = [], uploads = [] }) {
      const forum = world.channels.get(channelId);
      const author = world.users.get(user);
      if (forum?.type !== ChannelType.GuildForum || author === undefined) {
        throw new Error('This is no forum.');
      }
      const message = { content, allowed_mentions: { parse: PINGS } };
      const body = { name, applied_tags: tags, message };
      return openPost({ forum, author, body, uploads }).thread;
    },

    async react({ user, messageId, emoji, isGiven }) {
      const { message } = visibleTo(world, user, messageId);
      const { channel_id: channelId } = message;
      const permissions = world.permissions(user, channelId);
      if (!has(permissions, Permission.ReadMessageHistory)) {
        throw new Error('You may not react in this channel.');
      }
      wakeThread(channelId);
      react(parts, messages, messages.find(channelId, messageId), { userId: user, emoji, isGiven });
    },
  };
}
