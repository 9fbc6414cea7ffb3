import type { PostStyle, Subscription, Wish } from '../../store/subscription-store.ts';
import { UserError } from '../../user-error.ts';
import type { Card } from '../cards/components.ts';
import { countPapers } from '../cards/counts.ts';
import type { AnsweringPress, PressRequest, Services } from '../command.ts';
import type { GuildScene, TargetChannel } from '../guild-scene.ts';
import { quote } from '../text.ts';
import {
  requireChannel,
  requireGuild,
  requireManager,
  requirePermissions,
  requirePing,
} from './check-access.ts';
import { describeCaughtUp } from './describe-caught-up.ts';
import { STYLE_NAMES } from './describe-wish.ts';
import { findFollowed, findManaged } from './find-followed.ts';
import { fitWish, lacksTag } from './fit-wish.ts';
import { formatPlaceCard, readPlaceState } from './place-card.ts';
import { readMention } from './read-wish.ts';

/** A subscription whose card is used, by somebody who may change it. */
interface Scene {
  readonly subscription: Subscription;
  readonly guild: GuildScene;
  readonly values: readonly string[];
  /** The forum that it moves to as soon as a tag is chosen. */
  readonly movingTo?: string;
  readonly services: Services;
}

/** What became of a choice: what to say, and the forum that still wants a tag. */
interface Result {
  readonly note: string;
  readonly movingTo?: TargetChannel;
}

/** What the card does that shows where and how a subscription posts. */
export const placePresses = {
  subplace: changing(async () => ({ note: '' })),

  subchannel: changing(async (scene) => {
    const [channelId = ''] = scene.values;
    requireManager(scene.guild, channelId);
    return move(scene, requireChannel(scene.guild, channelId), scene.subscription.wish);
  }),

  substyle: changing(async ({ subscription, guild, values: [style], services }) => {
    const channel = requireChannel(guild, subscription.channelId);
    const wish = fitWish({ ...subscription.wish, style: style as PostStyle }, channel);
    requirePermissions(channel, wish.style);
    await services.following.change(subscription.id, wish);
    return { note: `From now on ${STYLE_NAMES[wish.style]}.` };
  }),

  subtags: changing(async (scene) => {
    const { subscription, guild, values, services, movingTo } = scene;
    const wish = { ...subscription.wish, forumTags: values };
    const channel = requireChannel(guild, movingTo ?? subscription.channelId);
    if (movingTo !== undefined) {
      requireManager(guild, movingTo);
      return move(scene, channel, wish);
    }
    const fitting = fitWish(wish, channel);
    await services.following.change(subscription.id, fitting);
    const names = namesOf(fitting, channel);
    return { note: names === '' ? 'Posts get no tags.' : `Posts get ${names} as tags.` };
  }),

  subping: changing(async ({ subscription, guild, values, services }) => {
    const { mention: _, ...wish } = subscription.wish;
    const mention = readMention(values[0], guild);
    requirePing(guild, requireChannel(guild, subscription.channelId), mention);
    await services.following.change(subscription.id, {
      ...wish,
      ...(mention !== undefined && { mention }),
    });
    const whom = mention === undefined ? 'Nobody is pinged' : `Every post pings <@&${mention}>`;
    return { note: `${whom} from now on.` };
  }),

  subcross: changing(async ({ subscription: { id, wish }, services }) => {
    const includesCrossLists = !wish.includesCrossLists;
    await services.following.change(id, { ...wish, includesCrossLists });
    return { note: `Cross-lists are ${includesCrossLists ? 'posted, too' : 'left out'}.` };
  }),

  subversions: changing(async ({ subscription: { id, wish }, services }) => {
    const includesReplacements = !wish.includesReplacements;
    await services.following.change(id, { ...wish, includesReplacements });
    const are = includesReplacements ? 'posted, too' : 'left out';
    return { note: `New versions of older papers are ${are}.` };
  }),
} satisfies Readonly<Record<string, AnsweringPress>>;

/** A press that changes something and shows the card again. */
function changing(change: (scene: Scene) => Promise<Result>): AnsweringPress {
  return {
    isInPlace: true,
    async execute({ guild: where, state, values }: PressRequest, services): Promise<Card> {
      const { id, movingTo } = readPlaceState(state.key);
      const guild = requireGuild(where);
      const { subscription } = await findManaged(guild, id, services);
      const result = await change({
        subscription,
        guild,
        values,
        services,
        ...(movingTo !== undefined && { movingTo }),
      });
      const changed = await findFollowed(guild, id, services);
      return formatPlaceCard(changed, { guild, now: services.now(), ...result });
    },
  };
}

/** Moves a subscription to a channel, or asks for the tag that it takes there. */
async function move(
  { subscription: { id, wish: before }, guild, services: { following } }: Scene,
  channel: TargetChannel,
  wanted: Wish,
): Promise<Result> {
  const wish = fitWish(wanted, channel);
  requirePermissions(channel, wish.style);
  // A role that is gone is pinged nowhere.
  if (guild.hasRole(wish.mention ?? '')) requirePing(guild, channel, wish.mention);
  if (lacksTag(wish, channel)) {
    if (channel.tags.length === 0) {
      throw new UserError(
        `<#${channel.id}> wants a tag on every post, and has none for me to give.`,
      );
    }
    const note = `<#${channel.id}> wants a tag on every post: choose one, and I post there.`;
    return { note, movingTo: channel };
  }
  const { waiting, resumed } = await following.move(id, { channelId: channel.id, wish });
  const tags = namesOf(wish, channel);
  const note = [
    `Posts go to <#${channel.id}> from now on.`,
    wish.style === before.style ? '' : `The style there is “${STYLE_NAMES[wish.style]}”.`,
    tags === '' ? '' : `They get ${tags} as tags.`,
    resumed === undefined ? goingAlong(waiting) : describeCaughtUp(resumed),
  ];
  return { note: note.filter(Boolean).join(' ') };
}

function goingAlong(waiting: number): string {
  if (waiting === 0) return '';
  return `${countPapers(waiting)} that ${waiting === 1 ? 'waits goes' : 'wait go'} along.`;
}

function namesOf({ forumTags = [] }: Wish, { tags }: TargetChannel): string {
  return tags
    .filter(({ id }) => forumTags.includes(id))
    .map(({ name }) => quote(name))
    .join(', ');
}
