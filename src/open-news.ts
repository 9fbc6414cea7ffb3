import { randomBytes, randomUUID } from 'node:crypto';
import type { FetchPaper } from './feeds/arxiv/paper-lookup.ts';
import { openFeeds } from './feeds/open-feeds.ts';
import type { PollReport } from './feeds/polling/poll-source.ts';
import type { Source } from './feeds/source.ts';
import type { SourceSettings } from './feeds/source-settings.ts';
import type { Logger } from './log.ts';
import type { PaperIndex } from './search/paper-index.ts';
import type { TopicScorer } from './search/topic-scorer.ts';
import type { Store } from './store/store.ts';
import { backOff } from './subscriptions/back-off.ts';
import { createDelivery, type Delivery } from './subscriptions/delivery.ts';
import { createFollowing, type FollowedSource, type Following } from './subscriptions/following.ts';
import { matchNews } from './subscriptions/match-news.ts';
import type { Notifier } from './subscriptions/notifier.ts';
import { UserError } from './user-error.ts';

/** Matching thousands of subscriptions takes seconds; nobody else takes over before it is done. */
const MATCHING_LEASE_MS = 10 * 60_000;

export interface NewsParts {
  readonly settings: {
    readonly sources: SourceSettings;
    readonly subscriptionsPerGuild: number;
  };
  readonly store: Store;
  readonly index: PaperIndex & TopicScorer;
  readonly log: Logger;
  /** Sources beside those that the settings name. */
  readonly furtherSources?: readonly Source[];
}

/** What reading sources out of turn came to. */
export interface NewsRound {
  readonly reports: readonly PollReport[];
  /** Papers put in line meanwhile, over all subscriptions. */
  readonly posts: number;
}

/** New papers on their way from the sources to the channels. */
export interface News {
  readonly following: Following;
  readonly fetchPaper: FetchPaper;
  /** Begins to read, match and post. What an earlier process left goes first. */
  start(notifier: Notifier): Promise<void>;
  /**
   * Reads sources now, due or not, and matches what came.
   *
   * @param names absent: all that can be followed
   */
  poll(names?: readonly string[]): Promise<NewsRound>;
  /** Fulfilled when nothing is under way any more. */
  stop(): Promise<void>;
}

/**
 * Puts together what happens by itself: sources are read into the store, the index takes in what is
 * new, then subscriptions are matched with it, and what matches is posted.
 */
export function openNews({ settings, store, index, log, furtherSources }: NewsParts): News {
  const holder = randomUUID();
  let notifier: Notifier | undefined;
  let delivery: Delivery | undefined;
  let matching: Promise<unknown> = Promise.resolve();
  let posts = 0;
  const stopping = new AbortController();

  const feeds = openFeeds({
    settings: settings.sources,
    ...(furtherSources && { furtherSources }),
    store,
    index,
    now: () => new Date(),
    random: Math.random,
    log,
    holder,
    onNews: () => {
      matching = match();
      return matching;
    },
  });

  /** Of several processes that hear of the same papers one does the matching. */
  async function match(): Promise<void> {
    const terms = { now: Date.now(), ttlMs: MATCHING_LEASE_MS, holder };
    const lease = await store.leases.acquire('matching', terms);
    if (lease === undefined) return;
    try {
      const isIndexed = (paperId: string) => index.get(paperId) !== undefined;
      const parts = { store, scorer: index, isIndexed, now: Date.now };
      const count = await matchNews(parts, stopping.signal);
      posts += count.posts;
      if (count.sightings > 0) log.info(count, 'subscriptions matched');
      delivery?.wake();
    } finally {
      await store.leases.release(lease);
    }
  }

  return {
    fetchPaper: feeds.fetchPaper,
    following: createFollowing({
      store,
      scorer: index,
      corpus: () => index.papers(),
      sources: followable(feeds.sources),
      health: () => feeds.health(),
      post: (post) => {
        if (notifier === undefined) throw new UserError('I am only just starting. Try again soon.');
        return notifier.post(post);
      },
      onDue: () => delivery?.wake(),
      maxPerGuild: settings.subscriptionsPerGuild,
      now: Date.now,
      randomKey: () => randomBytes(9).toString('hex'),
    }),

    async start(connected) {
      notifier = connected;
      const waitMs = (attempts: number) => backOff(attempts, Math.random);
      delivery = createDelivery({ store, notifier, now: Date.now, waitMs, log });
      delivery.start();
      await feeds.start();
    },

    async poll(names = followable(feeds.sources).map(({ name }) => name)) {
      const before = posts;
      const reports = await feeds.poll(feeds.sources.filter(({ name }) => names.includes(name)));
      return { reports, posts: posts - before };
    },

    async stop() {
      stopping.abort();
      await feeds.stop();
      await matching.catch(() => undefined);
      await delivery?.stop();
    },
  };
}

/** A back-fill announces under the name of another source, and is nothing to follow by itself. */
function followable(sources: readonly Source[]): FollowedSource[] {
  return sources
    .filter(({ name, announcesAs }) => name === announcesAs)
    .map(({ name, title, url }) => ({ name, title, ...(url !== undefined && { url }) }));
}
