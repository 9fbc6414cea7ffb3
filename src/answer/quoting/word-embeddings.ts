import type { Embedder } from '../../search/embedding/embedder.ts';
import { RecentEmbeddings } from '../../search/embedding/recent-embeddings.ts';
import { unit } from './unit.ts';

/** Embeddings of single words. */
export interface WordEmbeddings {
  /** At unit length; words that the embedder does not know are left out. */
  of(words: Iterable<string>): Promise<ReadonlyMap<string, Float32Array>>;
}

/** Words kept: most of what abstracts are written with, in 8 MB at 256 dimensions. */
const KEPT_WORDS = 8_192;

/** Remembers words: abstracts share most of theirs, and embedding them anew takes longest. */
export function createWordEmbeddings(embedder: Embedder): WordEmbeddings {
  const recent = new RecentEmbeddings(KEPT_WORDS);
  return {
    async of(words) {
      const known = [...words].filter((word) => embedder.knows(word));
      const embeddings = await recent.get(known);
      const missing = known.filter((word) => !embeddings.has(word));
      const fresh = new Map<string, Float32Array>();
      for (const [i, embedding] of (await embedder.embed(missing)).entries()) {
        fresh.set(missing[i]!, unit(embedding));
      }
      await recent.add(fresh);
      for (const [word, embedding] of fresh) embeddings.set(word, embedding);
      return embeddings;
    },
  };
}
