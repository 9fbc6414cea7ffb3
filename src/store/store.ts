import type { FeedbackLog } from '../answer/feedback.ts';
import type { Leases } from './leases.ts';
import type { Outbox } from './outbox.ts';
import type { PaperStore } from './paper-store.ts';
import type { SourceStates } from './source-states.ts';
import type { SubscriptionStore } from './subscription-store.ts';

/** What is kept, one narrow part for each matter: take the part you need, not the whole. */
export interface StoreParts {
  readonly papers: PaperStore;
  readonly sources: SourceStates;
  readonly subscriptions: SubscriptionStore;
  readonly outbox: Outbox;
  readonly feedback: FeedbackLog;
  readonly leases: Leases;
}

/**
 * Durable state. A promise that is fulfilled means that what was written outlives the process, the
 * machine's power included; what was not answered for is there whole or not at all.
 *
 * All times are epoch milliseconds and come from the caller, so that every process that shares the
 * store, and every test, goes by one clock of its choosing. Every implementation must pass
 * `test/store/store.contract.ts`.
 */
export interface Store extends StoreParts {
  /**
   * Does several things or none: what `work` wrote is kept when its promise is fulfilled and
   * undone when it is rejected.
   *
   * Inside, use only the parts that `work` is given: the store's own refuse, as they would wait for
   * the transaction to end. Wait for nothing else in there, such as a network, and do not compute for
   * long: everybody else who writes waits until it ends.
   */
  transaction<T>(work: (parts: StoreParts) => Promise<T>): Promise<T>;

  /** Ends all connections; nothing can be asked for after that, but to close it once more. */
  close(): Promise<void>;
}
