import type { APIComponentInContainer, APIComponentInMessageActionRow } from 'discord.js';
import type { Subscription } from '../../store/subscription-store.ts';
import type { Followed } from '../../subscriptions/following.ts';
import {
  button,
  type Card,
  cardOf,
  channelMenu,
  menu,
  roleMenu,
  row,
  separator,
  textDisplay,
} from '../cards/components.ts';
import { subtext } from '../cards/paper-lines.ts';
import { writeCustomIds } from '../custom-id.ts';
import type { GuildScene, TargetChannel } from '../guild-scene.ts';
import { limits } from '../limits.ts';
import { POSTING_TYPES } from '../posting/needed-permissions.ts';
import { truncate } from '../truncate.ts';
import { STYLE_NAMES } from './describe-wish.ts';
import { stylesIn } from './fit-wish.ts';
import { summarize } from './following-card.ts';

/** Everything on the card that can be used, in the order in which it stands there. */
const ACTIONS = [
  'subchannel',
  'substyle',
  'subtags',
  'subping',
  'subcross',
  'subversions',
  'subkeep',
] as const;

/** What the card is about: a subscription, and a channel that it is about to move to. */
export interface PlaceState {
  readonly id: string;
  /** A forum that still wants a tag to be chosen. */
  readonly movingTo?: string;
}

export function readPlaceState(key = ''): PlaceState {
  const [id = '', movingTo] = key.split('_');
  return { id, ...(movingTo !== undefined && { movingTo }) };
}

/**
 * Where a subscription posts, and how; whatever is chosen is saved at once.
 *
 * @param movingTo the forum that it moves to as soon as a tag is chosen
 */
export function formatPlaceCard(
  followed: Followed,
  {
    guild,
    now,
    note = '',
    movingTo,
  }: { guild: GuildScene; now: number; note?: string; movingTo?: TargetChannel },
): Card {
  const { subscription } = followed;
  const { id, wish, channelId } = subscription;
  const channel = movingTo ?? guild.findChannel(channelId);
  const key = movingTo === undefined ? String(id) : `${id}_${movingTo.id}`;
  const ids = writeCustomIds(ACTIONS, { key });
  // One that is gone can't stand in a menu.
  const role = guild.hasRole(wish.mention ?? '') ? wish.mention : undefined;
  return cardOf(
    ...(note === '' ? [] : [textDisplay(note)]),
    textDisplay(...summarize(followed, now)),
    separator(),
    ...labelled(
      'Where',
      channelMenu(ids.subchannel, 'Choose a channel…', {
        types: POSTING_TYPES,
        chosen: channel?.id,
      }),
    ),
    ...howParts(ids, subscription, channel),
    ...labelled('Whom to ping with every post', roleMenu(ids.subping, 'Nobody', role)),
    row(
      button(ids.subcross, `Cross-lists: ${onOrOff(wish.includesCrossLists)}`),
      button(ids.subversions, `New versions: ${onOrOff(wish.includesReplacements)}`),
      button(ids.subkeep, 'Done'),
    ),
  );
}

function howParts(
  ids: Readonly<Record<'substyle' | 'subtags', string>>,
  { wish }: Subscription,
  channel: TargetChannel | undefined,
): APIComponentInContainer[] {
  if (channel === undefined) return [];
  if (channel.kind !== 'forum') {
    const options = stylesIn(channel).map((style) => ({
      label: capitalised(STYLE_NAMES[style]),
      value: style,
      default: style === wish.style,
    }));
    return labelled('How', menu(ids.substyle, 'Choose a style…', options));
  }
  if (channel.tags.length === 0) return [];
  const options = channel.tags.slice(0, limits.selectOptions).map(({ id, name }) => ({
    label: truncate(name, limits.selectOptionChars),
    value: id,
    default: wish.forumTags?.includes(id) ?? false,
  }));
  const range = {
    min: channel.requiresTag ? 1 : 0,
    max: Math.min(limits.forumTags, options.length),
  };
  return labelled('Tags of every post', menu(ids.subtags, 'Choose tags…', options, range));
}

function labelled(
  label: string,
  control: APIComponentInMessageActionRow,
): APIComponentInContainer[] {
  return [textDisplay(subtext([label])), row(control)];
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function onOrOff(isOn: boolean): string {
  return isOn ? 'on' : 'off';
}
