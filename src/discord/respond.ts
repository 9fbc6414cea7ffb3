import { setTimeout as delay } from 'node:timers/promises';
import { MessageFlags, type RepliableInteraction } from 'discord.js';
import type { Card } from './cards/components.ts';
import { checkMessage } from './check-message.ts';
import { deliver } from './deliver.ts';
import { limits } from './limits.ts';
import type { PacedEdits } from './paced-edits.ts';
import { truncate } from './truncate.ts';

/** Where an answer appears: for all in the channel, for one person, or in the pressed message. */
export type AnswerPlace = 'public' | 'ephemeral' | 'in-place';

/** An answer that is being made. */
export interface PendingAnswer {
  readonly place: AnswerPlace;
  readonly work: Promise<Card>;
  /** How long to wait for the work before deferring. */
  readonly deferAfterMs: number;
  /** What the work shows of itself before it is done; seen only once the answer is deferred. */
  readonly soFar: PacedEdits<Card>;
}

/**
 * Sends the card when the work is done, deferring first if it takes longer than `deferAfterMs`.
 *
 * Discord wants a first response within 3 s, and fixes with it who sees the answer. A search takes
 * milliseconds, so nearly every answer is the first response itself: one request less, no
 * "thinking…", and a refusal can be ephemeral where the answer would have been public.
 */
export async function respond(
  interaction: RepliableInteraction,
  { place, work, deferAfterMs, soFar }: PendingAnswer,
): Promise<void> {
  if (!(await isDoneWithin(work, deferAfterMs))) {
    await defer(interaction, place);
    soFar.open();
  }
  const card = await work.finally(() => soFar.settle());
  const messageId = await send(interaction, place, card);
  if (messageId !== undefined) card.onSent?.(messageId);
  if (card.toChannel !== undefined) await interaction.followUp(laidOut(card.toChannel));
}

/** @returns the id of the message, if the card wants to know it and Discord has said so */
async function send(
  interaction: RepliableInteraction,
  place: AnswerPlace,
  card: Card,
): Promise<string | undefined> {
  const message = laidOut(card);
  if (interaction.deferred) {
    return (await deliver(() => interaction.editReply(message)))?.id;
  }
  if (place === 'in-place' && interaction.isMessageComponent()) {
    await deliver(() => interaction.update(message));
    return interaction.message.id;
  }
  const flags = message.flags | (place === 'ephemeral' ? MessageFlags.Ephemeral : 0);
  const reply = { components: message.components, flags };
  if (card.onSent === undefined) {
    await deliver(() => interaction.reply(reply));
    return undefined;
  }
  const sent = await deliver(() => interaction.reply({ ...reply, withResponse: true }));
  return sent?.resource?.message?.id;
}

/** Shows a card in the place of a deferred answer, before the final one. */
export async function showSoFar(interaction: RepliableInteraction, card: Card): Promise<void> {
  await interaction.editReply(laidOut(card));
}

function laidOut({ components }: Card) {
  checkMessage({ components });
  return { components, flags: MessageFlags.IsComponentsV2 } as const;
}

/** Tells the person alone why there is no answer, whatever was sent for the interaction before. */
export async function refuse(
  interaction: RepliableInteraction,
  place: AnswerPlace,
  sentence: string,
): Promise<void> {
  const content = truncate(sentence, limits.messageChars);
  checkMessage({ content });
  const message = { content, flags: MessageFlags.Ephemeral } as const;

  if (!interaction.deferred) {
    await deliver(() => interaction.reply(message));
  } else if (place === 'ephemeral') {
    await interaction.editReply({ content });
  } else {
    // The first follow-up would take over the deferred reply, and with it its being public.
    // Where it can't be taken away, somebody else did, or it stays; the person is told anyway.
    if (place === 'public') await interaction.deleteReply().catch(() => undefined);
    await interaction.followUp(message);
  }
}

async function defer(interaction: RepliableInteraction, place: AnswerPlace): Promise<void> {
  if (place === 'in-place' && interaction.isMessageComponent()) {
    await deliver(() => interaction.deferUpdate());
  } else if (place === 'ephemeral') {
    await deliver(() => interaction.deferReply({ flags: MessageFlags.Ephemeral }));
  } else {
    await deliver(() => interaction.deferReply());
  }
  // discord.js does not know of a deferral whose confirmation was lost.
  interaction.deferred = true;
}

async function isDoneWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  const timer = new AbortController();
  const late = delay(ms, false, { signal: timer.signal }).catch(() => false);
  const done = work.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([done, late]);
  } finally {
    timer.abort();
  }
}
