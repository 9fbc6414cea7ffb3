import {
  type ChatInputCommandInteraction,
  type MessageComponentInteraction,
  MessageFlags,
  type RepliableInteraction,
} from 'discord.js';
import { UserError } from '../user-error.ts';
import type { Card } from './cards/components.ts';
import type { Command, Press, Services } from './command.ts';
import { ROOT_COMMAND } from './command-definitions.ts';
import { customIdsIn, readCustomIds } from './custom-id.ts';
import type { AnswerPlace } from './respond.ts';

/** What an interaction asks for. */
export interface Task {
  /** For the log: `paper search`, `press next`. */
  readonly name: string;
  readonly place: AnswerPlace;
  execute(): Promise<Card>;
}

/**
 * Finds what is to be done for an interaction. It never throws: what nobody here knows becomes a
 * task that is refused, and what can't be read one that fails, so that the person hears of it.
 */
export function findTask(
  interaction: RepliableInteraction,
  commands: readonly Command[],
  services: Services,
): Task {
  try {
    if (interaction.isChatInputCommand()) return commandTask(interaction, commands, services);
    if (interaction.isMessageComponent()) return pressTask(interaction, commands, services);
    return refusal('unknown', 'I don’t know how to answer this. See `/paper help`.');
  } catch (error) {
    return failing('unreadable', error);
  }
}

/** The subcommand that a `/paper …` interaction names. */
export function findCommand(
  interaction: Pick<ChatInputCommandInteraction, 'commandName'> & {
    readonly options: Pick<ChatInputCommandInteraction['options'], 'getSubcommand'>;
  },
  commands: readonly Command[],
): Command | undefined {
  if (interaction.commandName !== ROOT_COMMAND) return undefined;
  const subcommand = interaction.options.getSubcommand(false);
  return commands.find(({ name }) => name === subcommand);
}

function commandTask(
  interaction: ChatInputCommandInteraction,
  commands: readonly Command[],
  services: Services,
): Task {
  const command = findCommand(interaction, commands);
  if (command === undefined) {
    return refusal('unknown', 'I don’t know this command any more. See `/paper help`.');
  }
  const { options, channelId, commandId } = interaction;
  const isEphemeral = command.isEphemeral ?? options.getBoolean('private') ?? false;
  return {
    name: `${ROOT_COMMAND} ${command.name}`,
    place: isEphemeral ? 'ephemeral' : 'public',
    execute: async () => command.execute({ options, channelId, commandId, commands }, services),
  };
}

function pressTask(
  interaction: MessageComponentInteraction,
  commands: readonly Command[],
  services: Services,
): Task {
  const { message, channelId, customId } = interaction;
  const customIds = customIdsIn(message.components.map((component) => component.toJSON()));
  const pressed = readCustomIds(customId, customIds);
  const press = pressed && findPress(pressed.action, commands);
  if (pressed === undefined || press === undefined) {
    return refusal(
      'press unknown',
      'This card was made by another version of me, and its buttons have stopped working. ' +
        'Give the command again for a new one.',
    );
  }
  const values = interaction.isStringSelectMenu() ? interaction.values : [];
  return {
    name: `press ${pressed.action}`,
    place: press.isInPlace && isOwn(interaction) ? 'in-place' : 'ephemeral',
    execute: async () => press.execute({ state: pressed.state, values, channelId }, services),
  };
}

function findPress(action: string, commands: readonly Command[]): Press | undefined {
  const owner = commands.find(({ presses }) => presses && Object.hasOwn(presses, action));
  return owner?.presses?.[action];
}

/** Whether the message is the presser's to change: they asked for it, or they alone see it. */
function isOwn({ message, user }: MessageComponentInteraction): boolean {
  const asker = message.interactionMetadata?.user.id;
  return asker === user.id || message.flags.has(MessageFlags.Ephemeral);
}

function refusal(name: string, sentence: string): Task {
  return failing(name, new UserError(sentence));
}

function failing(name: string, error: unknown): Task {
  return { name, place: 'ephemeral', execute: () => Promise.reject(error) };
}
