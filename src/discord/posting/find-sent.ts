import {
  type APIMessage,
  type APIThreadChannel,
  type APIThreadList,
  DiscordAPIError,
  type REST,
  RESTJSONErrorCodes,
  Routes,
  SnowflakeUtil,
} from 'discord.js';
import { customIdsIn, markOf } from '../custom-id.ts';

/** Discord's clock, which dates ids, and ours may be so far apart. */
const CLOCK_SKEW_MS = 60_000;

const PAGE_MESSAGES = 100;
const PAGE_THREADS = 100;

/** Pages that are looked through: what many people said since the first try. */
const MAX_PAGES = 20;

/**
 * Forum posts of another name that are looked into, for each takes a request: a paper's title may
 * have been completed between two tries.
 */
const MAX_OTHERS_OPENED = 5;

/** What is looked for: something the bot sent, by its nonce. */
export interface Sought {
  readonly nonce: string;
  /** When it was tried first, in epoch milliseconds. */
  readonly since: number;
  /** Discord's id of the bot. */
  readonly botId: string;
}

export interface Search {
  readonly rest: Pick<REST, 'get'>;
  readonly signal: AbortSignal;
}

/**
 * Finds a message that was sent to a channel, by the nonce in its custom ids: of its own nonces
 * Discord says nothing later on. It reads on from the first try, so it takes the permission to read
 * the history of the channel.
 *
 * @returns its id; `undefined` when it is not there
 */
export async function findMessage(
  { rest, signal }: Search,
  channelId: string,
  sought: Sought,
): Promise<string | undefined> {
  let after = firstIdSince(sought);
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const query = new URLSearchParams({ after, limit: String(PAGE_MESSAGES) });
    const messages = (await rest.get(Routes.channelMessages(channelId), {
      query,
      signal,
    })) as APIMessage[];
    const found = messages.find((message) => isSought(message, sought));
    if (found !== undefined) return found.id;
    if (messages.length < PAGE_MESSAGES) return undefined;
    after = messages.map(({ id }) => id).reduce(laterId);
  }
  return undefined;
}

/**
 * Finds a post in a forum, whose list shows no more than names: the likely ones are opened.
 *
 * @param name what the post would be called; those of that name are opened first
 */
export async function findForumPost(
  search: Search,
  { guildId, channelId, name }: { guildId: string; channelId: string; name: string },
  sought: Sought,
): Promise<string | undefined> {
  const since = BigInt(firstIdSince(sought));
  const threads = [
    ...(await activeThreads(search, guildId, channelId)),
    ...(await archivedThreads(search, channelId, sought)),
  ];
  const candidates = threads
    .filter((thread) => thread.owner_id === sought.botId && BigInt(thread.id) > since)
    .toSorted((a, b) => (BigInt(b.id) > BigInt(a.id) ? 1 : -1));
  const named = candidates.filter((thread) => thread.name === name);
  const others = candidates.filter((thread) => thread.name !== name).slice(0, MAX_OTHERS_OPENED);
  for (const { id } of [...named, ...others]) {
    const starter = await starterOf(search, id);
    if (starter !== undefined && isSought(starter, sought)) return id;
  }
  return undefined;
}

async function activeThreads(
  { rest, signal }: Search,
  guildId: string,
  channelId: string,
): Promise<APIThreadChannel[]> {
  const { threads } = (await rest.get(Routes.guildActiveThreads(guildId), {
    signal,
  })) as APIThreadList;
  return (threads as APIThreadChannel[]).filter((thread) => thread.parent_id === channelId);
}

/** Those that were archived since; somebody may have closed the post at once. */
async function archivedThreads(
  { rest, signal }: Search,
  channelId: string,
  { since }: Sought,
): Promise<APIThreadChannel[]> {
  const query = new URLSearchParams({ limit: String(PAGE_THREADS) });
  const { threads } = (await rest.get(Routes.channelThreads(channelId, 'public'), {
    query,
    signal,
  })) as APIThreadList;
  return (threads as APIThreadChannel[]).filter(
    ({ thread_metadata }) =>
      Date.parse(thread_metadata?.archive_timestamp ?? '') > since - CLOCK_SKEW_MS,
  );
}

/** The first message of a forum post has the post's id; it may have been deleted. */
async function starterOf({ rest, signal }: Search, id: string): Promise<APIMessage | undefined> {
  try {
    return (await rest.get(Routes.channelMessage(id, id), { signal })) as APIMessage;
  } catch (error) {
    if (!(error instanceof DiscordAPIError)) throw error;
    if (error.code !== RESTJSONErrorCodes.UnknownMessage) throw error;
    return undefined;
  }
}

function isSought({ author, components = [] }: APIMessage, { nonce, botId }: Sought): boolean {
  return author.id === botId && markOf(customIdsIn(components)) === nonce;
}

function firstIdSince({ since }: Sought): string {
  const parts = { increment: 0n, workerId: 0n, processId: 0n };
  return String(SnowflakeUtil.generate({ timestamp: since - CLOCK_SKEW_MS, ...parts }));
}

function laterId(a: string, b: string): string {
  return BigInt(b) > BigInt(a) ? b : a;
}
