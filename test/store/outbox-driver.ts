import type { NewPost, PostClaim } from '../../src/store/outbox.ts';
import type { Store } from '../../src/store/store.ts';
import type { Subscription } from '../../src/store/subscription-store.ts';
import { MINUTE_MS, NOW } from './samples.ts';

export const LEASE_MS = MINUTE_MS;

type ClaimOptions = Partial<Parameters<Store['outbox']['claim']>[0]>;

export function postFor(
  { id: subscriptionId }: Subscription,
  paperId: string,
  rest: Partial<NewPost> = {},
): NewPost {
  return { subscriptionId, paperId, reason: 'matched: dpo', dueAt: NOW, ...rest };
}

export function addPosts({ outbox }: Store, ...posts: NewPost[]) {
  return outbox.add(posts, { maxWaiting: 100 });
}

/** Claims the next message, of one paper if nothing else is said. */
export function claimNext(
  { outbox }: Store,
  { now = NOW, batchSize = () => 1 }: ClaimOptions = {},
): Promise<PostClaim | undefined> {
  return outbox.claim({ now, leaseMs: LEASE_MS, batchSize });
}

/** Posts everything that can be posted now; gives what went where, in that order. */
export async function postAll(store: Store, options: ClaimOptions = {}): Promise<string[]> {
  const posted: string[] = [];
  for (;;) {
    const claim = await claimNext(store, options);
    if (!claim) return posted;
    posted.push(`${claim.channelId}: ${claim.entries.map(({ paperId }) => paperId).join(' ')}`);
    await store.outbox.markPosted(claim, {
      now: options.now ?? NOW,
      messageId: `m-${claim.nonce}`,
    });
  }
}
