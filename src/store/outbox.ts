import type { Subscription } from './subscription-store.ts';

/** A paper that a subscription is to be told of. */
export interface NewPost {
  readonly subscriptionId: number;
  readonly paperId: string;
  /**
   * Tells a new version that is to be posted again from the paper itself, such as `v2`; absent for
   * the paper itself.
   */
  readonly edition?: string;
  /** Why it is posted, in words for people: “matched: reward model”. */
  readonly reason: string;
  /** Not before: the time of the digest, or now. */
  readonly dueAt: number;
}

/** One paper of a message. */
export interface PostEntry {
  readonly paperId: string;
  readonly edition?: string;
  readonly reason: string;
}

/**
 * One message that is to be posted by who holds the claim, before the claim runs out.
 *
 * Once claimed, a message keeps its papers and its nonce through failures, crashes and other
 * processes, until it is posted or buried: so a nonce always stands for the same message.
 */
export interface PostClaim {
  /** Which claim this is; grows with every claim in the channel. */
  readonly token: number;
  readonly channelId: string;
  readonly subscription: Subscription;
  /** In the order in which they came; one, or more for a digest. */
  readonly entries: readonly PostEntry[];
  /** At most 25 characters, derived from the channel and the papers. */
  readonly nonce: string;
  /** From 1. Above 1 the message may have arrived already: look before repeating it. */
  readonly attempt: number;
  /** A nonce is remembered by Discord for some minutes from here on. */
  readonly firstAttemptAt: number;
  readonly expiresAt: number;
}

/** A message of an announcement channel that is to be published. */
export interface CrosspostClaim {
  readonly token: number;
  readonly channelId: string;
  readonly messageId: string;
  /** From 1. */
  readonly attempt: number;
  readonly expiresAt: number;
}

/** Something that was given up. */
export interface DeadLetter {
  readonly id: number;
  readonly subscriptionId: number;
  readonly guildId: string;
  readonly channelId: string;
  readonly paperId: string;
  readonly edition?: string;
  /** In words for people. */
  readonly cause: string;
  readonly diedAt: number;
}

/** A channel that waits after a failure. */
export interface Delay {
  readonly channelId: string;
  /** Whether messages wait, or the publishing of messages that are posted. */
  readonly kind: 'post' | 'crosspost';
  readonly until: number;
  /** In words for people. */
  readonly cause: string;
}

/** The papers of a subscription that are due. */
export interface WaitingLine {
  readonly waiting: number;
  /** For how long the oldest of them has been due. */
  readonly lateMs: number;
}

export interface OutboxCounts {
  /** Papers in line, due or not, those of paused subscriptions included. */
  readonly waiting: number;
  /** Papers that were given up. */
  readonly dead: number;
}

/** A message in line for publishing. */
export interface QueuedCrosspost {
  readonly channelId: string;
  readonly messageId: string;
  /** When its channel is tried next at the earliest. */
  readonly dueAt: number;
}

export interface ClaimOptions {
  readonly now: number;
  /** Longer than posting one message can take, or another process posts it as well. */
  readonly leaseMs: number;
}

export interface Retry {
  readonly now: number;
  /** The channel waits until then: nothing is posted past a message that failed. */
  readonly at: number;
  readonly cause: string;
}

/**
 * What is to be posted: each paper at most once a channel and edition, in order, by one sender a
 * channel at a time.
 *
 * The order of a channel is that of `dueAt`, then of adding. Nothing overtakes a message that was
 * claimed and is not settled.
 */
export interface Outbox {
  /**
   * Puts papers in line. One that waits already for that subscription or was posted in its channel
   * is passed over, and so is everything for a subscription that is gone.
   *
   * @param options.maxWaiting how many may wait for one subscription; the oldest beyond that are
   *   dropped, except for a message that was claimed
   * @returns how many were put in line, and how many were dropped, by subscription
   */
  add(
    posts: readonly NewPost[],
    options: { readonly maxWaiting: number },
  ): Promise<{ added: number; dropped: ReadonlyMap<number, number> }>;

  /**
   * Takes the next message of the channel that has waited longest; `undefined` when nothing is due
   * or all of it is in other hands. Those of paused subscriptions are left where they are.
   *
   * @param options.batchSize how many of the papers of a subscription that are due go into one
   *   message
   */
  claim(
    options: ClaimOptions & {
      readonly batchSize: (subscription: Subscription, line: WaitingLine) => number;
    },
  ): Promise<PostClaim | undefined>;

  /**
   * The message is in the channel. True even of a claim that ran out: it was posted.
   *
   * @param posted.crosspost whether the message is to be published as well
   */
  markPosted(
    claim: PostClaim,
    posted: { readonly now: number; readonly messageId: string; readonly crosspost?: boolean },
  ): Promise<void>;

  /** The message was not posted, or nobody knows: the channel waits. Nothing if it is claimed anew. */
  retryLater(claim: PostClaim, retry: Retry): Promise<void>;

  /** It can never be posted: its papers become dead letters. Nothing if it is claimed anew. */
  bury(claim: PostClaim, why: { readonly now: number; readonly cause: string }): Promise<void>;

  /**
   * It can never be posted as it is: each of its papers becomes a message of its own, and all go
   * before anything else. Nothing if it is claimed anew.
   */
  split(claim: PostClaim): Promise<void>;

  /** Takes the next message to publish, one a channel at a time. */
  claimCrosspost(options: ClaimOptions): Promise<CrosspostClaim | undefined>;

  /** The message is published, or given up: it stays posted. */
  finishCrosspost(claim: CrosspostClaim): Promise<void>;

  /** All crossposts of the channel wait, as its limit is one for all. */
  retryCrosspostLater(claim: CrosspostClaim, retry: Retry): Promise<void>;

  /** When there is something to claim again, by time: what a sender sleeps for. */
  nextDueAt(): Promise<number | undefined>;

  /**
   * Takes papers out of the line, for whomever they wait; what was claimed may be posted already, and
   * stays.
   *
   * @returns how many were taken out, by subscription
   */
  drop(paperIds: readonly string[]): Promise<ReadonlyMap<number, number>>;

  /**
   * Lets what waits for a subscription be due at another time, in the order in which it came; what was
   * claimed goes when it goes.
   *
   * @returns how many papers there were
   */
  reschedule(subscriptionId: number, dueAt: number): Promise<number>;

  /** Drops what waits for a subscription except for the newest `keep`; how many were dropped. */
  trim(subscriptionId: number, keep: number): Promise<number>;

  counts(where?: {
    readonly guildId?: string;
    readonly subscriptionId?: number;
  }): Promise<OutboxCounts>;

  /** What is to be published, oldest first. */
  crossposts(where?: { readonly guildId?: string }): Promise<QueuedCrosspost[]>;

  /** Channels in which something failed and waits to be tried again, the soonest first. */
  delays(where: { readonly guildId?: string; readonly now: number }): Promise<Delay[]>;

  /** Newest first. */
  deadLetters(options: {
    readonly guildId?: string;
    readonly limit: number;
  }): Promise<DeadLetter[]>;

  /** Forgets dead letters of before; that a paper was posted is never forgotten. */
  pruneDeadLetters(before: number): Promise<number>;
}
