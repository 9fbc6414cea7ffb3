import {
  type APIAuthorizingIntegrationOwnersMap,
  type APIMessageInteractionMetadata,
  ApplicationIntegrationType,
  InteractionContextType,
  type InteractionResponseType,
  InteractionType,
  Locale,
} from 'discord-api-types/v10';
import { AS_GUEST } from './permissions.ts';
import type { ModalForm } from './validate-modal.ts';
import { guildIdOf, type MutableWorld, type StoredMessage } from './world.ts';

const ATTACHMENT_SIZE_LIMIT_BYTES = 10 * 1024 * 1024;

/** What a person did that the bot is to answer. */
export interface Start {
  readonly type: InteractionType;
  /** Discord's `data` for this type. */
  readonly data: object;
  readonly user: string;
  readonly channelId: string;
  readonly locale?: string | undefined;
  /** The message whose component was used, or from which the form was opened. */
  readonly source?: StoredMessage | undefined;
  /** The command that was run. */
  readonly commandName?: string;
  /** The message that a message command was run on. */
  readonly targetMessageId?: string;
  /** The interaction that opened the form which is handed in. */
  readonly openedBy?: Interaction;
}

/** An interaction from its start until its token ends. */
export interface Interaction extends Start {
  readonly id: string;
  readonly token: string;
  readonly startedAtMs: number;
  readonly metadata: APIMessageInteractionMetadata;
  status: 'open' | 'answered' | 'missed';
  response?: InteractionResponseType;
  firstResponseMs: number;
  /** What `@original` stands for. */
  originalId?: string;
  /** The form that was the first response. */
  modal?: ModalForm;
  edits: number;
  readonly followUpIds: string[];
}

export function createInteraction(
  world: MutableWorld,
  start: Start,
  id: string,
  startedAtMs: number,
): Interaction {
  return {
    ...start,
    id,
    token: Buffer.from(`interaction:${id}:${start.user}`).toString('base64url'),
    startedAtMs,
    metadata: metadataOf(world, start, id),
    status: 'open',
    firstResponseMs: 0,
    edits: 0,
    followUpIds: [],
  };
}

/** The body of INTERACTION_CREATE. */
export function payloadOf(world: MutableWorld, interaction: Interaction): object {
  const { id, token, type, data, user, channelId, source } = interaction;
  const channel = world.channels.get(channelId);
  if (channel === undefined) throw new Error(`There is no channel ${channelId}`);
  const guildId = guildIdOf(channel);
  const guild = world.guilds.get(guildId ?? '');
  const permissions = String(world.permissions(user, channelId));
  const locale = interaction.locale ?? Locale.EnglishUS;
  return {
    id,
    application_id: world.application.id,
    type,
    data,
    token,
    version: 1,
    channel_id: channelId,
    channel: { ...channel, permissions },
    app_permissions: String(botPermissions(world, channelId, guildId)),
    locale,
    entitlements: [],
    authorizing_integration_owners: ownersOf(world, user, guildId),
    context: guildId === undefined ? InteractionContextType.BotDM : InteractionContextType.Guild,
    attachment_size_limit: ATTACHMENT_SIZE_LIMIT_BYTES,
    ...(source && { message: source.message }),
    ...(guild === undefined
      ? { user: world.users.get(user) }
      : {
          guild_id: guildId,
          guild: { id: guild.id, locale: guild.preferred_locale, features: guild.features },
          guild_locale: guild.preferred_locale,
          member: { ...world.member(guild.id, user), permissions },
        }),
  };
}

/** Whether the interaction came about by the person's own installation of the application. */
export function isUserInstalled(world: MutableWorld, { channelId }: Interaction): boolean {
  const channel = world.channels.get(channelId);
  const guildId = channel && guildIdOf(channel);
  return guildId !== undefined && world.member(guildId, world.bot.id) === undefined;
}

function ownersOf(
  world: MutableWorld,
  user: string,
  guildId: string | undefined,
): APIAuthorizingIntegrationOwnersMap {
  // In a direct message with the bot Discord gives 0 for the server.
  if (guildId === undefined) return { [ApplicationIntegrationType.GuildInstall]: '0' };
  return world.member(guildId, world.bot.id) === undefined
    ? { [ApplicationIntegrationType.UserInstall]: user }
    : { [ApplicationIntegrationType.GuildInstall]: guildId };
}

function botPermissions(world: MutableWorld, channelId: string, guildId: string | undefined) {
  const isGuest = guildId !== undefined && world.member(guildId, world.bot.id) === undefined;
  return isGuest ? AS_GUEST : world.permissions(world.bot.id, channelId);
}

function metadataOf(world: MutableWorld, start: Start, id: string): APIMessageInteractionMetadata {
  const user = world.users.get(start.user);
  const channel = world.channels.get(start.channelId);
  if (user === undefined || channel === undefined) throw new Error('Nobody is nowhere');
  const base = {
    id,
    user,
    authorizing_integration_owners: ownersOf(world, user.id, guildIdOf(channel)),
  };
  if (start.type === InteractionType.MessageComponent && start.source) {
    return { ...base, type: start.type, interacted_message_id: start.source.message.id };
  }
  const trigger = start.openedBy?.metadata;
  if (start.type === InteractionType.ModalSubmit && trigger && 'user' in trigger) {
    if (trigger.type !== InteractionType.ModalSubmit) {
      return { ...base, type: start.type, triggering_interaction_metadata: trigger };
    }
  }
  return {
    ...base,
    type: InteractionType.ApplicationCommand,
    ...(start.targetMessageId !== undefined && { target_message_id: start.targetMessageId }),
  };
}
