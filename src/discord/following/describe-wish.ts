import type { PauseReason, PostStyle, Subscription, Wish } from '../../store/subscription-store.ts';
import { formatSchedule } from '../../subscriptions/read-schedule.ts';
import { escapeLine, quote, toLine } from '../text.ts';
import { truncate } from '../truncate.ts';

const MAX_LIST_CHARS = 200;
const MAX_DETAIL_CHARS = 200;

/** What each style is called where it is chosen. */
export const STYLE_NAMES: Readonly<Record<PostStyle, string>> = {
  posts: 'a post a paper',
  digest: 'one digest message',
  threads: 'a thread a paper',
  forum: 'forum posts',
};

/** What a wish is about, in a few escaped words. */
export function topicOf({ topic, categories, authors }: Wish): string {
  if (topic !== undefined) return quote(topic);
  const rest = [...authors, ...categories];
  return rest.length === 0 ? 'every paper' : `papers: ${listed(rest)}`;
}

/** The same in plain text, for menus. */
export function plainTopicOf({ topic, categories, authors }: Wish): string {
  return toLine(topic ?? [...authors, ...categories].join(', ')) || 'every paper';
}

/** Everything that is wished for, escaped, line by line. */
export function describeWish(wish: Wish): string[] {
  const { sources, exclude, authors, categories, minScore, mention } = wish;
  return [
    sources.length === 0 ? '' : `only from ${listed(sources)}`,
    authors.length === 0 ? '' : `by ${listed(authors, ' or ')}`,
    categories.length === 0 ? '' : `in ${listed(categories, ' or ')}`,
    exclude.length === 0 ? '' : `without ${listed(exclude)}`,
    minScore === undefined ? '' : `score at least ${minScore}`,
    wish.includesCrossLists ? 'cross-lists too' : '',
    wish.includesReplacements ? 'new versions too' : '',
    formatSchedule(wish.when),
    STYLE_NAMES[wish.style],
    mention === undefined ? '' : `pings <@&${mention}>`,
  ].filter((part) => part !== '');
}

/** Why a subscription is paused; empty when it is not. */
export function pauseOf({ pause }: Pick<Subscription, 'pause'>): string {
  if (pause === undefined) return '';
  // The detail is ours, and may name channels and permissions in markdown.
  const detail = pause.detail === undefined ? '' : ` ${truncate(pause.detail, MAX_DETAIL_CHARS)}`;
  return `${PAUSES[pause.reason]}${detail}`;
}

const PAUSES: Readonly<Record<PauseReason, string>> = {
  asked: 'Paused.',
  'channel-gone': 'Paused: the channel is gone.',
  'permission-lost': 'Paused: I can no longer post there.',
};

/** A time as Discord shows it to each in their own zone: “3 hours ago”. */
export function readableTime(at: number, now: number): string {
  return Math.abs(at - now) < 60_000 ? 'just now' : `<t:${Math.floor(at / 1_000)}:R>`;
}

function listed(entries: readonly string[], between = ', '): string {
  return escapeLine(entries.join(between), MAX_LIST_CHARS);
}
