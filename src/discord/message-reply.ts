import {
  type APIEmbed,
  type APIMessageTopLevelComponent,
  type Message,
  MessageFlags,
  type OmitPartialGroupDMChannel,
  PermissionFlagsBits as Permission,
} from 'discord.js';
import { formatAnswerCard } from './cards/answer-card.ts';
import { formatAnswerMessage } from './cards/answer-message.ts';
import type { ShownAnswer } from './cards/answer-text.ts';
import { noteCard } from './cards/components.ts';
import { checkMessage } from './check-message.ts';
import { deliver } from './deliver.ts';
import { limits } from './limits.ts';
import { truncate } from './truncate.ts';

/** A message in a place where the bot can answer. */
export type ReceivedMessage = OmitPartialGroupDMChannel<Message>;

/** The one message with which a message is answered: sent first, edited from then on. */
export interface MessageReply {
  /** The id of what was sent. */
  show(answer: ShownAnswer): Promise<string | undefined>;
  /** A sentence in the place of an answer. */
  say(sentence: string): Promise<void>;
}

interface Body {
  readonly content?: string;
  readonly embeds?: readonly APIEmbed[];
  readonly components: readonly APIMessageTopLevelComponent[];
}

/** What the bot may do where a message was written. */
export interface Allowed {
  readonly sends: boolean;
  readonly embeds: boolean;
  /** Who may not read back may not reply to a message either, only write below it. */
  readonly readsBack: boolean;
  readonly reacts: boolean;
}

export function allowedWhere({ channel, client }: ReceivedMessage): Allowed {
  const permissions = channel.isDMBased() ? null : channel.permissionsFor(client.user);
  // What isn't known is tried: Discord has the last word.
  const may = (permission: bigint) => permissions?.has(permission) ?? true;
  const readsBack = may(Permission.ReadMessageHistory);
  return {
    sends:
      may(Permission.ViewChannel) &&
      may(channel.isThread() ? Permission.SendMessagesInThreads : Permission.SendMessages),
    embeds: may(Permission.EmbedLinks),
    readsBack,
    reacts: readsBack && may(Permission.AddReactions),
  };
}

export function createMessageReply(message: ReceivedMessage, allowed: Allowed): MessageReply {
  const { channel } = message;
  let sentId: string | undefined;

  async function put(body: Body): Promise<void> {
    checkMessage(body);
    const isLaidOut = body.content === undefined;
    const form = {
      ...(isLaidOut
        ? { flags: MessageFlags.IsComponentsV2 as const }
        : { content: body.content, embeds: [...(body.embeds ?? [])] }),
      components: [...body.components],
    };
    if (sentId !== undefined) {
      const id = sentId;
      await deliver(() => channel.messages.edit(id, form));
      return;
    }
    const sent = await deliver<{ readonly id: string }>(() =>
      channel.send({
        ...form,
        // What was asked may be gone by now; the same nonce is not sent twice.
        nonce: message.id,
        enforceNonce: true,
        ...(allowed.readsBack && {
          reply: { messageReference: message.id, failIfNotExists: false },
        }),
      }),
    );
    sentId = sent?.id;
  }

  return {
    async show(answer) {
      // Embeds need a permission that Components V2 do without.
      await put(allowed.embeds ? formatAnswerMessage(answer) : formatAnswerCard(answer));
      return sentId;
    },
    async say(sentence) {
      const content = truncate(sentence, limits.messageChars);
      await put(allowed.embeds ? { content, components: [] } : noteCard(content));
    },
  };
}
