import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  type RepliableInteraction,
} from 'discord.js';
import { UserError } from '../user-error.ts';
import type { Card } from './cards/components.ts';
import type { Command, MessageCommand, Press, Scene, Services } from './command.ts';
import { ROOT_COMMAND } from './command-definitions.ts';
import { customIdsIn, readCustomIds } from './custom-id.ts';
import type { Form } from './form.ts';
import { guildSceneOf, type TargetChannel } from './guild-scene.ts';
import { readMessageText } from './message-text.ts';
import type { AnswerPlace } from './respond.ts';

/** What an interaction asks for: an answer, or a form. */
export type Task = AnsweringTask | OpeningTask;

interface TaskBase {
  /** For the log: `paper search`, `press next`. */
  readonly name: string;
  /** Where the answer goes, or the reason why there is none. */
  readonly place: AnswerPlace;
}

interface AnsweringTask extends TaskBase {
  /** @param showSoFar takes what there is of the answer before it is whole */
  execute(showSoFar: (card: Card) => void): Promise<Card>;
}

interface OpeningTask extends TaskBase {
  opens(): Form | Promise<Form>;
}

/** What there is to do. */
interface Repertoire {
  readonly commands: readonly Command[];
  readonly messageCommands: readonly MessageCommand[];
  readonly services: Services;
}

/**
 * Finds what is to be done for an interaction. It never throws: what nobody here knows becomes a
 * task that is refused, and what can't be read one that fails, so that the person hears of it.
 */
export function findTask(interaction: RepliableInteraction, repertoire: Repertoire): Task {
  try {
    if (interaction.isChatInputCommand()) return commandTask(interaction, repertoire);
    if (interaction.isMessageContextMenuCommand()) return menuTask(interaction, repertoire);
    if (interaction.isMessageComponent()) return pressTask(interaction, repertoire);
    if (interaction.isModalSubmit()) return formTask(interaction, repertoire);
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
  { commands, services }: Repertoire,
): Task {
  const command = findCommand(interaction, commands);
  if (command === undefined) return refusal('unknown', UNKNOWN_COMMAND);
  const { options, commandId } = interaction;
  const isEphemeral = command.isEphemeral ?? options.getBoolean('private') ?? false;
  const scene = sceneOf(interaction, isEphemeral);
  return {
    name: `${ROOT_COMMAND} ${command.name}`,
    place: isEphemeral ? 'ephemeral' : 'public',
    execute: async (showSoFar) =>
      command.execute({ ...scene, showSoFar, options, commandId, commands }, services),
  };
}

function menuTask(
  interaction: MessageContextMenuCommandInteraction,
  { messageCommands, services }: Repertoire,
): Task {
  const command = messageCommands.find(({ name }) => name === interaction.commandName);
  if (command === undefined) return refusal('unknown', UNKNOWN_COMMAND);
  const scene = sceneOf(interaction, true);
  const text = readMessageText(interaction.targetMessage);
  return {
    name: command.name,
    place: 'ephemeral',
    execute: async (showSoFar) => command.execute({ ...scene, showSoFar, text }, services),
  };
}

function pressTask(
  interaction: MessageComponentInteraction,
  { commands, services }: Repertoire,
): Task {
  const { message, customId } = interaction;
  const components = message.components.map((component) => component.toJSON());
  const pressed = readCustomIds(customId, customIdsIn(components));
  const press = pressed && findPress(pressed.action, commands);
  if (pressed === undefined || press === undefined) return refusal('press unknown', UNKNOWN_CARD);
  const name = `press ${pressed.action}`;
  if ('opens' in press) {
    const { guild } = sceneOf(interaction, true);
    const request = { state: pressed.state, ...(guild && { guild }) };
    return { name, place: 'ephemeral', opens: () => press.opens(request, services) };
  }
  const place = press.isInPlace && isOwn(interaction) ? 'in-place' : 'ephemeral';
  const request = {
    ...sceneOf(interaction, place === 'ephemeral' || isEphemeral(message)),
    state: pressed.state,
    values: interaction.isAnySelectMenu() ? interaction.values : [],
    message: { id: message.id, components },
    at: interaction.createdAt,
  };
  return {
    name,
    place,
    execute: async (showSoFar) => press.execute({ ...request, showSoFar }, services),
  };
}

function formTask(interaction: ModalSubmitInteraction, { commands, services }: Repertoire): Task {
  const { message, customId } = interaction;
  const form = readCustomIds(customId, [customId]);
  const execute = form && findForm(form.action, commands);
  if (form === undefined || execute === undefined) return refusal('form unknown', UNKNOWN_CARD);
  const customIds = customIdsIn(message?.components.map((component) => component.toJSON()) ?? []);
  const opener = customIds[0] === undefined ? undefined : readCustomIds(customIds[0], customIds);
  const isPrivate = message !== null && isEphemeral(message);
  const scene = sceneOf(interaction, isPrivate);
  const fields = Object.fromEntries(
    interaction.fields.fields.map((_, name) => [name, interaction.fields.getTextInputValue(name)]),
  );
  return {
    name: `form ${form.action}`,
    place: isPrivate ? 'ephemeral' : 'public',
    execute: async (showSoFar) =>
      execute(
        {
          ...scene,
          showSoFar,
          state: { ...opener?.state, ...form.state },
          fields,
          ...(message !== null && { messageId: message.id }),
        },
        services,
      ),
  };
}

function findPress(action: string, commands: readonly Command[]): Press | undefined {
  const owner = commands.find(({ presses }) => presses && Object.hasOwn(presses, action));
  return owner?.presses?.[action];
}

function findForm(action: string, commands: readonly Command[]) {
  const owner = commands.find(({ forms }) => forms && Object.hasOwn(forms, action));
  return owner?.forms?.[action];
}

function sceneOf(
  interaction: RepliableInteraction | MessageComponentInteraction,
  isEphemeral: boolean,
): Omit<Scene, 'showSoFar'> {
  const { user, channelId, channel, guildId } = interaction;
  return {
    userId: user.id,
    // Discord says where everything happens that can be answered; its types allow for more.
    channelId: channelId ?? '',
    ...(guildId !== null && { guildId }),
    ...(interaction.inCachedGuild() && {
      guild: guildSceneOf(interaction.guild, interaction.member),
    }),
    isConversation: guildId === null || (channel?.isThread() ?? false),
    isEphemeral,
  };
}

/** The channel that a command is about: the one that its options name, else where it is typed. */
export function channelIn(interaction: AutocompleteInteraction): TargetChannel | undefined {
  if (!interaction.inCachedGuild()) return undefined;
  const { guild, member, options, channelId } = interaction;
  const chosen = options.get('channel')?.value ?? channelId;
  return guildSceneOf(guild, member).findChannel(String(chosen));
}

/** Whether the message is the presser's to change: they asked for it, or they alone see it. */
function isOwn({ message, user }: MessageComponentInteraction): boolean {
  const asker = message.interactionMetadata?.user.id;
  return asker === user.id || isEphemeral(message);
}

function isEphemeral({ flags }: MessageComponentInteraction['message']): boolean {
  return flags.has(MessageFlags.Ephemeral);
}

const UNKNOWN_COMMAND = 'I don’t know this command any more. See `/paper help`.';

const UNKNOWN_CARD =
  'This card was made by another version of me, and its buttons have stopped working. ' +
  'Give the command again for a new one.';

function refusal(name: string, sentence: string): AnsweringTask {
  return failing(name, new UserError(sentence));
}

function failing(name: string, error: unknown): AnsweringTask {
  return { name, place: 'ephemeral', execute: () => Promise.reject(error) };
}
