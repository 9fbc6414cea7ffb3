import type { Turn } from '../../answer/answer.ts';

/** What is kept of a conversation: enough for “and on smaller models?”. */
const MAX_TURNS = 4;

/** An hour after the last question nobody means it any more. */
const LIFE_MS = 60 * 60_000;

/** Conversations that are kept at once; beyond them the oldest is forgotten. */
const MAX_CONVERSATIONS = 5_000;

/**
 * The last questions of conversations, in memory only.
 *
 * A conversation is known by keys: the channel, where all of it is one conversation, and every
 * answer of it, so that a reply goes on from just that answer.
 */
export interface Conversations {
  /** The turns under the first key that has any, oldest first; empty when none has. */
  turns(keys: readonly string[]): readonly Turn[];
  /** Keeps a turn that followed on `before` under all the keys. */
  add(keys: readonly string[], before: readonly Turn[], turn: Turn): void;
  forget(key: string): void;
}

export function createConversations(now: () => number): Conversations {
  const kept = new Map<string, { readonly turns: readonly Turn[]; readonly untilMs: number }>();

  /** Takes away what is too old or too much; a Map keeps the order in which it was filled. */
  function tidy(): void {
    for (const [key, { untilMs }] of kept) {
      if (untilMs > now() && kept.size <= MAX_CONVERSATIONS) break;
      kept.delete(key);
    }
  }

  return {
    turns(keys) {
      tidy();
      return keys.map((key) => kept.get(key)?.turns ?? []).find(({ length }) => length > 0) ?? [];
    },
    add(keys, before, turn) {
      const turns = [...before, turn].slice(-MAX_TURNS);
      for (const key of keys) {
        kept.delete(key);
        kept.set(key, { turns, untilMs: now() + LIFE_MS });
      }
      tidy();
    },
    forget: (key) => void kept.delete(key),
  };
}
