import { ApplicationCommandOptionType as OptionType } from 'discord.js';
import { noteCard } from '../src/discord/cards/components.ts';
import type { AnsweringPress, Command, PressRequest, Services } from '../src/discord/command.ts';
import {
  requireChannel,
  requireGuild,
  requirePermissions,
} from '../src/discord/following/check-access.ts';
import { describeCaughtUp } from '../src/discord/following/describe-caught-up.ts';
import { describeTest } from '../src/discord/following/describe-test.ts';
import { topicOf } from '../src/discord/following/describe-wish.ts';
import { changedWish, editForm } from '../src/discord/following/edit-form.ts';
import { findFollowed, findManaged } from '../src/discord/following/find-followed.ts';
import {
  formatFollowingCard,
  formatRemovalCard,
  formatSubscriptionCard,
} from '../src/discord/following/following-card.ts';
import { readPlaceState } from '../src/discord/following/place-card.ts';
import { placePresses } from '../src/discord/following/place-presses.ts';
import { formatPreviewCard } from '../src/discord/following/preview-card.ts';
import { UserError } from '../src/user-error.ts';

export const following = {
  name: 'following',
  description: 'See what this server follows; pause, change, test or remove it',
  isEphemeral: true,
  options: [
    {
      type: OptionType.Channel,
      name: 'channel',
      description: 'Only what is posted in this channel',
    },
  ],
  examples: ['/paper following'],

  execute: async ({ options, guild: scene }, services) => {
    const { id: guildId } = requireGuild(scene);
    const channelId = options.getChannel('channel')?.id;
    const followed = await services.following.list({
      guildId,
      ...(channelId !== undefined && { channelId }),
    });
    if (followed.length === 0) {
      const where = channelId === undefined ? 'This server' : `<#${channelId}>`;
      throw new UserError(`${where} follows nothing yet. \`/paper follow\` begins.`);
    }
    return formatFollowingCard(followed, services.now());
  },

  presses: {
    subopen: {
      isInPlace: false,
      execute: async ({ guild, values: [key = ''] }, services) =>
        formatSubscriptionCard(await findFollowed(guild, key, services), services.now()),
    },
    subkeep: {
      isInPlace: true,
      execute: async ({ guild, state }, services) =>
        formatSubscriptionCard(
          await findFollowed(guild, readPlaceState(state.key).id, services),
          services.now(),
        ),
    },
    ...placePresses,
    subpause: managing(async ({ id }, { following }) => {
      await following.pause(id);
      return 'Paused. What matches meanwhile waits.';
    }),
    subresume: managing(async ({ id, channelId, wish }, { following }, { guild }) => {
      requirePermissions(requireChannel(requireGuild(guild), channelId), wish.style);
      return describeCaughtUp(await following.resume(id));
    }),
    subtest: managing(async ({ id }, { following }) => describeTest(await following.postTest(id))),
    subpreview: {
      isInPlace: false,
      execute: async ({ guild, state }, services) => {
        const { subscription } = await findFollowed(guild, state.key, services);
        const run = await services.following.preview(subscription.wish);
        return formatPreviewCard(subscription.wish, run);
      },
    },
    subremove: {
      isInPlace: true,
      execute: async ({ guild, state }, services) =>
        formatRemovalCard(await findManaged(guild, state.key, services)),
    },
    subgone: {
      isInPlace: true,
      execute: async ({ guild, state }, services) => {
        const { subscription } = await findManaged(guild, state.key, services);
        await services.following.remove(subscription.id);
        return noteCard(
          `Removed: ${topicOf(subscription.wish)} in <#${subscription.channelId}> is not followed any more.`,
        );
      },
    },
    subedit: {
      opens: async ({ guild, state }, services) =>
        editForm((await findManaged(guild, state.key, services)).subscription),
    },
  },

  forms: {
    subedit: async ({ guild, state, fields }, services) => {
      const { subscription } = await findManaged(guild, state.key, services);
      const channel = requireChannel(requireGuild(guild), subscription.channelId);
      const wish = changedWish(subscription.wish, fields, {
        channel,
        sources: services.following.sources,
      });
      await services.following.change(subscription.id, wish);
      const changed = await findFollowed(guild, state.key, services);
      const run = await services.following.preview(wish);
      const weekly =
        run.perWeek === undefined ? '' : ` That is about ${Math.round(run.perWeek)} papers a week.`;
      return formatSubscriptionCard(changed, services.now(), `Changed.${weekly}`);
    },
  },
} satisfies Command;

/** A button that changes a subscription and shows it again, with what was done. */
function managing(
  change: (
    subscription: Awaited<ReturnType<typeof findManaged>>['subscription'],
    services: Services,
    request: PressRequest,
  ) => Promise<string>,
): AnsweringPress {
  return {
    isInPlace: true,
    execute: async (request, services) => {
      const { guild, state } = request;
      const { subscription } = await findManaged(guild, state.key, services);
      const note = await change(subscription, services, request);
      const changed = await findFollowed(guild, state.key, services);
      return formatSubscriptionCard(changed, services.now(), note);
    },
  };
}
