import type { Paper } from '../corpus/paper.ts';
import type { PaperStore } from '../store/paper-store.ts';
import { coalesce } from './coalesce.ts';
import { mergePapers } from './merge-papers.ts';

/** The part of the index that new papers go into. */
export interface FedIndex {
  get(id: string): Paper | undefined;
  upsert(papers: readonly Paper[]): Promise<void>;
}

/** Brings what the store holds into the index of this process. */
export interface IndexFeeder {
  /**
   * Adds all papers that changed since it was last called, whichever process recorded them; all of
   * them the first time.
   *
   * @returns how many papers were added or changed
   */
  catchUp(): Promise<number>;
}

/**
 * The index is filled from the corpus file and the store; a paper of both is completed from both.
 *
 * @param index holds the corpus already
 */
export function createIndexFeeder({
  papers,
  index,
}: {
  papers: Pick<PaperStore, 'read'>;
  index: FedIndex;
}): IndexFeeder {
  let revision = 0;

  return {
    catchUp: coalesce(async () => {
      let count = 0;
      for await (const chunk of papers.read({ after: revision })) {
        await index.upsert(
          chunk.map((stored) => {
            const indexed = index.get(stored.paper.id);
            return indexed === undefined ? stored.paper : mergePapers({ paper: indexed }, stored);
          }),
        );
        count += chunk.length;
        revision = Math.max(revision, ...chunk.map((stored) => stored.revision));
      }
      return count;
    }),
  };
}
