import {
  type APIApplicationCommand,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ComponentType,
  InteractionContextType,
  InteractionType,
  PermissionFlagsBits as Permission,
} from 'discord-api-types/v10';
import { commandData } from './command-input.ts';
import type { Start } from './interaction.ts';
import type { Interactions } from './interactions.ts';
import { InvalidInput } from './invalid-input.ts';
import { checkCount, checkOffered, submittedComponents } from './modal-input.ts';
import type { InteractionOutcome } from './outcomes.ts';
import type { Parts } from './parts.ts';
import type { ComponentUse, People, TypedCommand, Writing } from './people.ts';
import { has } from './permissions.ts';
import { KINDS_OF_MENU, resolveIds } from './resolve-ids.ts';
import { type AnyComponent, walk } from './validate-components.ts';
import { visibleTo } from './visible-to.ts';
import { guildIdOf } from './world.ts';

/** People who use the bot's commands and components, checked as Discord's client checks them. */
export function createPeople(
  { world }: Pick<Parts, 'world'>,
  interactions: Interactions,
): Omit<People, keyof Writing> {
  /** Sends what a person did to the bot, unless Discord's client would not. */
  async function begin(build: () => Start): Promise<InteractionOutcome> {
    try {
      const result = await interactions.start(build());
      if (result.kind === 'choices') throw new Error('Suggestions answer nothing but autocomplete');
      return result;
    } catch (error) {
      if (error instanceof InvalidInput) return { kind: 'invalid', message: error.message };
      throw error;
    }
  }

  function offered({
    user,
    channelId,
  }: Pick<TypedCommand, 'user' | 'channelId'>): APIApplicationCommand[] {
    const channel = world.channels.get(channelId);
    const permissions = world.permissions(user, channelId);
    if (channel === undefined || !has(permissions, Permission.UseApplicationCommands)) return [];
    const guildId = guildIdOf(channel);
    const all = [...(guildId ? world.commands(guildId) : []), ...world.commands()];
    return all.filter((command) => isOffered(command, guildId, permissions));
  }

  function commandNamed(
    type: ApplicationCommandType,
    { name, user, channelId }: Pick<TypedCommand, 'name' | 'user' | 'channelId'>,
  ): APIApplicationCommand {
    const channel = world.channels.get(channelId);
    const permissions = world.permissions(user, channelId);
    if (channel === undefined || !has(permissions, Permission.ViewChannel)) {
      throw new InvalidInput('You cannot see this channel.');
    }
    if (!has(permissions, Permission.UseApplicationCommands)) {
      throw new InvalidInput('You may not use commands in this channel.');
    }
    const found = offered({ user, channelId }).find(
      (command) => command.type === type && command.name === name,
    );
    if (found === undefined) {
      const slash = type === ApplicationCommandType.ChatInput ? '/' : '';
      throw new InvalidInput(`There is no command ${slash}${name} here.`);
    }
    return found;
  }

  function isOffered(
    command: APIApplicationCommand,
    guildId: string | undefined,
    permissions: bigint,
  ): boolean {
    const { contexts, integration_types, default_member_permissions, dm_permission } = command;
    const context =
      guildId === undefined ? InteractionContextType.BotDM : InteractionContextType.Guild;
    if (contexts && !contexts.includes(context)) return false;
    if (guildId === undefined) return dm_permission !== false;
    const isInstalled = world.member(guildId, world.bot.id) !== undefined;
    const install = isInstalled
      ? ApplicationIntegrationType.GuildInstall
      : ApplicationIntegrationType.UserInstall;
    if (!(integration_types ?? [ApplicationIntegrationType.GuildInstall]).includes(install)) {
      return false;
    }
    return (
      default_member_permissions === null || has(permissions, BigInt(default_member_permissions))
    );
  }

  function useOf(
    use: ComponentUse,
    describe: (component: UsedComponent, channelId: string) => object,
  ): Start {
    const source = visibleTo(world, use.user, use.messageId);
    const found = [...walk(source.message.components ?? [])].find(
      ([{ custom_id }]) => custom_id === use.customId,
    );
    const component: UsedComponent | undefined = found?.[0];
    if (component === undefined) throw new InvalidInput(`There is no “${use.customId}” there.`);
    if (component.disabled) throw new InvalidInput(`“${use.customId}” is disabled.`);
    return {
      type: InteractionType.MessageComponent,
      user: use.user,
      channelId: source.message.channel_id,
      locale: use.locale,
      source,
      data: {
        custom_id: use.customId,
        component_type: component.type,
        id: component.id,
        ...describe(component, source.message.channel_id),
      },
    };
  }

  return {
    offered,

    runCommand: (typed) =>
      begin(() => {
        const command = commandNamed(ApplicationCommandType.ChatInput, typed);
        return {
          type: InteractionType.ApplicationCommand,
          data: commandData(world, command, typed),
          user: typed.user,
          channelId: typed.channelId,
          locale: typed.locale,
        };
      }),

    async autocomplete({ focused, ...typed }) {
      const command = commandNamed(ApplicationCommandType.ChatInput, typed);
      const result = await interactions.start({
        type: InteractionType.ApplicationCommandAutocomplete,
        data: commandData(world, command, typed, focused),
        user: typed.user,
        channelId: typed.channelId,
        locale: typed.locale,
      });
      if (result.kind !== 'choices') throw new Error('Loading options failed');
      return result.choices;
    },

    runMessageCommand: ({ user, name, messageId, locale }) =>
      begin(() => {
        const { message } = visibleTo(world, user, messageId);
        const channelId = message.channel_id;
        const command = commandNamed(ApplicationCommandType.Message, { name, user, channelId });
        const { id, type, guild_id } = command;
        return {
          type: InteractionType.ApplicationCommand,
          data: {
            id,
            name,
            type,
            ...(guild_id !== undefined && { guild_id }),
            target_id: messageId,
            resolved: { messages: { [messageId]: message } },
          },
          user,
          channelId,
          locale,
          targetMessageId: messageId,
        };
      }),

    press: (use) =>
      begin(() =>
        useOf(use, ({ type }) => {
          if (type !== ComponentType.Button) throw new InvalidInput('That is not a button.');
          return {};
        }),
      ),

    select: ({ values, ...use }) =>
      begin(() =>
        useOf(
          use,
          ({ type, min_values = 1, max_values = 1, options, channel_types }, channelId) => {
            if (type === ComponentType.Button) throw new InvalidInput('That is not a menu.');
            checkCount(use.customId, values.length, min_values, max_values);
            checkOffered(use.customId, values, options);
            const kinds = KINDS_OF_MENU[type] ?? [];
            const chosen = kinds.length > 0 ? values : [];
            const resolved = resolveIds(
              world,
              { user: use.user, channelId },
              chosen.map((id) => ({ by: use.customId, id, kinds, channelTypes: channel_types })),
            );
            return { values, ...(resolved && { resolved }) };
          },
        ),
      ),

    submitModal: ({ user, interactionId, fields, locale }) =>
      begin(() => {
        const openedBy = interactions.find(interactionId);
        if (openedBy?.modal === undefined || openedBy.user !== user) {
          throw new InvalidInput('That form is not open.');
        }
        const { custom_id } = openedBy.modal;
        return {
          type: InteractionType.ModalSubmit,
          data: { custom_id, components: submittedComponents(openedBy.modal, fields) },
          user,
          channelId: openedBy.channelId,
          locale,
          source: openedBy.source,
          openedBy,
        };
      }),
  };
}

interface UsedComponent extends AnyComponent {
  readonly disabled?: boolean;
  readonly min_values?: number;
  readonly max_values?: number;
  readonly options?: readonly { readonly value: string }[];
  readonly channel_types?: readonly number[];
}
