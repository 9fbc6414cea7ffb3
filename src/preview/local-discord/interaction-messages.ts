import {
  type APIMessage,
  InteractionType,
  MessageFlags,
  type MessageType,
  ApplicationCommandOptionType as OptionType,
} from 'discord-api-types/v10';
import { refusal } from './api-error.ts';
import type { Interaction } from './interaction.ts';
import type { Upload } from './message-content.ts';
import type { Messages } from './messages.ts';
import type { MessageForm } from './validate-message.ts';
import type { World } from './world.ts';

/** How a message in answer to an interaction is sent. */
export interface AnswerOptions {
  readonly uploads?: readonly Upload[];
  readonly isEphemeral: boolean;
  readonly isLoading?: boolean;
  readonly type: MessageType;
  /** The message it stands under. */
  readonly under?: string | undefined;
}

/** Sends a message in answer to an interaction, marked as Discord marks those. */
export function postAnswer(
  world: World,
  messages: Messages,
  interaction: Interaction,
  form: MessageForm,
  { isEphemeral, under, ...options }: AnswerOptions,
): APIMessage {
  const channel = world.channels.get(interaction.channelId);
  if (channel === undefined) throw refusal('unknownChannel');
  return messages.post({
    ...options,
    channel,
    form,
    author: world.bot,
    ephemeralTo: isEphemeral ? interaction.user : undefined,
    extra: {
      application_id: world.application.id,
      webhook_id: world.application.id,
      interaction_metadata: interaction.metadata,
      ...namedAfter(interaction),
      ...(under !== undefined && {
        message_reference: { message_id: under, channel_id: channel.id },
      }),
    },
  });
}

/** Discord's older field, and the only one that says which command was used. */
function namedAfter({ id, type, data, metadata }: Interaction): Pick<APIMessage, 'interaction'> {
  if (type !== InteractionType.ApplicationCommand) return {};
  const name = wordsOf(data as NamedData).join(' ');
  return { interaction: { id, type, name, user: metadata.user } };
}

interface NamedData {
  readonly name?: string;
  readonly options?: readonly (NamedData & { readonly type: number })[];
}

/** The words of a command and its subcommand. */
function wordsOf({ name = '', options = [] }: NamedData): string[] {
  const inner = options.find(
    ({ type }) => type === OptionType.Subcommand || type === OptionType.SubcommandGroup,
  );
  return [name, ...(inner === undefined ? [] : wordsOf(inner))];
}

export function hasEphemeralFlag(flags = 0): boolean {
  return (flags & MessageFlags.Ephemeral) !== 0;
}

/** Whether a message is still the "thinking" of a deferred reply. */
export function isLoading({ flags }: APIMessage): boolean {
  return ((flags ?? 0) & MessageFlags.Loading) !== 0;
}
