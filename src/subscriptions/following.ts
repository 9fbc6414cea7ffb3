import { isDeepStrictEqual } from 'node:util';
import type { Paper } from '../corpus/paper.ts';
import type { SourceHealth } from '../feeds/source-health.ts';
import type { TopicScorer } from '../search/topic-scorer.ts';
import type { DeadLetter, Delay, QueuedCrosspost } from '../store/outbox.ts';
import type { Store } from '../store/store.ts';
import type { Schedule, SkipCount, Subscription, Wish } from '../store/subscription-store.ts';
import { UserError } from '../user-error.ts';
import { createDrafts, type Draft } from './drafts.ts';
import { type DryRun, dryRun } from './dry-run.ts';
import { nextDigest } from './next-digest.ts';
import type { Notifier, PostOutcome } from './notifier.ts';

/** Papers that a subscription still posts of what it missed while it was paused. */
const MAX_CAUGHT_UP = 50;

/** Dead letters that are shown. */
const SHOWN_DEAD_LETTERS = 5;

/** How long posting a test may take. */
const TEST_LEASE_MS = 40_000;

/** A source of papers that can be followed. */
export interface FollowedSource {
  readonly name: string;
  /** For people, such as “arXiv cs.CL”. */
  readonly title: string;
  /** Where the feed is, for a source that is one; not for everybody's eyes. */
  readonly url?: string;
}

/** A subscription with what waits for it. */
export interface Followed {
  readonly subscription: Subscription;
  /** Papers in line. */
  readonly waiting: number;
}

/** A subscription with why the latest papers were not posted. */
export interface FollowedStatus extends Followed {
  readonly skips: readonly SkipCount[];
}

/** What is posted of the papers that came during a pause. */
export interface CaughtUp {
  /** Papers that come: now, or with a digest. */
  readonly waiting: number;
  /** Papers that are left out, for they are older. */
  readonly dropped: number;
  /** When they come. */
  readonly when: Schedule['kind'];
}

/** A paper that was given up, with its title as far as it is known. */
export interface GivenUp extends DeadLetter {
  readonly title?: string;
}

/** How everything is doing that a server follows. */
export interface GuildStatus {
  readonly sources: readonly SourceHealth[];
  readonly followed: readonly FollowedStatus[];
  readonly deadLetters: readonly GivenUp[];
  readonly crossposts: readonly QueuedCrosspost[];
  readonly delays: readonly Delay[];
}

/** Everything that the people of a server can do with its subscriptions. */
export interface Following {
  readonly sources: readonly FollowedSource[];

  /** What a wish would have posted lately. */
  preview(wish: Wish): Promise<DryRun>;

  /**
   * Keeps a wish until it is decided on.
   *
   * @returns the key for `decide`
   * @throws UserError when the server has as many subscriptions as it may
   */
  propose(draft: Draft): Promise<string>;

  /** Takes a draft to decide on it; `undefined` when it has been decided on, or is too old. */
  decide(key: string): Draft | undefined;

  /** @throws UserError when the server has as many subscriptions as it may */
  follow(draft: Draft): Promise<Subscription>;

  /** The subscriptions of a server, or of one of its channels, oldest first. */
  list(where: { readonly guildId: string; readonly channelId?: string }): Promise<Followed[]>;

  /** @throws UserError when the server has no such subscription */
  get(guildId: string, id: number): Promise<Followed>;

  pause(id: number): Promise<void>;

  /** Posts what was missed, the newest papers of it, and goes on. */
  resume(id: number): Promise<CaughtUp>;

  /** What waits comes as it is wished now: at once, or with the next digest. */
  change(id: number, wish: Wish): Promise<void>;

  /**
   * Posts in another channel from now on, in the way that is wished there. What waits goes along,
   * and a pause that nobody asked for is over.
   *
   * @returns the papers in line, and what comes of them where a pause is over
   */
  move(
    id: number,
    to: { readonly channelId: string; readonly wish: Wish },
  ): Promise<{ readonly waiting: number; readonly resumed?: CaughtUp }>;

  remove(id: number): Promise<void>;

  /**
   * Posts the newest paper that matches, marked as a test and without a ping; it is posted again
   * when its time comes.
   *
   * @returns `undefined` when no paper matches
   */
  postTest(id: number): Promise<PostOutcome | undefined>;

  status(guildId: string): Promise<GuildStatus>;

  /** Pauses what posts in a channel that was deleted; the admins are told. */
  loseChannel(channelId: string): Promise<void>;

  /** The servers of which something is kept. */
  guildIds(): Promise<readonly string[]>;

  /** Forgets all that is kept of a server. */
  forgetGuild(guildId: string): Promise<void>;
}

export interface FollowingParts {
  readonly store: Pick<Store, 'outbox' | 'papers' | 'subscriptions'>;
  readonly scorer: TopicScorer;
  /** The papers that the index holds. */
  readonly corpus: () => Iterable<Paper>;
  readonly sources: readonly FollowedSource[];
  readonly health: () => Promise<SourceHealth[]>;
  readonly post: Notifier['post'];
  /** There may be something to post. */
  readonly onDue: () => void;
  readonly maxPerGuild: number;
  readonly now: () => number;
  readonly randomKey: () => string;
}

export function createFollowing(parts: FollowingParts): Following {
  const { store, scorer, corpus, sources, health, post, onDue, maxPerGuild, now } = parts;
  const { outbox, papers, subscriptions } = store;
  const drafts = createDrafts(now, parts.randomKey);

  async function withWaiting(subscription: Subscription): Promise<Followed> {
    const { waiting } = await outbox.counts({ subscriptionId: subscription.id });
    return { subscription, waiting };
  }

  async function list(where: { guildId: string; channelId?: string }): Promise<Followed[]> {
    return Promise.all((await subscriptions.list(where)).map(withWaiting));
  }

  async function givenUp(guildId: string): Promise<GivenUp[]> {
    const letters = await outbox.deadLetters({ guildId, limit: SHOWN_DEAD_LETTERS });
    const held = await papers.find(letters.map(({ paperId }) => paperId));
    const titles = new Map(held.map(({ paper }) => [paper.id, paper.title]));
    return letters.map((letter) => {
      const title = titles.get(letter.paperId);
      return title === undefined ? letter : { ...letter, title };
    });
  }

  async function resume(id: number): Promise<CaughtUp> {
    const dropped = await outbox.trim(id, MAX_CAUGHT_UP);
    if (dropped > 0) {
      const reason = 'older papers, dropped when posting was resumed';
      await subscriptions.noteSkips([{ subscriptionId: id, reason, papers: dropped }], now());
    }
    const resumed = await subscriptions.resume(id);
    const { waiting } = await outbox.counts({ subscriptionId: id });
    onDue();
    return { waiting, dropped, when: resumed?.wish.when.kind ?? 'at-once' };
  }

  function preview(wish: Wish): Promise<DryRun> {
    return dryRun(wish, { papers, corpus, scorer, now: now() });
  }

  return {
    sources,
    preview,

    async propose(draft) {
      const { active, paused } = await subscriptions.count({ guildId: draft.guildId });
      if (active + paused >= maxPerGuild) throw tooMany(maxPerGuild);
      return drafts.add(draft);
    },

    decide: (key) => drafts.take(key),

    async follow(draft) {
      const added = await subscriptions.add(draft, { now: now(), maxPerGuild });
      if (added === undefined) throw tooMany(maxPerGuild);
      return added;
    },

    list,

    async get(guildId, id) {
      const found = await subscriptions.get(id);
      if (found === undefined || found.guildId !== guildId) {
        throw new UserError('That subscription is gone. `/paper following` shows those there are.');
      }
      return withWaiting(found);
    },

    async pause(id) {
      await subscriptions.pause(id, { reason: 'asked', at: now() });
    },

    resume,

    async change(id, wish) {
      const before = await subscriptions.get(id);
      await subscriptions.update(id, { wish });
      if (before === undefined || isDeepStrictEqual(before.wish.when, wish.when)) return;
      await outbox.reschedule(id, nextDigest(wish.when, now()));
      onDue();
    },

    async move(id, to) {
      const pause = (await subscriptions.update(id, to))?.pause;
      const resumed = pause && pause.reason !== 'asked' ? await resume(id) : undefined;
      const { waiting } = await outbox.counts({ subscriptionId: id });
      onDue();
      return { waiting, ...(resumed && { resumed }) };
    },

    async remove(id) {
      await subscriptions.remove(id);
    },

    async postTest(id) {
      const subscription = await subscriptions.get(id);
      if (subscription === undefined) return undefined;
      const { mention: _, ...wish } = subscription.wish;
      const [newest] = (await preview(wish)).posts;
      if (newest === undefined) return undefined;
      const entry = { paperId: newest.paper.id, reason: `test post; ${newest.reason}` };
      return post({
        claim: {
          token: 0,
          channelId: subscription.channelId,
          subscription: { ...subscription, wish },
          entries: [entry],
          nonce: parts.randomKey(),
          attempt: 1,
          firstAttemptAt: now(),
          expiresAt: now() + TEST_LEASE_MS,
        },
        papers: [{ paper: newest.paper, reason: entry.reason }],
      });
    },

    async status(guildId) {
      const followed = await list({ guildId });
      return {
        sources: await health(),
        followed: await Promise.all(
          followed.map(async (each) => ({
            ...each,
            skips: await subscriptions.recentSkips(each.subscription.id),
          })),
        ),
        deadLetters: await givenUp(guildId),
        crossposts: await outbox.crossposts({ guildId }),
        delays: await outbox.delays({ guildId, now: now() }),
      };
    },

    async loseChannel(channelId) {
      const posting = await subscriptions.list({ channelId, isActive: true });
      if (posting.length === 0) return;
      const detail = 'The channel was deleted.';
      await subscriptions.pauseChannel(channelId, { reason: 'channel-gone', detail, at: now() });
    },

    guildIds: () => subscriptions.guildIds(),
    forgetGuild: (guildId) => subscriptions.removeGuild(guildId),
  };
}

function tooMany(maxPerGuild: number): UserError {
  return new UserError(
    `This server follows ${maxPerGuild} topics already, and I keep no more for one. ` +
      'Remove one with `/paper following` first.',
  );
}
