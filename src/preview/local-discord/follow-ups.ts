import { type APIMessage, InteractionResponseType, MessageType } from 'discord-api-types/v10';
import { refusal } from './api-error.ts';
import { type Interaction, isUserInstalled } from './interaction.ts';
import { hasEphemeralFlag, isLoading, postAnswer } from './interaction-messages.ts';
import type { Interactions } from './interactions.ts';
import { type Upload, uploadNames } from './message-content.ts';
import type { Messages } from './messages.ts';
import type { Parts } from './parts.ts';
import { deleted, shown, updated } from './results.ts';
import { validateMessage } from './validate-message.ts';
import type { StoredMessage } from './world.ts';

/** Where an application's bot is not a member, it gets only so many follow-ups. */
const MAX_GUEST_FOLLOW_UPS = 5;

/** The id that stands for whatever the first response showed. */
const ORIGINAL = '@original';

/** What a bot does with an interaction's token once it has responded. */
export interface FollowUps {
  post(token: string, body: unknown, uploads: readonly Upload[]): APIMessage;
  get(token: string, messageId: string): APIMessage;
  edit(token: string, messageId: string, body: unknown, uploads: readonly Upload[]): APIMessage;
  remove(token: string, messageId: string): void;
}

export function createFollowUps(
  { world }: Parts,
  messages: Messages,
  interactions: Interactions,
): FollowUps {
  /** The message that an id or `@original` means to an interaction. */
  function messageOf(interaction: Interaction, messageId: string): StoredMessage {
    const { originalId, followUpIds } = interaction;
    const id = messageId === ORIGINAL ? originalId : messageId;
    const stored = world.messages.get(id ?? '');
    if (stored === undefined || (id !== originalId && !followUpIds.includes(id ?? ''))) {
      throw refusal('unknownMessage');
    }
    return stored;
  }

  function edit(
    interaction: Interaction,
    stored: StoredMessage,
    body: unknown,
    uploads: readonly Upload[],
  ): APIMessage {
    const context = { current: stored.message, uploads: uploadNames(body, uploads) };
    const message = messages.edit(stored, validateMessage(body, context), uploads);
    if (message.id === interaction.originalId) {
      interaction.edits += 1;
      const isReply = interaction.source?.message.id !== message.id;
      interactions.settle(interaction, (isReply ? shown : updated)(world, interaction));
    }
    return message;
  }

  return {
    post(token, body, uploads) {
      const interaction = interactions.answered(token);
      const { followUpIds, originalId } = interaction;
      // The first follow-up of a deferred reply takes the place of its "thinking".
      const original = world.messages.get(originalId ?? '');
      if (original && isLoading(original.message)) {
        return edit(interaction, original, body, uploads);
      }
      if (isUserInstalled(world, interaction) && followUpIds.length >= MAX_GUEST_FOLLOW_UPS) {
        throw refusal('tooManyFollowUps');
      }
      const form = validateMessage(body, { uploads: uploadNames(body, uploads) });
      const message = postAnswer(world, messages, interaction, form, {
        uploads,
        isEphemeral: hasEphemeralFlag(form.flags),
        type: originalId === undefined ? MessageType.Default : MessageType.Reply,
        under: originalId,
      });
      followUpIds.push(message.id);
      const { response } = interaction;
      if (original && response === InteractionResponseType.DeferredMessageUpdate) {
        interactions.settle(interaction, updated(world, interaction));
      }
      return message;
    },

    get: (token, messageId) => messageOf(interactions.answered(token), messageId).message,

    edit(token, messageId, body, uploads) {
      const interaction = interactions.answered(token);
      return edit(interaction, messageOf(interaction, messageId), body, uploads);
    },

    remove(token, messageId) {
      const interaction = interactions.answered(token);
      const { message } = messageOf(interaction, messageId);
      messages.remove(message.id);
      if (message.id === interaction.originalId) {
        interactions.settle(interaction, deleted(world, interaction, message.id));
      }
    },
  };
}
