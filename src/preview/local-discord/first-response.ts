import {
  InteractionType,
  MessageFlags,
  MessageType,
  InteractionResponseType as Response,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { refusal } from './api-error.ts';
import { complaint, parseForm, under } from './form.ts';
import type { Interaction } from './interaction.ts';
import { type AnswerOptions, hasEphemeralFlag, postAnswer } from './interaction-messages.ts';
import type { Interactions, Result } from './interactions.ts';
import { type Upload, uploadNames } from './message-content.ts';
import type { Messages } from './messages.ts';
import type { Parts } from './parts.ts';
import { shown, updated } from './results.ts';
import { validateChoices } from './validate-choices.ts';
import { type MessageForm, validateMessage } from './validate-message.ts';
import { validateModal } from './validate-modal.ts';

const REPLIES = [Response.ChannelMessageWithSource, Response.DeferredChannelMessageWithSource];
const UPDATES = [Response.DeferredMessageUpdate, Response.UpdateMessage];

/** What a deferred reply may say: whether it will be ephemeral, and nothing else. */
const deferral = z.object({
  flags: z
    .int()
    .refine((flags) => (flags & ~MessageFlags.Ephemeral) === 0, {
      error: complaint('BASE_TYPE_CHOICES', 'Value must be one of {0, 64}.'),
    })
    .exactOptional(),
});

/**
 * Takes a bot's first response to an interaction.
 *
 * @throws {ApiError} for a response that is too late, the second, or not as Discord wants it; in
 * the last case another may follow
 */
export type Respond = (
  id: string,
  token: string,
  body: unknown,
  uploads: readonly Upload[],
) => Interaction;

export function createRespond(
  { world }: Parts,
  messages: Messages,
  interactions: Interactions,
): Respond {
  function reply(
    interaction: Interaction,
    form: MessageForm,
    options: Pick<AnswerOptions, 'uploads' | 'isEphemeral' | 'isLoading'>,
  ): void {
    const { source, targetMessageId } = interaction;
    const { id } = postAnswer(world, messages, interaction, form, {
      ...options,
      under: source?.message.id ?? targetMessageId,
      type: replyType(interaction),
    });
    interaction.originalId = id;
  }

  /** Does what a response says; `undefined` where the person has to go on waiting. */
  function answer(
    interaction: Interaction,
    type: Response,
    data: unknown,
    uploads: readonly Upload[],
  ): (() => Result) | undefined {
    const { source } = interaction;
    switch (type) {
      case Response.ChannelMessageWithSource: {
        const form = validateMessage(data, { uploads: uploadNames(data, uploads) });
        reply(interaction, form, { uploads, isEphemeral: hasEphemeralFlag(form.flags) });
        return () => shown(world, interaction);
      }
      case Response.DeferredChannelMessageWithSource: {
        const { flags } = parseForm(deferral, data);
        reply(interaction, {}, { isEphemeral: hasEphemeralFlag(flags), isLoading: true });
        return undefined;
      }
      case Response.DeferredMessageUpdate:
        if (source !== undefined) interaction.originalId = source.message.id;
        return undefined;
      case Response.UpdateMessage: {
        if (source === undefined || !world.messages.has(source.message.id)) {
          throw refusal('unknownMessage');
        }
        const context = { current: source.message, uploads: uploadNames(data, uploads) };
        messages.edit(source, validateMessage(data, context), uploads);
        interaction.originalId = source.message.id;
        return () => updated(world, interaction);
      }
      case Response.ApplicationCommandAutocompleteResult: {
        const choices = validateChoices(data);
        return () => ({ kind: 'choices', choices });
      }
      case Response.Modal: {
        const modal = validateModal(data);
        interaction.modal = modal;
        return () => ({
          kind: 'modal',
          modal: { interactionId: interaction.id, ...modal },
          firstResponseMs: interaction.firstResponseMs,
        });
      }
      default:
        return undefined;
    }
  }

  return (id, token, body, uploads) => {
    const interaction = interactions.waiting(id, token);
    const { type } = parseForm(z.object({ type: z.literal(allowedTypes(interaction)) }), body);
    const data: unknown = Object(body).data ?? {};
    const result = under('data', () => answer(interaction, type, data, uploads));
    interaction.response = type;
    interactions.acknowledge(interaction);
    if (result !== undefined) interactions.settle(interaction, result());
    return interaction;
  };
}

/** What a first response to an interaction may be. */
function allowedTypes({ type, source }: Interaction): Response[] {
  switch (type) {
    case InteractionType.ApplicationCommandAutocomplete:
      return [Response.ApplicationCommandAutocompleteResult];
    case InteractionType.ModalSubmit:
      return source === undefined ? REPLIES : [...REPLIES, ...UPDATES];
    case InteractionType.MessageComponent:
      return [...REPLIES, ...UPDATES, Response.Modal];
    default:
      return [...REPLIES, Response.Modal];
  }
}

function replyType({ source, targetMessageId }: Interaction): MessageType {
  if (source !== undefined) return MessageType.Reply;
  return targetMessageId === undefined
    ? MessageType.ChatInputCommand
    : MessageType.ContextMenuCommand;
}
