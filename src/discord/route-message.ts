import { MessageType } from 'discord.js';
import type { Logger } from 'pino';
import { UserError } from '../user-error.ts';
import { apologize, referenceOf } from './apology.ts';
import { HurriedError, type QuestionDesk } from './asking/question-desk.ts';
import { STARTED_OVER } from './asking/started-over.ts';
import {
  type Allowed,
  allowedWhere,
  createMessageReply,
  type MessageReply,
  type ReceivedMessage,
} from './message-reply.ts';
import { readMessageText } from './message-text.ts';
import { createPacedEdits } from './paced-edits.ts';
import { showTyping } from './show-typing.ts';

/** Discord counts edits against a limit, and nobody reads faster. */
const EDIT_EVERY_MS = 1_000;

/** Given where the bot may not write: it has heard, and can't speak. */
const SPEECHLESS = '🤐';

/** Given to whoever was told already that they ask too fast: more words would only be more to read. */
const WAIT = '⏳';

/** What the router works with. */
export interface MessageRouterOptions {
  readonly desk: QuestionDesk;
  readonly log: Logger;
  readonly editEveryMs?: number;
  /** A clock in milliseconds, for durations. */
  readonly now?: () => number;
}

type Outcome = 'answered' | 'refused' | 'failed' | 'silent';

/**
 * Makes the one place through which every message goes. Answered are direct messages and those that
 * mention the bot, replies that ping it among them; all others are none of its business. It never
 * rejects.
 */
export function createMessageRouter({
  desk,
  log,
  editEveryMs = EDIT_EVERY_MS,
  now = () => performance.now(),
}: MessageRouterOptions): (message: ReceivedMessage) => Promise<void> {
  async function answer(message: ReceivedMessage, reply: MessageReply): Promise<void> {
    const { author, channel, guildId, reference } = message;
    const soFar = createPacedEdits(reply.show, editEveryMs);
    soFar.open();
    const stopTyping = showTyping(channel);
    try {
      const outcome = await desk
        .ask(
          {
            text: readMessageText(message),
            answerId: reference?.messageId,
            scene: {
              userId: author.id,
              channelId: channel.id,
              ...(guildId !== null && { guildId }),
              isConversation: channel.isDMBased() || channel.isThread(),
              isEphemeral: false,
            },
          },
          (part) => soFar.show({ ...part, isPartial: true }),
        )
        .finally(() => soFar.settle());
      if (outcome.kind === 'started over') return await reply.say(STARTED_OVER);
      const id = await reply.show(outcome);
      if (id !== undefined) outcome.keepFor(id);
    } finally {
      stopTyping();
    }
  }

  /** Answers, or says why there is no answer. */
  async function attempt(message: ReceivedMessage, taskLog: Logger): Promise<Outcome> {
    const allowed = allowedWhere(message);
    if (!allowed.sends) {
      taskLog.warn({ channel: message.channelId }, 'not allowed to write where I was asked');
      return react(message, allowed, SPEECHLESS, taskLog);
    }
    const reply = createMessageReply(message, allowed);
    if (mentionsOnlyRole(message)) {
      await reply.say(ROLE_MENTIONED);
      return 'refused';
    }
    try {
      await answer(message, reply);
      return 'answered';
    } catch (error) {
      if (error instanceof HurriedError && error.isRepeated) {
        return react(message, allowed, WAIT, taskLog);
      }
      const isRefused = error instanceof UserError;
      if (!isRefused) taskLog.error({ err: error }, 'message failed');
      const sentence = isRefused ? error.message : apologize(referenceOf(message));
      await reply.say(sentence).catch((cause: unknown) => {
        taskLog.warn({ err: cause }, 'the person could not be told');
      });
      return isRefused ? 'refused' : 'failed';
    }
  }

  return async (message) => {
    if (!isForBot(message)) return;
    const startedAt = now();
    const reference = referenceOf(message);
    const taskLog = log.child({ reference, command: 'message', guild: message.guildId });
    try {
      const outcome = await attempt(message, taskLog);
      taskLog.info({ outcome, durationMs: Math.round(now() - startedAt) }, 'message done');
    } catch (error) {
      taskLog.error({ err: error }, 'message not routed');
    }
  };
}

/** People's own words that are addressed to the bot; it never answers a bot, itself least of all. */
function isForBot(message: ReceivedMessage): boolean {
  const { type, author, webhookId, guildId, mentions, client } = message;
  if (type !== MessageType.Default && type !== MessageType.Reply) return false;
  if (author.bot || webhookId !== null) return false;
  return guildId === null || mentions.users.has(client.user.id) || mentionsOnlyRole(message);
}

const ROLE_MENTIONED =
  'You have mentioned my role, and Discord does not let me read such messages. ' +
  'Mention me instead, the one with the APP badge, and ask again.';

/** Discord gives a bot's role the bot's own name, and offers both to whoever types it. */
function mentionsOnlyRole({ guild, mentions, client }: ReceivedMessage): boolean {
  if (guild === null || mentions.roles.size === 0 || mentions.users.has(client.user.id))
    return false;
  const role = guild.roles.botRoleFor(client.user);
  return role !== null && mentions.roles.has(role.id);
}

/** All that is said to a message, where the bot may do that. */
async function react(
  message: ReceivedMessage,
  { reacts }: Allowed,
  emoji: string,
  taskLog: Logger,
): Promise<Outcome> {
  if (reacts) {
    await message.react(emoji).catch((cause: unknown) => {
      taskLog.warn({ err: cause }, 'the person could not be told');
    });
  }
  return 'silent';
}
