import { splitWords } from '../words.ts';
import type { Embedder } from './embedder.ts';
import type { WordModel } from './word-model.ts';

/**
 * Embeds a text as the weighted sum of its words' embeddings, at unit length: microseconds, no
 * network, no native code. Words that the model does not know are passed over.
 */
export function createStaticEmbedder(model: WordModel): Embedder {
  return {
    name: model.name,
    dimensions: model.dimensions,
    knows: (word) => model.rows.has(word),
    embed: async (texts) => texts.map((text) => embedWords(model, splitWords(text))),
  };
}

function embedWords(model: WordModel, words: readonly string[]): Float32Array {
  const { dimensions, rows, factors, numbers } = model;
  const sum = new Float32Array(dimensions);
  for (const word of words) {
    const row = rows.get(word);
    if (row === undefined) continue;
    const factor = factors[row]!;
    const start = row * dimensions;
    for (let i = 0; i < dimensions; i++) sum[i]! += factor * numbers[start + i]!;
  }
  let squares = 0;
  for (const x of sum) squares += x * x;
  const scale = squares === 0 ? 0 : 1 / Math.sqrt(squares);
  for (let i = 0; i < dimensions; i++) sum[i]! *= scale;
  return sum;
}
