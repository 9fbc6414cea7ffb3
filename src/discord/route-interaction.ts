import type { AutocompleteInteraction, Interaction, RepliableInteraction } from 'discord.js';
import type { Logger } from 'pino';
import { UserError } from '../user-error.ts';
import { apologize, referenceOf } from './apology.ts';
import type { Card } from './cards/components.ts';
import type { Choice, Command, MessageCommand, Services } from './command.ts';
import { deliver } from './deliver.ts';
import { channelIn, findCommand, findTask, type Task } from './find-task.ts';
import { modalOf } from './form.ts';
import { limits } from './limits.ts';
import { createPacedEdits } from './paced-edits.ts';
import { refuse, respond, showSoFar } from './respond.ts';
import { truncate } from './truncate.ts';

/** Leaves Discord's 3 s enough room for the deferral itself, retries included. */
const DEFER_AFTER_MS = 1_000;

/** Discord counts edits against a limit, and nobody reads faster. */
const EDIT_EVERY_MS = 1_000;

/** What the router works with. */
export interface RouterOptions {
  readonly commands: readonly Command[];
  readonly messageCommands: readonly MessageCommand[];
  readonly services: Services;
  readonly log: Logger;
  readonly deferAfterMs?: number;
  /** How often an answer in the making is shown; `Infinity` for not before it is done. */
  readonly editEveryMs?: number;
  /** A clock in milliseconds, for durations. */
  readonly now?: () => number;
}

/** How an interaction ended: with its answer, a `UserError`, or something that is our fault. */
type Outcome = 'answered' | 'refused' | 'failed';

/**
 * Makes the one place through which every interaction goes: it finds what is asked for, answers in
 * time, logs how it went, and catches what is thrown. It never rejects.
 */
export function createInteractionRouter({
  commands,
  messageCommands,
  services,
  log,
  deferAfterMs = DEFER_AFTER_MS,
  editEveryMs = EDIT_EVERY_MS,
  now = () => performance.now(),
}: RouterOptions): (interaction: Interaction) => Promise<void> {
  async function answer(interaction: RepliableInteraction): Promise<void> {
    const reference = referenceOf(interaction);
    const task = findTask(interaction, { commands, messageCommands, services });
    await timed(interaction, task.name, async (taskLog) => {
      try {
        await perform(interaction, task);
        return 'answered';
      } catch (error) {
        const isRefused = error instanceof UserError;
        if (!isRefused) taskLog.error({ err: error }, 'interaction failed');
        const sentence = isRefused ? error.message : apologize(reference);
        await refuse(interaction, task.place, sentence).catch((cause: unknown) => {
          taskLog.warn({ err: cause }, 'the person could not be told');
        });
        return isRefused ? 'refused' : 'failed';
      }
    });
  }

  async function perform(interaction: RepliableInteraction, task: Task): Promise<void> {
    if ('opens' in task) {
      const modal = modalOf(await task.opens());
      if ('showModal' in interaction) await deliver(() => interaction.showModal(modal));
      return;
    }
    const soFar = createPacedEdits<Card>((card) => showSoFar(interaction, card), editEveryMs);
    const work = task.execute(soFar.show);
    await respond(interaction, { place: task.place, work, deferAfterMs, soFar });
  }

  async function suggest(interaction: AutocompleteInteraction): Promise<void> {
    const { name: option, value: typed } = interaction.options.getFocused(true);
    await timed(interaction, `suggest ${option}`, async (taskLog) => {
      try {
        const command = findCommand(interaction, commands);
        const channel = channelIn(interaction);
        const choices = command?.autocomplete?.({ option, typed, channel }, services) ?? [];
        await interaction.respond(withinLimits(choices));
        return 'answered';
      } catch (error) {
        taskLog.error({ err: error }, 'suggestions failed');
        // Better no suggestions than "Loading options failed"; too late for it if that failed.
        if (!interaction.responded) await interaction.respond([]).catch(() => undefined);
        return 'failed';
      }
    });
  }

  /** Runs a task under a log of its own, and logs how it went and how long it took. */
  async function timed(
    interaction: Interaction,
    name: string,
    run: (taskLog: Logger) => Promise<Outcome>,
  ): Promise<void> {
    const startedAt = now();
    const taskLog = log.child({
      reference: referenceOf(interaction),
      command: name,
      guild: interaction.guildId,
    });
    const outcome = await run(taskLog);
    const durationMs = Math.round(now() - startedAt);
    const level = name.startsWith('suggest ') ? 'debug' : 'info';
    taskLog[level]({ outcome, durationMs }, 'interaction done');
  }

  return async (interaction) => {
    try {
      if (interaction.isAutocomplete()) await suggest(interaction);
      else if (interaction.isRepliable()) await answer(interaction);
    } catch (error) {
      log.error({ err: error, reference: referenceOf(interaction) }, 'interaction not routed');
    }
  };
}

function withinLimits(choices: readonly Choice[]): Choice[] {
  return choices
    .slice(0, limits.choices)
    .map(({ name, value }) => ({ name: truncate(name, limits.choiceChars), value }));
}
