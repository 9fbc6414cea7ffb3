import {
  RESTJSONErrorCodes as Code,
  DiscordAPIError,
  type REST,
  type RESTPostAPIChannelMessageJSONBody,
  type RESTPostAPIChannelMessageResult,
  type RESTPostAPIChannelThreadsResult,
  type RESTPostAPIGuildForumThreadsJSONBody,
  Routes,
  ThreadAutoArchiveDuration,
} from 'discord.js';
import type { Logger } from 'pino';
import type { Post, PostOutcome } from '../../subscriptions/notifier.ts';
import { limits } from '../limits.ts';
import type { Place } from './find-place.ts';
import { findForumPost, findMessage } from './find-sent.ts';
import { formatPost, nameThread } from './format-post.ts';
import { opensThread } from './needed-permissions.ts';
import { readFailure } from './read-failure.ts';

export interface PostingTools {
  readonly rest: Pick<REST, 'get' | 'post'>;
  readonly log: Logger;
  readonly now: () => number;
  /** How long Discord knows a nonce again. */
  readonly nonceMemoryMs: number;
  /** How long a request without a nonce may take effect after it was given up. */
  readonly settleMs: number;
  readonly botId: string;
  /** Whether a server has a role still; yes where nobody knows. */
  readonly hasRole: (guildId: string, roleId: string) => boolean;
  /** Ends every request at the deadline. */
  readonly signal: AbortSignal;
  /** Nothing is sent after it: by then somebody else may have the message in hand. */
  readonly deadline: number;
}

/**
 * Posts a message in the way that its channel takes: a forum gets a post whatever the style, and
 * only there is one.
 *
 * @throws whatever Discord or the connection answers
 */
export async function postInPlace(
  post: Post,
  place: Place,
  tools: PostingTools,
): Promise<PostOutcome> {
  if (place.kind === 'forum') return postInForum(post, place, tools);
  const messageId = await sendMessage(post, place, tools);
  if (opensThread(place.kind, post.claim.subscription.wish.style)) {
    await openThread(post, place, messageId, tools);
  }
  return { kind: 'posted', messageId, canCrosspost: place.kind === 'announcement' };
}

/** Sends it, or finds it where an earlier try has sent it and Discord has forgotten the nonce. */
async function sendMessage(post: Post, place: Place, tools: PostingTools): Promise<string> {
  const { id } = place;
  const { nonce, attempt, firstAttemptAt } = post.claim;
  const isNonceKnown = tools.now() - firstAttemptAt < tools.nonceMemoryMs;
  if (attempt > 1 && !isNonceKnown) {
    const sent = await findMessage(tools, id, soughtBy(post, tools));
    if (sent !== undefined) return sent;
  }
  const body: RESTPostAPIChannelMessageJSONBody = {
    ...bodyOf(post, place, tools),
    nonce,
    enforce_nonce: true,
  };
  refuseWhenLate(tools);
  const message = await tools.rest.post(Routes.channelMessages(id), {
    body,
    signal: tools.signal,
  });
  return (message as RESTPostAPIChannelMessageResult).id;
}

/** Makes a thread from the message; there can be only one, so that trying again does no harm. */
async function openThread(
  { papers }: Post,
  { id, autoArchiveMinutes }: Place,
  messageId: string,
  { rest, signal, log }: PostingTools,
): Promise<void> {
  try {
    await rest.post(Routes.threads(id, messageId), {
      body: {
        name: nameThread(papers),
        auto_archive_duration: autoArchiveMinutes ?? ThreadAutoArchiveDuration.OneDay,
      },
      signal,
    });
  } catch (error) {
    const code = error instanceof DiscordAPIError ? error.code : undefined;
    if (code === Code.ThreadAlreadyCreatedForMessage) return;
    // The paper is posted: for want of a thread it is not posted again, nor given up, nor does the
    // channel wait until somebody closes one.
    const isNeverOpened = code === Code.MaximumActiveThreads;
    if (!isNeverOpened && readFailure(error, signal)?.kind !== 'refused') throw error;
    log.warn({ err: error, channel: id, message: messageId }, 'no thread could be opened');
  }
}

/** Discord knows no nonce for forum posts: before each repetition, the forum is looked through. */
async function postInForum(post: Post, place: Place, tools: PostingTools): Promise<PostOutcome> {
  const name = nameThread(post.papers);
  const { id: channelId, guildId } = place;
  if (post.claim.attempt > 1) {
    const at = { guildId, channelId, name };
    const sent = await findForumPost(tools, at, soughtBy(post, tools));
    if (sent !== undefined) return { kind: 'posted', messageId: sent, canCrosspost: false };
  }
  const { forumTags = [] } = post.claim.subscription.wish;
  const tags = forumTags.filter((tag) => place.tags.includes(tag)).slice(0, limits.forumTags);
  if (place.requiresTag && tags.length === 0) {
    return {
      kind: 'barred',
      reason: 'permission-lost',
      detail: 'The forum wants a tag on every post, and none of those that I was given is there.',
    };
  }
  const body: RESTPostAPIGuildForumThreadsJSONBody = {
    name,
    auto_archive_duration: place.autoArchiveMinutes ?? ThreadAutoArchiveDuration.OneWeek,
    ...(tags.length > 0 && { applied_tags: tags }),
    message: bodyOf(post, place, tools),
  };
  refuseWhenLate(tools);
  try {
    const thread = await tools.rest.post(Routes.threads(channelId), {
      body,
      signal: tools.signal,
    });
    const { id } = thread as RESTPostAPIChannelThreadsResult;
    return { kind: 'posted', messageId: id, canCrosspost: false };
  } catch (error) {
    const failure = readFailure(error, tools.signal);
    if (failure?.kind !== 'later') throw error;
    // It may be there in a moment: whoever looks for it too early posts it again.
    return { ...failure, settleMs: tools.settleMs };
  }
}

function bodyOf({ claim, papers }: Post, { guildId }: Place, { hasRole }: PostingTools) {
  const { mention } = claim.subscription.wish;
  const isThere = mention !== undefined && hasRole(guildId, mention);
  return formatPost(papers, { nonce: claim.nonce, ...(isThere && { mention }) });
}

function soughtBy({ claim }: Post, { botId }: PostingTools) {
  return { nonce: claim.nonce, since: claim.firstAttemptAt, botId };
}

/** A process that slept, or was held up, must not send what another one may be sending. */
function refuseWhenLate({ now, deadline }: PostingTools): void {
  if (now() < deadline) return;
  throw new DOMException('Too late to send: the claim is running out.', 'TimeoutError');
}
