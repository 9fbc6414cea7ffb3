import {
  type APIChannel,
  type APIMessage,
  type APIUser,
  GatewayIntentBits as Intent,
  MessageFlags,
  MessageType,
  PermissionFlagsBits as Permission,
} from 'discord-api-types/v10';
import { refusal } from './api-error.ts';
import type { GatewayEvent } from './gateway-session.ts';
import { NO_PINGS, pingsOf } from './mentions.ts';
import { contentOf, type Upload } from './message-content.ts';
import type { Parts } from './parts.ts';
import { has } from './permissions.ts';
import type { MessageForm } from './validate-message.ts';
import { guildIdOf, isoTime, type StoredMessage } from './world.ts';

/** Flags that a bot may set on a message it sends. */
const SETTABLE_FLAGS =
  MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2;

/** Flags that an edit decides anew. */
const EDITABLE_FLAGS = MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2;

/** A message about to be sent. */
interface Draft {
  readonly channel: APIChannel;
  readonly author: APIUser;
  readonly form: MessageForm;
  readonly uploads?: readonly Upload[];
  readonly type?: MessageType;
  /** The only person who will see it. */
  readonly ephemeralTo?: string | undefined;
  /** Shown as "thinking" until it is edited. */
  readonly isLoading?: boolean;
  /** Fields that only some messages have. */
  readonly extra?: Partial<APIMessage>;
}

/** Sends, changes and takes away messages, and tells everybody. */
export interface Messages {
  post(draft: Draft): APIMessage;
  edit(stored: StoredMessage, form: MessageForm, uploads?: readonly Upload[]): APIMessage;
  /** Changes fields that no form decides, such as reactions; nobody is told. */
  patch(stored: StoredMessage, fields: Partial<APIMessage>): APIMessage;
  /** Tells everybody that a message changed. */
  announceEdit(stored: StoredMessage): void;
  remove(id: string): void;
  /** @throws {ApiError} when the channel has no such message, or only an ephemeral one */
  find(channelId: string, messageId: string): StoredMessage;
}

/** @param nonceLifeMs how long the same nonce gives back the first message */
export function createMessages(parts: Parts, nonceLifeMs: number): Messages {
  const { world, gateway, live, nextId, now } = parts;
  const byNonce = new Map<string, { readonly id: string; readonly untilMs: number }>();

  function sentBefore(nonceKey: string): APIMessage | undefined {
    for (const [key, { untilMs }] of byNonce) {
      if (untilMs > now()) break;
      byNonce.delete(key);
    }
    return world.messages.get(byNonce.get(nonceKey)?.id ?? '')?.message;
  }

  /** Tells the bot, if it is where that happened and may look there. */
  function dispatch(
    channelId: string,
    event: Pick<GatewayEvent, 'name' | 'body' | 'withoutContent'>,
  ) {
    const channel = world.channels.get(channelId);
    const guildId = channel && guildIdOf(channel);
    if (!has(world.permissions(world.bot.id, channelId), Permission.ViewChannel)) return;
    gateway.dispatch({
      ...event,
      ...(guildId !== undefined && { guildId }),
      intents: guildId === undefined ? Intent.DirectMessages : Intent.GuildMessages,
    });
  }

  function tell(name: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE', message: APIMessage): void {
    const channel = world.channels.get(message.channel_id);
    const guildId = channel && guildIdOf(channel);
    const { user: _, ...member } = world.member(guildId ?? '', message.author.id) ?? {};
    const inPlace = {
      channel_type: channel?.type,
      ...(guildId !== undefined && { guild_id: guildId, member }),
    };
    dispatch(message.channel_id, {
      name,
      body: { ...message, ...inPlace },
      ...(guildId !== undefined && {
        withoutContent: { ...withoutContent(message, world.bot.id), ...inPlace },
      }),
    });
  }

  function announce(name: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE', stored: StoredMessage): void {
    const { message, ephemeralTo } = stored;
    if (ephemeralTo === undefined) tell(name, message);
    live.emit(name === 'MESSAGE_CREATE' ? 'message' : 'messageUpdate', {
      message,
      ...(ephemeralTo !== undefined && { ephemeralTo }),
    });
  }

  function pingsFor({ channel, author, form, extra }: Draft) {
    const guild = world.guilds.get(guildIdOf(channel) ?? '');
    return pingsOf({
      form,
      guild,
      permissions: world.permissions(author.id, channel.id),
      isUser: (id) => world.users.has(id),
      repliedUserId: extra?.referenced_message?.author.id,
    });
  }

  /** Counts as Discord does: without the message that a thread starts with. */
  function countInThread({ id, channel_id }: APIMessage, by: 1 | -1): void {
    const thread = world.channels.get(channel_id);
    if (thread === undefined || !('message_count' in thread) || id === thread.id) return;
    thread.message_count = (thread.message_count ?? 0) + by;
    if (by > 0) thread.total_message_sent = (thread.total_message_sent ?? 0) + 1;
    live.emit('placeChange');
  }

  const messages: Messages = {
    post(draft) {
      const { channel, author, form, ephemeralTo, isLoading = false } = draft;
      const nonceKey = `${channel.id} ${author.id} ${form.nonce}`;
      const before = form.enforce_nonce ? sentBefore(nonceKey) : undefined;
      if (before !== undefined) return before;

      const pings = ephemeralTo === undefined ? pingsFor(draft) : NO_PINGS;
      const message: APIMessage = {
        id: nextId(),
        channel_id: channel.id,
        author,
        timestamp: isoTime(now()),
        edited_timestamp: null,
        tts: form.tts ?? false,
        pinned: false,
        type: draft.type ?? MessageType.Default,
        mention_everyone: pings.everyone,
        mentions: pings.users.flatMap((id) => world.users.get(id) ?? []),
        mention_roles: [...pings.roles],
        ...contentOf(form, draft.uploads ?? [], parts),
        flags:
          ((form.flags ?? 0) & SETTABLE_FLAGS) |
          (ephemeralTo === undefined ? 0 : MessageFlags.Ephemeral) |
          (isLoading ? MessageFlags.Loading : 0),
        ...(form.nonce !== undefined && { nonce: form.nonce }),
        ...draft.extra,
      };
      const stored: StoredMessage = {
        message,
        pings,
        reactors: new Map(),
        ...(ephemeralTo !== undefined && { ephemeralTo }),
      };
      world.messages.set(message.id, stored);
      if ('last_message_id' in channel) channel.last_message_id = message.id;
      countInThread(message, 1);
      if (form.enforce_nonce) {
        byNonce.set(nonceKey, { id: message.id, untilMs: now() + nonceLifeMs });
      }
      announce('MESSAGE_CREATE', stored);
      return message;
    },

    edit(stored, form, uploads = []) {
      const { message } = stored;
      const flags = message.flags ?? 0;
      const isLoading = (flags & MessageFlags.Loading) !== 0;
      const channel = world.channels.get(message.channel_id);
      if (channel === undefined) throw refusal('unknownChannel');
      if (isLoading && stored.ephemeralTo === undefined) {
        stored.pings = pingsFor({ channel, author: message.author, form });
      }
      messages.patch(stored, {
        ...contentOf(form, uploads, parts, message),
        // An answer that was only being thought about until now counts as never edited.
        edited_timestamp: isLoading ? null : isoTime(now()),
        flags:
          (flags & ~MessageFlags.Loading & ~(form.flags === undefined ? 0 : EDITABLE_FLAGS)) |
          ((form.flags ?? 0) & EDITABLE_FLAGS),
      });
      announce('MESSAGE_UPDATE', stored);
      return stored.message;
    },

    patch(stored, fields) {
      stored.message = { ...stored.message, ...fields };
      return stored.message;
    },

    announceEdit: (stored) => announce('MESSAGE_UPDATE', stored),

    remove(id) {
      const stored = world.messages.get(id);
      if (stored === undefined) return;
      world.messages.delete(id);
      const { message, ephemeralTo } = stored;
      const channel = world.channels.get(message.channel_id);
      const guildId = channel && guildIdOf(channel);
      countInThread(message, -1);
      if (ephemeralTo === undefined) {
        const body = { id, channel_id: message.channel_id, ...(guildId && { guild_id: guildId }) };
        dispatch(message.channel_id, { name: 'MESSAGE_DELETE', body });
      }
      live.emit('messageDelete', {
        id,
        channelId: message.channel_id,
        ...(ephemeralTo !== undefined && { ephemeralTo }),
      });
    },

    find(channelId, messageId) {
      const stored = world.messages.get(messageId);
      if (stored?.message.channel_id !== channelId || stored.ephemeralTo !== undefined) {
        throw refusal('unknownMessage');
      }
      return stored;
    },
  };
  return messages;
}

/**
 * A message of a server as a bot sees it that may not read what people say to each other: whole
 * where it wrote the message or is mentioned, and the same for the message that is answered.
 */
function withoutContent(message: APIMessage, botId: string): APIMessage {
  const { author, mentions, referenced_message: answered } = message;
  const isForBot = author.id === botId || mentions.some(({ id }) => id === botId);
  return {
    ...message,
    ...(!isForBot && { content: '', embeds: [], attachments: [], components: [] }),
    ...(answered && { referenced_message: withoutContent(answered, botId) }),
  };
}
