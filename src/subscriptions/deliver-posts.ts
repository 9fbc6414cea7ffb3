import type { CrosspostClaim, PostClaim } from '../store/outbox.ts';
import type { Store } from '../store/store.ts';
import type { Pause } from '../store/subscription-store.ts';
import { batchSize } from './batch-size.ts';
import type { CrosspostOutcome, Notifier, PostedPaper, PostOutcome } from './notifier.ts';

/** Twice what posting one message may take, so that nobody takes a slow sender for a dead one. */
const LEASE_MS = 60_000;

/** Tries after which something is given up: some four days. */
const MAX_ATTEMPTS = 200;

/** Pauses that are told of at a time. */
const PAUSES_AT_A_TIME = 50;

export interface DelivererParts {
  readonly store: Pick<Store, 'outbox' | 'papers' | 'subscriptions'>;
  readonly notifier: Notifier;
  readonly now: () => number;
  /** How long to wait after so many tries, in milliseconds; see `backOff`. */
  readonly waitMs: (attempts: number) => number;
  /** How long a message is in one sender's hands; 60,000 unless told. */
  readonly leaseMs?: number;
  /** Told of every message that was claimed, when its claim is settled. */
  readonly onPost?: (claim: PostClaim, outcome: PostOutcome) => void;
  readonly onCrosspost?: (claim: CrosspostClaim, outcome: CrosspostOutcome) => void;
}

/** Posts what is due; every method may be called from several processes at a time. */
export interface Deliverer {
  /** Posts one message. @returns whether there was one to post */
  deliverNext(): Promise<boolean>;
  /** Publishes one message. @returns whether there was one to publish */
  crosspostNext(): Promise<boolean>;
  /** Tells the admins of what was paused without their doing. */
  tellOfPauses(): Promise<void>;
}

/**
 * The sender behind the outbox: claims a message, posts it, and settles the claim by what became of
 * it. Wherever it is killed, the outbox still holds the message, and the next try finds out whether
 * it has arrived.
 */
export function createDeliverer({
  store: { outbox, papers, subscriptions },
  notifier,
  now,
  waitMs,
  leaseMs = LEASE_MS,
  onPost,
  onCrosspost,
}: DelivererParts): Deliverer {
  async function post(claim: PostClaim): Promise<PostOutcome> {
    const held = await heldOf(claim);
    if (held.length > 0) return notifier.post({ claim, papers: held });
    return { kind: 'refused', cause: 'The paper is no longer in the store.' };
  }

  async function heldOf({ entries }: PostClaim): Promise<PostedPaper[]> {
    const stored = await papers.find(entries.map(({ paperId }) => paperId));
    const byId = new Map(stored.map(({ paper }) => [paper.id, paper]));
    return entries.flatMap(({ paperId, ...entry }) => {
      const paper = byId.get(paperId);
      return paper === undefined ? [] : [{ ...entry, paper }];
    });
  }

  async function settle(claim: PostClaim, outcome: PostOutcome): Promise<void> {
    switch (outcome.kind) {
      case 'posted': {
        const { messageId, canCrosspost: crosspost } = outcome;
        return outbox.markPosted(claim, { now: now(), messageId, crosspost });
      }
      case 'later': {
        const { cause } = outcome;
        return claim.attempt < MAX_ATTEMPTS
          ? outbox.retryLater(claim, retryOf(claim, outcome))
          : outbox.bury(claim, { now: now(), cause: `Given up after many tries. ${cause}` });
      }
      case 'barred': {
        const { reason, detail } = outcome;
        await subscriptions.pauseChannel(claim.channelId, { reason, detail, at: now() });
        // Back into the line, where it waits for the subscription to be resumed.
        return outbox.retryLater(claim, { now: now(), at: now(), cause: detail });
      }
      case 'refused':
        // One of them is at fault, and Discord does not say which.
        if (claim.entries.length > 1) return outbox.split(claim);
        return outbox.bury(claim, { now: now(), cause: outcome.cause });
    }
  }

  async function settleCrosspost(claim: CrosspostClaim, outcome: CrosspostOutcome): Promise<void> {
    // What can't be published stays posted, which is what was asked for.
    const isOver = outcome.kind !== 'later' || claim.attempt >= MAX_ATTEMPTS;
    if (isOver) return outbox.finishCrosspost(claim);
    return outbox.retryCrosspostLater(claim, retryOf(claim, outcome));
  }

  function retryOf(
    { attempt }: { readonly attempt: number },
    { cause, retryAfterMs = waitMs(attempt), settleMs = 0 }: PostOutcome & { kind: 'later' },
  ) {
    return { now: now(), at: now() + Math.max(retryAfterMs, settleMs), cause };
  }

  return {
    async deliverNext() {
      const claim = await outbox.claim({ now: now(), leaseMs, batchSize });
      if (claim === undefined) return false;
      const outcome = await post(claim);
      await settle(claim, outcome);
      onPost?.(claim, outcome);
      return true;
    },

    async crosspostNext() {
      const claim = await outbox.claimCrosspost({ now: now(), leaseMs });
      if (claim === undefined) return false;
      const outcome = await notifier.crosspost(claim.channelId, claim.messageId);
      await settleCrosspost(claim, outcome);
      onCrosspost?.(claim, outcome);
      return true;
    },

    async tellOfPauses() {
      const untold = await subscriptions.untold(PAUSES_AT_A_TIME);
      for (const channelId of new Set(untold.map((each) => each.channelId))) {
        const paused = untold.filter((each) => each.channelId === channelId);
        // Marked first: of two processes one tells, and who can't be told is not tried for ever.
        const ours = await subscriptions.markTold(paused.map(({ id }) => id));
        const [{ guildId, pause } = {}] = paused;
        if (ours.length === 0 || guildId === undefined || pause === undefined) continue;
        await notifier.tellAdmins(guildId, explainPause(channelId, pause, ours.length));
      }
    },
  };
}

function explainPause(channelId: string, { reason, detail }: Pause, subscriptions: number): string {
  const what =
    reason === 'channel-gone'
      ? 'A channel that I posted new papers to is gone, or hidden from me'
      : `I can no longer post new papers to <#${channelId}>`;
  const [them, they] =
    subscriptions === 1
      ? ['its subscription is', 'it']
      : [`its ${subscriptions} subscriptions are`, 'them'];
  return [
    `${what}, so ${them} paused.`,
    detail,
    `Nothing is lost: papers go on being kept. \`/paper following\` resumes or moves ${they}.`,
  ]
    .filter(Boolean)
    .join('\n');
}
