import {
  type APIPartialEmoji,
  type APIReaction,
  GatewayIntentBits as Intent,
  PermissionFlagsBits as Permission,
} from 'discord-api-types/v10';
import { refusal } from './api-error.ts';
import type { Messages } from './messages.ts';
import type { Parts } from './parts.ts';
import { has } from './permissions.ts';
import { guildIdOf, type StoredMessage } from './world.ts';

/** Different reactions that one message can have. */
const MAX_REACTIONS = 20;

/** A reaction that somebody gives or takes back. */
interface ReactionChange {
  readonly userId: string;
  /** The character itself, or `name:id` for an emoji of a server. */
  readonly emoji: string;
  readonly isGiven: boolean;
}

/**
 * Gives or takes back a reaction, and tells everybody. What is there already, or gone already, stays
 * as it is.
 *
 * @throws {ApiError} for an emoji that is none, one too many, or a new one without permission
 */
export function react(
  { world, gateway, live }: Parts,
  messages: Messages,
  stored: StoredMessage,
  { userId, emoji: written, isGiven }: ReactionChange,
): void {
  const emoji = emojiOf(written);
  const { id, channel_id, author, reactions = [] } = stored.message;
  const permissions = world.permissions(userId, channel_id);
  const given = stored.reactors.get(emojiKey(emoji)) ?? new Set();
  if (given.has(userId) === isGiven) return;
  // Whoever may not add reactions may still join those that others gave.
  if (isGiven && given.size === 0) {
    if (!has(permissions, Permission.AddReactions)) throw refusal('missingPermissions');
    if (reactions.length >= MAX_REACTIONS) throw refusal('tooManyReactions');
  }

  if (isGiven) given.add(userId);
  else given.delete(userId);
  stored.reactors.set(emojiKey(emoji), given);
  const reaction: APIReaction = {
    emoji,
    count: given.size,
    count_details: { normal: given.size, burst: 0 },
    me: given.has(world.bot.id),
    me_burst: false,
    burst_colors: [],
  };
  const isOld = reactions.some((each) => emojiKey(each.emoji) === emojiKey(emoji));
  const all = isOld
    ? reactions.map((each) => (emojiKey(each.emoji) === emojiKey(emoji) ? reaction : each))
    : [...reactions, reaction];
  messages.patch(stored, { reactions: all.filter(({ count }) => count > 0) });

  const channel = world.channels.get(channel_id);
  const guildId = channel && guildIdOf(channel);
  gateway.dispatch({
    name: isGiven ? 'MESSAGE_REACTION_ADD' : 'MESSAGE_REACTION_REMOVE',
    body: {
      user_id: userId,
      channel_id,
      message_id: id,
      emoji,
      burst: false,
      type: 0,
      ...(guildId !== undefined && { guild_id: guildId }),
      ...(isGiven && { message_author_id: author.id }),
      ...(isGiven && guildId !== undefined && { member: world.member(guildId, userId) }),
    },
    ...(guildId !== undefined && { guildId }),
    intents: guildId === undefined ? Intent.DirectMessageReactions : Intent.GuildMessageReactions,
  });
  live.emit('messageUpdate', { message: stored.message });
}

/** What tells one emoji from another. */
export function emojiKey({ id, name }: APIPartialEmoji): string {
  return id ?? name ?? '';
}

function emojiOf(written: string): APIPartialEmoji {
  const [, name, id] = /^([\w-]+):(\d+)$/.exec(written) ?? [];
  if (name !== undefined && id !== undefined) return { id, name };
  if (!/\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(written)) {
    throw refusal('unknownEmoji');
  }
  return { id: null, name: written };
}
