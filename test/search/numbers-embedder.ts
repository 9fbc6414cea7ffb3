import type { Embedder } from '../../src/search/embedding/embedder.ts';
import { createRandom } from '../bench/random.ts';

const DIMENSIONS = 32;

/**
 * Knows most of the numbers below 1,000 and fewer of the others, and no other words, so that how much it
 * deserves to count depends on which papers a corpus holds.
 */
export const numbersEmbedder: Embedder = {
  name: 'numbers',
  dimensions: DIMENSIONS,
  knows: () => true,
  embed: async (texts) => texts.map(embed),
};

function embed(text: string): Float32Array {
  const embedding = new Float32Array(DIMENSIONS);
  for (const [digits] of text.matchAll(/\d+/g)) {
    const random = createRandom(Number(digits) + 1);
    if (random() < (Number(digits) < 1_000 ? 0.05 : 0.2)) continue;
    for (let i = 0; i < DIMENSIONS; i++) embedding[i]! += random() - 0.5;
  }
  return embedding;
}
