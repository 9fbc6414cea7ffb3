import { type APIChannel, type APIMessage, MessageFlags } from 'discord-api-types/v10';
import type { World } from '../../src/preview/local-discord/world.ts';
import type { OutboxCounts } from '../../src/store/outbox.ts';
import type { SceneChannel } from './scene.ts';

/** How what stands in channels compares with what belongs there; all but the first two are faults. */
export interface Verdict {
  readonly messages: number;
  readonly papers: number;
  readonly missing: number;
  readonly repeated: number;
  readonly outOfOrder: number;
  /** Papers in channels that did not want them. */
  readonly unwanted: number;
  /** Messages that have no thread, where each is to have one. */
  readonly withoutThread: number;
  /** Messages that are not published, where each is to be. */
  readonly unpublished: number;
  /** Messages that ping somebody else than they are to, or nobody where they are to. */
  readonly wrongPings: number;
}

/** Compares all channels with the truth. */
export function judge(world: World, channels: readonly SceneChannel[]): Verdict {
  const verdicts = channels.map((channel) => judgeChannel(world, channel));
  const sum = (key: keyof Verdict) => verdicts.reduce((total, each) => total + each[key], 0);
  return {
    messages: sum('messages'),
    papers: sum('papers'),
    missing: sum('missing'),
    repeated: sum('repeated'),
    outOfOrder: sum('outOfOrder'),
    unwanted: sum('unwanted'),
    withoutThread: sum('withoutThread'),
    unpublished: sum('unpublished'),
    wrongPings: sum('wrongPings'),
  };
}

/** Whether nothing is missing any more; nothing else gets better with time. */
export function isComplete({ missing, withoutThread, unpublished }: Verdict): boolean {
  return missing + withoutThread + unpublished === 0;
}

/** Whether nothing went wrong, and nothing is left to do. */
export function isFlawless({
  verdict: { messages: _, papers: __, ...faults },
  left,
}: {
  readonly verdict: Verdict;
  readonly left: OutboxCounts;
}): boolean {
  return [...Object.values(faults), left.waiting, left.dead].every((count) => count === 0);
}

function judgeChannel(world: World, channel: SceneChannel): Verdict {
  const messages = messagesOf(world, channel);
  const shown = messages.flatMap(papersIn);
  const distinct = [...new Set(shown)];
  const wanted = new Set(channel.paperIds);
  const places = distinct.filter((id) => wanted.has(id)).map((id) => channel.paperIds.indexOf(id));
  return {
    messages: messages.length,
    papers: distinct.length,
    missing: channel.paperIds.filter((id) => !shown.includes(id)).length,
    repeated: shown.length - distinct.length,
    outOfOrder: places.filter((place, at) => place < (places[at - 1] ?? -1)).length,
    unwanted: distinct.filter((id) => !wanted.has(id)).length,
    withoutThread:
      channel.wish.style === 'threads'
        ? messages.filter(({ id }) => !world.channels.has(id)).length
        : 0,
    unpublished:
      channel.kind === 'announcement'
        ? messages.filter(({ flags = 0 }) => (flags & MessageFlags.Crossposted) === 0).length
        : 0,
    wrongPings: messages.filter(({ id }) => !isPingRight(world, channel, id)).length,
  };
}

/** A channel's messages, oldest first; of a forum, the first message of each post. */
function messagesOf(world: World, { id, kind }: SceneChannel): readonly APIMessage[] {
  if (kind !== 'forum') return world.messagesIn(id);
  return [...world.channels.values()]
    .filter((channel) => parentOf(channel) === id)
    .flatMap((thread) => world.messagesIn(thread.id).slice(0, 1));
}

function parentOf(channel: APIChannel): string | null | undefined {
  return 'parent_id' in channel ? channel.parent_id : undefined;
}

/** The papers of a message in the order in which they came: it shows the newest first. */
function papersIn({ embeds }: APIMessage): string[] {
  return embeds.map(({ url = '' }) => url.slice(url.lastIndexOf('/') + 1)).toReversed();
}

function isPingRight(world: World, { mention }: SceneChannel, messageId: string): boolean {
  const pings = world.messages.get(messageId)?.pings;
  if (pings === undefined || pings.everyone || pings.users.length > 0) return false;
  return pings.roles.join() === (mention ?? '');
}
