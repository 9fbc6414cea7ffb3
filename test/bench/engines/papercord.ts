import { createPaperFinder } from '../../../src/search/create-paper-finder.ts';
import type { Embedder } from '../../../src/search/embedding/embedder.ts';
import { OramaPaperIndex } from '../../../src/search/orama/orama-paper-index.ts';
import { createSnapshotStore } from '../../../src/search/snapshot/snapshot-store.ts';
import { type Engine, HITS } from '../engine.ts';

/** The index of the bot, as it runs. */
export function createPapercord(embedder: Embedder): Engine {
  const createIndex = () => new OramaPaperIndex(embedder);
  let index = createIndex();
  const snapshotIn = (file: string) =>
    createSnapshotStore({
      file,
      fingerprint: async () => ({ embedder: embedder.name }),
      now: Date.now,
    });
  return {
    modes: ['text', 'vector', 'hybrid'],
    add: (papers) => index.upsert(papers),
    save: (file) => snapshotIn(file).save(index, async () => undefined),
    restore: async (file) => {
      const loaded = await snapshotIn(file).load(createIndex);
      if (loaded === undefined) throw new Error(`${file} is no snapshot that can be used.`);
      index = loaded.index;
    },
    ask: async (query) => {
      const parts = { index, sentenceEmbedder: embedder, random: () => 0 };
      await createPaperFinder(parts).search({ query, offset: 0, limit: HITS });
    },
    search: async (query, mode) => {
      const { hits } = await index.search({ query, mode, limit: HITS });
      return hits.map(({ paper }) => paper.id);
    },
  };
}
