import { texToUnicode } from '../../corpus/tex-to-unicode.ts';
import { describeSource } from '../../feeds/describe-source.ts';
import type { Delay, QueuedCrosspost } from '../../store/outbox.ts';
import type { FollowedStatus, GivenUp, GuildStatus } from '../../subscriptions/following.ts';
import { whySilent } from '../../subscriptions/why-silent.ts';
import { type Card, cardOf, joinLines, separator, textDisplay } from '../cards/components.ts';
import { countPapers } from '../cards/counts.ts';
import { subtext } from '../cards/paper-lines.ts';
import { countChars, limits } from '../limits.ts';
import { escapeLine } from '../text.ts';
import { pauseOf, readableTime, topicOf } from './describe-wish.ts';

const MAX_SENTENCE_CHARS = 300;
const MAX_TITLE_CHARS = 80;

/** Room for the sources, of what a card holds; the subscriptions get the rest. */
const SOURCES_SHARE = 0.4;

/** How the sources are doing, and what of everything followed came or did not come, and why. */
export function formatStatusCard(status: GuildStatus, now: Date): Card {
  const time = now.getTime();
  const trouble = asMuchAsFits(
    [
      ...status.delays.map((delay) => describeDelay(delay, time)),
      ...status.deadLetters.map((letter) => describeDeadLetter(letter, time)),
      ...describeCrossposts(status.crossposts, time),
    ],
    limits.textDisplayChars / 5,
  );
  const sources = asMuchAsFits(
    status.sources.map((source) =>
      joinLines([
        `${source.status === 'failing' ? '🔴 ' : ''}**${escapeLine(source.title, 80)}**`,
        subtext([
          describeSource(source, now)
            .map((sentence) => escapeLine(sentence, MAX_SENTENCE_CHARS))
            .join(' '),
        ]),
      ]),
    ),
    limits.textDisplayChars * SOURCES_SHARE,
  );
  const rest = limits.textDisplayChars - countChars(trouble) - countChars(sources) - HEADERS_CHARS;
  const followed = asMuchAsFits(
    status.followed.map((each) => describeFollowed(each, status, now)),
    rest,
  );
  return cardOf(
    textDisplay('### Sources', sources || 'I read no sources: whoever runs me sets `SOURCES`.'),
    separator(),
    textDisplay(
      '### Subscriptions of this server',
      followed || 'There are none: `/paper follow` begins one.',
    ),
    ...(trouble === '' ? [] : [separator(), textDisplay('### Not delivered', trouble)]),
  );
}

const HEADERS_CHARS = 250;

function describeFollowed(each: FollowedStatus, { sources }: GuildStatus, now: Date): string {
  const { subscription, waiting } = each;
  const { id, wish, channelId, lastPostAt } = subscription;
  const silence = whySilent(each, sources, now.toISOString().slice(0, 10));
  return joinLines([
    `**${id}.** ${topicOf(wish)} in <#${channelId}>`,
    pauseOf(subscription),
    subtext([
      lastPostAt === undefined
        ? 'nothing posted yet'
        : `last post ${readableTime(lastPostAt, now.getTime())}`,
      waiting === 0 ? '' : `${countPapers(waiting)} waiting`,
      escapeLine(silence, MAX_SENTENCE_CHARS),
    ]),
  ]);
}

function describeDelay({ channelId, kind, until, cause }: Delay, now: number): string {
  const what = kind === 'post' ? 'Posting' : 'Publishing';
  return `${what} in <#${channelId}> is tried again ${readableTime(until, now)}: ${cause}`;
}

function describeDeadLetter({ channelId, paperId, title, cause, diedAt }: GivenUp, now: number) {
  const paper =
    title === undefined
      ? escapeLine(paperId, MAX_TITLE_CHARS)
      : `“${escapeLine(texToUnicode(title), MAX_TITLE_CHARS)}”`;
  return `Given up: ${paper} for <#${channelId}>, ${readableTime(diedAt, now)}: ${cause}`;
}

/** How many wait in each channel, and when the next is due. */
function describeCrossposts(crossposts: readonly QueuedCrosspost[], now: number): string[] {
  const channels = new Map<string, QueuedCrosspost[]>();
  for (const each of crossposts) {
    channels.set(each.channelId, [...(channels.get(each.channelId) ?? []), each]);
  }
  return [...channels].map(([channelId, queued]) => {
    const next = Math.min(...queued.map(({ dueAt }) => dueAt));
    const messages = queued.length === 1 ? '1 message waits' : `${queued.length} messages wait`;
    const when = next <= now ? 'now' : readableTime(next, now);
    return `${messages} to be published from <#${channelId}>; the next ${when}`;
  });
}

/** As many entries as there is room for, and how many there are beyond. */
function asMuchAsFits(entries: readonly string[], maxChars: number): string {
  let text = '';
  for (const [i, entry] of entries.entries()) {
    const longer = text === '' ? entry : `${text}\n${entry}`;
    const more = `\n-# and ${entries.length - i} more`;
    if (countChars(longer) + MORE_CHARS > maxChars) return text + more;
    text = longer;
  }
  return text;
}

const MORE_CHARS = 30;
