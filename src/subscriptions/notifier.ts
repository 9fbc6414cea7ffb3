import type { Paper } from '../corpus/paper.ts';
import type { PostClaim } from '../store/outbox.ts';

/** A paper of a message, with why it is posted. */
export interface PostedPaper {
  readonly paper: Paper;
  /** In words for people: “matched: reward model”. */
  readonly reason: string;
  /** A new version of the paper, such as `v2`; absent for the paper itself. */
  readonly edition?: string;
}

/** One message to post. */
export interface Post {
  /** Says where, in which style, whom to ping, with which nonce, which try this is, and until when. */
  readonly claim: PostClaim;
  /** Those of the claim's entries that are held still, in their order; at least one. */
  readonly papers: readonly PostedPaper[];
}

/** What became of a message; words in it are for people. */
export type PostOutcome =
  | {
      readonly kind: 'posted';
      readonly messageId: string;
      /** Whether others can follow the channel, so that the message can be published. */
      readonly canCrosspost: boolean;
    }
  /** Discord could not take it now, or nobody knows whether it did: to be tried again. */
  | {
      readonly kind: 'later';
      readonly cause: string;
      /** When to try again; absent: for the sender to say. */
      readonly retryAfterMs?: number;
      /** For how long what was sent may still take effect, so that looking for it tells nothing. */
      readonly settleMs?: number;
    }
  /** Nothing can be posted there until somebody does something. */
  | {
      readonly kind: 'barred';
      readonly reason: 'channel-gone' | 'permission-lost';
      readonly detail: string;
    }
  /** Discord refuses this very message, and always will. */
  | { readonly kind: 'refused'; readonly cause: string };

/** What became of publishing a message to the channels that follow its channel. */
export type CrosspostOutcome =
  | { readonly kind: 'published' }
  | { readonly kind: 'later'; readonly cause: string; readonly retryAfterMs?: number }
  | { readonly kind: 'refused'; readonly cause: string };

/** Where messages are posted; made by whoever knows Discord. It never throws for Discord's faults. */
export interface Notifier {
  /**
   * Posts one message, in far less time than the claim lasts. In its second and later tries it makes
   * sure that the message is not there yet, where Discord does not do so by the nonce.
   */
  post(post: Post): Promise<PostOutcome>;

  crosspost(channelId: string, messageId: string): Promise<CrosspostOutcome>;

  /**
   * Tells the admins of a guild something, once, where they can see it.
   *
   * @returns whether anybody could be told
   */
  tellAdmins(guildId: string, text: string): Promise<boolean>;
}
