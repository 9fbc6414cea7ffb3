import type { Wish } from '../store/subscription-store.ts';

/** How long a draft waits for a decision. */
export const DRAFT_MINUTES = 60;

/** Drafts kept at a time; whoever wants one that is gone gives the command again. */
const MAX_DRAFTS = 1_000;

/** What somebody looks at before they decide to follow it. */
export interface Draft {
  readonly guildId: string;
  readonly channelId: string;
  readonly wish: Wish;
}

/** Wishes that wait for a decision: they are longer than what a button can remember. */
export interface Drafts {
  /** @returns the key by which it is taken */
  add(draft: Draft): string;
  /** Takes a draft out, so that it is decided on once; `undefined` when it is gone. */
  take(key: string): Draft | undefined;
}

/**
 * Drafts are kept in memory: after an hour or a restart they are gone.
 *
 * @param now in epoch milliseconds
 * @param randomKey another text each time, of letters and digits, that nobody guesses
 */
export function createDrafts(now: () => number, randomKey: () => string): Drafts {
  const drafts = new Map<string, { readonly draft: Draft; readonly until: number }>();
  return {
    add(draft) {
      for (const [key, { until }] of drafts) {
        if (until > now() && drafts.size < MAX_DRAFTS) break;
        drafts.delete(key);
      }
      const key = randomKey();
      drafts.set(key, { draft, until: now() + DRAFT_MINUTES * 60_000 });
      return key;
    },
    take(key) {
      const found = drafts.get(key);
      drafts.delete(key);
      return found !== undefined && found.until > now() ? found.draft : undefined;
    },
  };
}
