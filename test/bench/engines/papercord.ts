import type { Embedder } from '../../../src/search/embedding/embedder.ts';
import { OramaPaperIndex } from '../../../src/search/orama/orama-paper-index.ts';
import { type Engine, HITS } from '../engine.ts';

/** The index of the bot, as it runs. */
export function createPapercord(embedder: Embedder): Engine {
  const index = new OramaPaperIndex(embedder);
  return {
    modes: ['text', 'vector', 'hybrid'],
    add: (papers) => index.upsert(papers),
    search: async (query, mode) => {
      const { hits } = await index.search({ query, mode, limit: HITS });
      return hits.map(({ paper }) => paper.id);
    },
  };
}
