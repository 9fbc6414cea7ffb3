import MiniSearch from 'minisearch';
import type { Paper } from '../../../src/corpus/paper.ts';
import { isStopWord, stem } from '../../../src/search/terms.ts';
import { splitWords } from '../../../src/search/words.ts';
import { type Engine, HITS } from '../engine.ts';

/** MiniSearch with the words, stems and stop words of ours. */
export function createMiniSearch(): Engine {
  const index = new MiniSearch<Paper>({
    fields: ['title', 'abstract'],
    storeFields: ['title', 'abstract'],
    tokenize: splitWords,
    processTerm: (word) => (isStopWord(word) ? null : stem(word)),
    searchOptions: { boost: { title: 2 } },
  });
  return {
    modes: ['text'],
    // In chunks with pauses: the way that it offers for adding while others search.
    add: (papers) => index.addAllAsync(papers),
    search: async (query) =>
      index
        .search(query)
        .slice(0, HITS)
        .map(({ id }) => String(id)),
  };
}
