/** The right to be the only one who does something, until `expiresAt`. */
export interface Lease {
  readonly name: string;
  readonly holder: string;
  /** Grows each time the lease changes hands: tells an owner from one who came before. */
  readonly token: number;
  readonly expiresAt: number;
}

/**
 * Who does what there must be only one of, such as the poller, over all processes of a store.
 *
 * A lease runs out by the clocks of those who ask for it, so `ttlMs` must be far longer than the
 * clocks of two machines can be apart.
 */
export interface Leases {
  /** `undefined` while somebody else holds it; a holder that asks again gets a longer one. */
  acquire(
    name: string,
    terms: { readonly holder: string; readonly now: number; readonly ttlMs: number },
  ): Promise<Lease | undefined>;

  /** Gives it back early; does nothing when somebody else holds it by now. */
  release(lease: Lease): Promise<void>;

  /**
   * Whether the lease still stands. Asked first in a transaction, it makes that transaction safe
   * against an owner who slept through the end of the lease: nobody takes it before the
   * transaction ends.
   */
  isHeld(lease: Lease, now: number): Promise<boolean>;
}
