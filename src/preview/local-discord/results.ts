import { type APIMessage, MessageFlags } from 'discord-api-types/v10';
import type { Interaction } from './interaction.ts';
import type { DeletedOutcome, MessageOutcome, UpdatedOutcome } from './outcomes.ts';
import type { World } from './world.ts';

/** The bot's answer as it stands. */
export function shown(world: World, interaction: Interaction): MessageOutcome {
  const message = originalOf(world, interaction);
  return {
    kind: 'message',
    message,
    ephemeral: ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0,
    edits: interaction.edits,
    firstResponseMs: interaction.firstResponseMs,
    get followUps() {
      return followUpsOf(world, interaction);
    },
  };
}

/** The message with the component as it stands. */
export function updated(world: World, interaction: Interaction): UpdatedOutcome {
  return {
    kind: 'updated',
    message: originalOf(world, interaction),
    firstResponseMs: interaction.firstResponseMs,
    get followUps() {
      return followUpsOf(world, interaction);
    },
  };
}

export function deleted(world: World, interaction: Interaction, messageId: string): DeletedOutcome {
  return {
    kind: 'deleted',
    messageId,
    firstResponseMs: interaction.firstResponseMs,
    get followUps() {
      return followUpsOf(world, interaction);
    },
  };
}

function followUpsOf(world: World, { followUpIds }: Interaction): APIMessage[] {
  return followUpIds.flatMap((id) => world.messages.get(id)?.message ?? []);
}

function originalOf(world: World, { originalId = '' }: Interaction): APIMessage {
  const stored = world.messages.get(originalId);
  if (stored === undefined) throw new Error(`There is no message ${originalId} to show`);
  return stored.message;
}
