import type { Embedder } from '../../src/search/embedding/embedder.ts';
import { splitTerms } from '../../src/search/terms.ts';

const DIMENSIONS = 32;

/** Texts with words in common are near: every term counts in one of 32 dimensions, by its hash. */
export const hashingEmbedder: Embedder = {
  name: 'hashed-words',
  dimensions: DIMENSIONS,
  knows: () => true,
  embed: async (texts) => texts.map(embed),
};

function embed(text: string): Float32Array {
  const embedding = new Float32Array(DIMENSIONS);
  for (const term of splitTerms(text)) embedding[hash(term) % DIMENSIONS]! += 1;
  const length = Math.hypot(...embedding);
  return length === 0 ? embedding : embedding.map((x) => x / length);
}

/** FNV-1a. */
function hash(term: string): number {
  let hash = 0x811c9dc5;
  for (const char of term) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193);
  return hash >>> 0;
}
