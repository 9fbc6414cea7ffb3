import { refusal } from './api-error.ts';
import { createInteraction, type Interaction, payloadOf, type Start } from './interaction.ts';
import type { InteractionOutcome } from './outcomes.ts';
import type { Parts } from './parts.ts';
import type { Choice } from './validate-choices.ts';
import { guildIdOf } from './world.ts';

const NO_RESPONSE = { kind: 'failed', reason: 'The application did not respond' } as const;

interface InteractionTimes {
  /** How long the bot has for its first response. */
  readonly responseDeadlineMs: number;
  /** How long the token lives. */
  readonly tokenLifeMs: number;
}

/** What came of an interaction: something to see, or suggestions for an option. */
export type Result = InteractionOutcome | { readonly kind: 'choices'; readonly choices: Choice[] };

/** The life of interactions, from what a person does until the token ends. */
export interface Interactions {
  /** Tells the bot; resolves when there is a final state to show. */
  start(start: Start): Promise<Result>;
  /** Shows a person the final state; later ones are not listened to any more. */
  settle(interaction: Interaction, result: Result): void;
  /** Marks the first response as given. */
  acknowledge(interaction: Interaction): void;
  /** @throws {ApiError} unless the interaction still waits for its first response */
  waiting(id: string, token: string): Interaction;
  /** @throws {ApiError} unless the interaction was answered and its token still lives */
  answered(token: string): Interaction;
  find(id: string): Interaction | undefined;
}

export function createInteractions(parts: Parts, times: InteractionTimes): Interactions {
  const { world, gateway, nextId, now } = parts;
  const byId = new Map<string, Interaction>();
  const waiters = new Map<Interaction, (result: Result) => void>();

  function settle(interaction: Interaction, result: Result): void {
    waiters.get(interaction)?.(result);
    waiters.delete(interaction);
  }

  function later(ms: number, act: () => void): void {
    setTimeout(act, ms).unref();
  }

  function isOver({ startedAtMs }: Interaction): boolean {
    return now() - startedAtMs >= times.tokenLifeMs;
  }

  return {
    settle,
    find: (id) => byId.get(id),

    start(start) {
      const interaction = createInteraction(world, start, nextId(), now());
      const channel = world.channels.get(start.channelId);
      const guildId = channel && guildIdOf(channel);
      byId.set(interaction.id, interaction);
      later(times.responseDeadlineMs, () => {
        if (interaction.status !== 'open') return;
        interaction.status = 'missed';
        settle(interaction, NO_RESPONSE);
      });
      later(times.tokenLifeMs, () => {
        byId.delete(interaction.id);
        settle(interaction, NO_RESPONSE);
      });
      return new Promise((resolve) => {
        waiters.set(interaction, resolve);
        gateway.dispatch({
          name: 'INTERACTION_CREATE',
          body: payloadOf(world, interaction),
          ...(guildId !== undefined && { guildId }),
        });
      });
    },

    acknowledge(interaction) {
      interaction.status = 'answered';
      interaction.firstResponseMs = now() - interaction.startedAtMs;
    },

    waiting(id, token) {
      const interaction = byId.get(id);
      if (interaction?.token !== token || interaction.status === 'missed' || isOver(interaction)) {
        throw refusal('unknownInteraction');
      }
      if (interaction.status === 'answered') throw refusal('alreadyAcknowledged');
      return interaction;
    },

    answered(token) {
      const interaction = byId.get(interactionIdOf(token));
      if (interaction?.token !== token || isOver(interaction)) {
        throw refusal('invalidWebhookToken');
      }
      if (interaction.status !== 'answered') throw refusal('unknownWebhook');
      return interaction;
    },
  };
}

/** Discord's tokens carry their interaction's id too. */
function interactionIdOf(token: string): string {
  const [, id = ''] = Buffer.from(token, 'base64url').toString().split(':');
  return id;
}
