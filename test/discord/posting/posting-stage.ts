import { pino } from 'pino';
import type { Paper } from '../../../src/corpus/paper.ts';
import { createDiscordNotifier } from '../../../src/discord/posting/create-notifier.ts';
import { createPostingRest } from '../../../src/discord/posting/posting-rest.ts';
import type { LocalDiscordOptions } from '../../../src/preview/local-discord/local-discord.ts';
import type { PostClaim } from '../../../src/store/outbox.ts';
import type { Wish } from '../../../src/store/subscription-store.ts';
import type { Notifier, Post } from '../../../src/subscriptions/notifier.ts';
import { type ConnectedBot, connectBot } from '../../preview/local-discord/connect-bot.ts';
import { wishFor } from '../../store/samples.ts';

/** A notifier of a real client on a Discord of its own. */
export interface PostingStage extends ConnectedBot {
  readonly notifier: Notifier;
  /** Its clock, ahead of Discord's by so much. */
  readonly clock: { aheadMs: number };
}

export async function setPostingStage(discord: LocalDiscordOptions = {}): Promise<PostingStage> {
  const bot = await connectBot({ discord, rest: { offset: 0 } });
  const clock = { aheadMs: 0 };
  const notifier = createDiscordNotifier({
    client: bot.client,
    rest: createPostingRest({ ...bot.client.options.rest }, bot.discord.token),
    log: pino({ level: 'silent' }),
    now: () => Date.now() + clock.aheadMs,
  });
  return { ...bot, notifier, clock };
}

const LEASE_MS = 60_000;

export interface PostPlan {
  readonly channelId: string;
  readonly papers: readonly Paper[];
  readonly wish?: Partial<Wish>;
  readonly attempt?: number;
  /** How long ago the first try was. */
  readonly firstAttemptMsAgo?: number;
  readonly nonce?: string;
  readonly reason?: string;
  readonly edition?: string;
}

/** A message to be posted, claimed just now. */
export function postOf({
  channelId,
  papers,
  wish,
  attempt = 1,
  firstAttemptMsAgo = 0,
  nonce = 'a-nonce-of-25-characters_',
  reason = 'matched: reward model',
  edition,
}: PostPlan): Post {
  const extra = { reason, ...(edition !== undefined && { edition }) };
  const claim: PostClaim = {
    token: attempt,
    channelId,
    subscription: {
      id: 1,
      guildId: 'unused',
      channelId,
      wish: wishFor(wish),
      createdAt: 0,
      areAdminsTold: false,
    },
    entries: papers.map(({ id }) => ({ paperId: id, ...extra })),
    nonce,
    attempt,
    firstAttemptAt: Date.now() - firstAttemptMsAgo,
    expiresAt: Date.now() + LEASE_MS,
  };
  return { claim, papers: papers.map((paper) => ({ paper, ...extra })) };
}
