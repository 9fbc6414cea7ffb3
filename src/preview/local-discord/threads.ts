import {
  type APIChannel,
  type APIMessage,
  type APIThreadChannel,
  ChannelType,
  GatewayIntentBits as Intent,
  MessageFlags,
  ThreadAutoArchiveDuration,
  type ThreadChannelType,
} from 'discord-api-types/v10';
import { refusal } from './api-error.ts';
import type { Messages } from './messages.ts';
import type { Parts } from './parts.ts';
import { isThread } from './permissions.ts';
import type { ChannelChange, ThreadForm } from './validate-thread.ts';
import { guildIdOf, isoTime } from './world.ts';

/** A thread to be opened. */
interface ThreadStart {
  readonly parent: APIChannel;
  readonly form: ThreadForm;
  readonly type: ThreadChannelType;
  /** The message it starts from, whose id it gets. */
  readonly message?: APIMessage;
  readonly appliedTags?: string[] | undefined;
  /** Who opens it; the bot unless told. */
  readonly ownerId?: string;
}

/** Opens, changes and takes away threads and channels, and tells the bot. */
export interface Threads {
  open(start: ThreadStart): APIThreadChannel;
  /** Opens a thread under a message. */
  openFrom(
    parent: APIChannel,
    message: APIMessage,
    form: ThreadForm,
    ownerId?: string,
  ): APIThreadChannel;
  change(channel: APIChannel, change: ChannelChange): APIChannel;
  remove(channel: APIChannel): void;
  /** Gets a thread ready for a new message: an archived one comes back, unless it is locked. */
  wake(channel: APIChannel): void;
}

export function createThreads(parts: Parts, messages: Messages): Threads {
  const { world, gateway, live, nextId, now } = parts;

  function tell(name: string, channel: APIChannel, extra: object = {}): void {
    const guildId = guildIdOf(channel);
    gateway.dispatch({
      name,
      body: { ...channel, ...extra },
      intents: Intent.Guilds,
      ...(guildId !== undefined && { guildId }),
    });
    live.emit('placeChange');
  }

  const threads: Threads = {
    open({ parent, form, type, message, appliedTags, ownerId = world.bot.id }) {
      const guildId = guildIdOf(parent);
      if (guildId === undefined) throw refusal('notInDirectMessages');
      const time = isoTime(now());
      const thread: APIThreadChannel = {
        id: message?.id ?? nextId(),
        type,
        guild_id: guildId,
        parent_id: parent.id,
        owner_id: ownerId,
        name: form.name,
        last_message_id: null,
        rate_limit_per_user: form.rate_limit_per_user ?? 0,
        message_count: 0,
        member_count: 1,
        total_message_sent: 0,
        thread_metadata: {
          archived: false,
          locked: false,
          archive_timestamp: time,
          create_timestamp: time,
          auto_archive_duration: form.auto_archive_duration ?? ThreadAutoArchiveDuration.OneDay,
        },
        ...(appliedTags && { applied_tags: appliedTags }),
      };
      world.channels.set(thread.id, thread as APIChannel);
      tell('THREAD_CREATE', thread as APIChannel, { newly_created: true });
      return thread;
    },

    openFrom(parent, message, form, ownerId) {
      if (world.channels.has(message.id)) throw refusal('hasThreadAlready');
      const type =
        parent.type === ChannelType.GuildAnnouncement
          ? ChannelType.AnnouncementThread
          : ChannelType.PublicThread;
      const thread = threads.open({
        parent,
        form,
        type,
        message,
        ...(ownerId !== undefined && { ownerId }),
      });
      const stored = messages.find(parent.id, message.id);
      messages.patch(stored, {
        flags: (message.flags ?? 0) | MessageFlags.HasThread,
        thread: thread as APIChannel,
      });
      messages.announceEdit(stored);
      return thread;
    },

    change(channel, { archived, locked, auto_archive_duration, ...fields }) {
      const old = 'thread_metadata' in channel ? channel.thread_metadata : undefined;
      // In place, because the cast of the world is known by its objects too.
      Object.assign(channel, fields, {
        ...(old && {
          thread_metadata: {
            ...old,
            archived: archived ?? old.archived,
            locked: locked ?? old.locked,
            auto_archive_duration: auto_archive_duration ?? old.auto_archive_duration,
            archive_timestamp: archived === undefined ? old.archive_timestamp : isoTime(now()),
          },
        }),
      });
      tell(isThread(channel) ? 'THREAD_UPDATE' : 'CHANNEL_UPDATE', channel);
      return channel;
    },

    remove(channel) {
      world.channels.delete(channel.id);
      for (const { id } of world.messagesIn(channel.id)) world.messages.delete(id);
      tell(isThread(channel) ? 'THREAD_DELETE' : 'CHANNEL_DELETE', channel);
    },

    wake(channel) {
      const metadata = 'thread_metadata' in channel ? channel.thread_metadata : undefined;
      if (metadata?.locked) throw refusal('archivedThread');
      if (metadata?.archived) threads.change(channel, { archived: false });
    },
  };
  return threads;
}
