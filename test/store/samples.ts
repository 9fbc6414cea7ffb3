import type { Paper } from '../../src/corpus/paper.ts';
import type { FoundPaper, RecordOptions } from '../../src/store/paper-store.ts';
import type { Store } from '../../src/store/store.ts';
import type { Subscription, Wish } from '../../src/store/subscription-store.ts';
import { paperWith } from '../sample-papers.ts';

export const NOW = Date.UTC(2026, 10, 23, 9);
export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

/** A paper as a source found it, of which only what a test is about needs to be said. */
export function foundPaper(
  paper: Partial<Paper> & { readonly id: string },
  rest: Partial<Omit<FoundPaper, 'paper'>> = {},
): FoundPaper {
  return { paper: paperWith(paper), source: 'arxiv:cs.CL', announcement: 'new', ...rest };
}

/** What is found takes the place of what was held. */
export const RECORDING: RecordOptions = {
  now: NOW,
  merge: (_held, { paper }) => paper,
  isForMatching: true,
};

export function wishFor(parts: Partial<Wish> = {}): Wish {
  return {
    sources: [],
    exclude: [],
    authors: [],
    categories: [],
    includesCrossLists: false,
    includesReplacements: false,
    when: { kind: 'at-once' },
    style: 'posts',
    ...parts,
  };
}

export async function subscribe(
  { subscriptions }: Pick<Store, 'subscriptions'>,
  { guildId = 'g1', channelId = 'c1', wish = wishFor() }: Partial<Subscription> = {},
): Promise<Subscription> {
  const added = await subscriptions.add(
    { guildId, channelId, wish },
    { now: NOW, maxPerGuild: 1_000 },
  );
  if (!added) throw new Error('the guild is full');
  return added;
}

/** All values of an asynchronous sequence. */
export async function collect<Value>(sequence: AsyncIterable<Value>): Promise<Value[]> {
  const values: Value[] = [];
  for await (const value of sequence) values.push(value);
  return values;
}
