import type { Followed } from '../../subscriptions/following.ts';
import {
  button,
  type Card,
  cardOf,
  joinLines,
  menu,
  row,
  textDisplay,
} from '../cards/components.ts';
import { countPapers } from '../cards/counts.ts';
import { subtext } from '../cards/paper-lines.ts';
import { writeCustomIds } from '../custom-id.ts';
import { countChars, limits } from '../limits.ts';
import { truncate } from '../truncate.ts';
import { describeWish, pauseOf, plainTopicOf, readableTime, topicOf } from './describe-wish.ts';

/** Subscriptions on one card: beyond them it would be a wall. */
const SHOWN = 12;

/** What is said below the subscriptions. */
const REST_CHARS = 100;

/** The subscriptions of a server or channel; the menu opens one. */
export function formatFollowingCard(followed: readonly Followed[], now: number): Card {
  const shown = asManyAsFit(followed.slice(0, SHOWN).map((each) => summarize(each, now)));
  const { subopen } = writeCustomIds(['subopen'], {});
  const rest = followed.length - shown.length;
  return cardOf(
    ...shown.map((lines) => textDisplay(...lines)),
    ...(rest > 0
      ? [textDisplay(subtext([`And ${rest} more: give \`channel\` to see those of one alone.`]))]
      : []),
    row(
      menu(
        subopen,
        'Open a subscription…',
        followed.slice(0, limits.selectOptions).map(({ subscription }) => ({
          label: truncate(
            `${subscription.id}: ${plainTopicOf(subscription.wish)}`,
            limits.selectOptionChars,
          ),
          value: String(subscription.id),
        })),
      ),
    ),
  );
}

function asManyAsFit(summaries: readonly string[][]): readonly string[][] {
  let room = limits.textDisplayChars - REST_CHARS;
  const end = summaries.findIndex((lines) => {
    room -= countChars(joinLines(lines));
    return room < 0;
  });
  return end < 0 ? summaries : summaries.slice(0, end);
}

/** One subscription with all that can be done with it. */
export function formatSubscriptionCard(followed: Followed, now: number, note = ''): Card {
  const { id, pause } = followed.subscription;
  const actions = [
    'subedit',
    'subplace',
    'subpreview',
    pause === undefined ? 'subpause' : 'subresume',
    'subtest',
    'subremove',
  ] as const;
  const ids = writeCustomIds(actions, { key: String(id) });
  return cardOf(
    textDisplay(note, ...summarize(followed, now)),
    row(
      button(ids.subedit, 'Edit'),
      button(ids.subplace, 'Where and how'),
      button(ids.subpreview, 'Preview'),
    ),
    row(
      pause === undefined ? button(ids.subpause, 'Pause') : button(ids.subresume, 'Resume'),
      button(ids.subtest, 'Test post'),
      button(ids.subremove, 'Remove'),
    ),
  );
}

/** Asks once. */
export function formatRemovalCard({ subscription, waiting }: Followed): Card {
  const ids = writeCustomIds(['subgone', 'subkeep'], { key: String(subscription.id) });
  return cardOf(
    textDisplay(
      `Remove ${topicOf(subscription.wish)} in <#${subscription.channelId}> for good?`,
      waiting === 0 ? '' : `${countPapers(waiting)} that wait are then not posted.`,
    ),
    row(button(ids.subgone, 'Remove for good'), button(ids.subkeep, 'Keep')),
  );
}

/** A subscription in a few lines: what, where, how, and how it goes. */
export function summarize({ subscription, waiting }: Followed, now: number): string[] {
  const { id, channelId, wish, lastPostAt } = subscription;
  const paused = pauseOf(subscription);
  return [
    `**${id}.** ${topicOf(wish)} in <#${channelId}>`,
    subtext(describeWish(wish)),
    paused === '' ? '' : `⏸ ${paused}`,
    subtext([
      lastPostAt === undefined
        ? 'nothing posted yet'
        : `last post ${readableTime(lastPostAt, now)}`,
      waiting === 0 ? '' : `${countPapers(waiting)} waiting`,
    ]),
  ];
}
