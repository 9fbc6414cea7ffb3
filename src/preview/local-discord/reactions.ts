import {
  type APIPartialEmoji,
  type APIReaction,
  GatewayIntentBits as Intent,
} from 'discord-api-types/v10';
import { refusal } from './api-error.ts';
import type { Messages } from './messages.ts';
import type { Parts } from './parts.ts';
import { guildIdOf, type StoredMessage } from './world.ts';

/** A reaction that somebody gives or takes back. */
interface ReactionChange {
  readonly userId: string;
  /** The character itself, or `name:id` for an emoji of a server. */
  readonly emoji: string;
  readonly isGiven: boolean;
}

/**
 * Gives or takes back a reaction, and tells the bot.
 *
 * Who reacted is not kept beyond the bot's own reactions, so people's are simply counted.
 *
 * @throws {ApiError} for an emoji that is none
 */
export function react(
  { world, gateway, live }: Parts,
  messages: Messages,
  stored: StoredMessage,
  { userId, emoji: written, isGiven }: ReactionChange,
): void {
  const emoji = emojiOf(written);
  const { id, channel_id, reactions = [] } = stored.message;
  const isBot = userId === world.bot.id;
  const before = reactions.find((reaction) => isSame(reaction.emoji, emoji));
  if (isBot && (before?.me ?? false) === isGiven) return;

  const count = (before?.count ?? 0) + (isGiven ? 1 : -1);
  const reaction: APIReaction = {
    emoji,
    count,
    count_details: { normal: count, burst: 0 },
    me: isBot ? isGiven : (before?.me ?? false),
    me_burst: false,
    burst_colors: [],
  };
  const others = reactions.filter((each) => each !== before);
  messages.patch(stored, { reactions: count > 0 ? [...others, reaction] : others });

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
      ...(guildId !== undefined && { guild_id: guildId, member: world.member(guildId, userId) }),
    },
    ...(guildId !== undefined && { guildId }),
    intents: guildId === undefined ? Intent.DirectMessageReactions : Intent.GuildMessageReactions,
  });
  live.emit('messageUpdate', { message: stored.message });
}

function emojiOf(written: string): APIPartialEmoji {
  const [, name, id] = /^([\w-]+):(\d+)$/.exec(written) ?? [];
  if (name !== undefined && id !== undefined) return { id, name };
  if (!/\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(written)) {
    throw refusal('unknownEmoji');
  }
  return { id: null, name: written };
}

function isSame(one: APIPartialEmoji, other: APIPartialEmoji): boolean {
  return one.id === other.id && (one.id !== null || one.name === other.name);
}
