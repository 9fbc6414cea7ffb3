/** When a subscription posts: with every poll, or in a digest at a full hour of a time zone. */
export type Schedule =
  | { readonly kind: 'at-once' }
  | { readonly kind: 'daily'; readonly hour: number; readonly timeZone: string }
  | {
      readonly kind: 'weekly';
      /** 0 is Sunday. */
      readonly weekday: number;
      readonly hour: number;
      readonly timeZone: string;
    };

/** One post a paper, one digest message, a thread a paper, a forum post a paper. */
export type PostStyle = 'posts' | 'digest' | 'threads' | 'forum';

/** What a channel wants to be told of, and how. Who wanted it is not kept. */
export interface Wish {
  /** A query; absent: everything from the sources. */
  readonly topic?: string;
  /** Names of sources; empty: all. */
  readonly sources: readonly string[];
  readonly exclude: readonly string[];
  readonly authors: readonly string[];
  readonly categories: readonly string[];
  /** From 0 to 1; absent: the default for a topic. */
  readonly minScore?: number;
  readonly includesCrossLists: boolean;
  readonly includesReplacements: boolean;
  readonly when: Schedule;
  readonly style: PostStyle;
  /** Id of the role to ping. */
  readonly mention?: string;
  /** Ids of the tags that a forum post gets. */
  readonly forumTags?: readonly string[];
}

export type PauseReason = 'asked' | 'channel-gone' | 'permission-lost';

export interface Pause {
  readonly reason: PauseReason;
  /** What exactly, in words for the admins, such as the permissions that are missing. */
  readonly detail?: string;
  readonly at: number;
}

export interface Subscription {
  readonly id: number;
  readonly guildId: string;
  readonly channelId: string;
  readonly wish: Wish;
  readonly createdAt: number;
  /** Absent: it is active. */
  readonly pause?: Pause;
  /** Whether the admins were told of the pause that stands. */
  readonly areAdminsTold: boolean;
  readonly lastPostAt?: number;
}

/** Papers that came and were not posted, by day and reason. */
export interface SkipCount {
  /** `YYYY-MM-DD` in UTC. */
  readonly day: string;
  /** In words for people, such as “excluded by “survey””. */
  readonly reason: string;
  readonly papers: number;
}

export interface Skip {
  readonly subscriptionId: number;
  readonly reason: string;
  readonly papers: number;
}

/** Who wants what, where. */
export interface SubscriptionStore {
  /** `undefined`, and nothing kept, when the guild has `maxPerGuild` of them already. */
  add(
    subscription: Pick<Subscription, 'guildId' | 'channelId' | 'wish'>,
    options: { readonly now: number; readonly maxPerGuild: number },
  ): Promise<Subscription | undefined>;

  get(id: number): Promise<Subscription | undefined>;

  /** All of them, or those of a guild or channel; oldest first. */
  list(where?: {
    readonly guildId?: string;
    readonly channelId?: string;
    /** Without those that are paused. */
    readonly isActive?: boolean;
  }): Promise<Subscription[]>;

  /** How many there are, by whether they are paused. */
  count(where?: { readonly guildId?: string }): Promise<{ active: number; paused: number }>;

  /**
   * Changes what is wanted, or where: what waits in the outbox goes to the new channel. A message
   * that was claimed before may be in the old one already and is settled there, unless nothing can
   * be posted there any more; what was posted there is not posted again.
   *
   * @returns `undefined` when there is none of that id
   */
  update(
    id: number,
    change: { readonly channelId?: string; readonly wish?: Wish },
  ): Promise<Subscription | undefined>;

  /**
   * Stops posting; what waits keeps waiting, and what matches from now on joins it. A pause that
   * stands already is left as it is.
   *
   * @returns the subscription, or `undefined` when there is none or it is paused already
   */
  pause(id: number, pause: Pause): Promise<Subscription | undefined>;

  /**
   * Pauses whatever is active in a channel that cannot be posted to. Messages that were claimed
   * there for subscriptions that have moved go to where these are now.
   */
  pauseChannel(channelId: string, pause: Pause): Promise<Subscription[]>;

  /** @returns `undefined` when there is none of that id */
  resume(id: number): Promise<Subscription | undefined>;

  /** Those that the bot paused by itself without the admins having been told, oldest pause first. */
  untold(limit: number): Promise<Subscription[]>;

  /**
   * @returns those of the ids that nobody was told of before: with several processes, the one that
   * gets an id is the one to tell
   */
  markTold(ids: readonly number[]): Promise<number[]>;

  /** Removes it with everything that waits for it; that a paper was posted stays known. */
  remove(id: number): Promise<Subscription | undefined>;

  /** The guilds of which something is kept, in no certain order. */
  guildIds(): Promise<string[]>;

  /** Removes everything that is kept of a guild, what was posted there included. */
  removeGuild(guildId: string): Promise<void>;

  /** Adds to today's counts of why papers were not posted; the counts of two weeks are kept. */
  noteSkips(skips: readonly Skip[], now: number): Promise<void>;

  /** Newest day first, then most papers first. */
  recentSkips(subscriptionId: number): Promise<SkipCount[]>;
}
