import { WordReader } from '../word-reader.ts';
import type { Embedder } from './embedder.ts';
import type { WordModel } from './word-model.ts';
import { createWordSums } from './word-sums.ts';

/**
 * Embeds a text as the weighted sum of its words' embeddings, at unit length: microseconds, no
 * network, no native code. Words that the model does not know are passed over.
 */
export function createStaticEmbedder(model: WordModel): Embedder {
  const { name, dimensions, rows } = model;
  const reader = new WordReader({ words: rows.keys() });
  const sums = createWordSums(model);

  function embedAll(texts: readonly string[]): Float32Array[] {
    // One block for all: an array of its own for each takes as long as adding up its words.
    const block = new Float32Array(texts.length * dimensions);
    return texts.map((text, i) => {
      const embedding = block.subarray(i * dimensions, (i + 1) * dimensions);
      embedding.set(sums.sum(reader.read(text)));
      return toUnitLength(embedding);
    });
  }

  return {
    name,
    dimensions,
    lexicon: {
      words: [...rows.keys()],
      numberOf: (word) => rows.get(word),
      read: (text) => reader.read(text),
      sum: (words) => sums.sum(words),
      similarities: (word, others) => sums.similarities(word, others),
    },
    knows: (word) => reader.numberOf(word) !== undefined,
    embed: async (texts) => embedAll(texts),
  };
}

function toUnitLength(numbers: Float32Array): Float32Array {
  let squares = 0;
  for (let i = 0; i < numbers.length; i++) squares += numbers[i]! * numbers[i]!;
  const scale = squares === 0 ? 0 : 1 / Math.sqrt(squares);
  for (let i = 0; i < numbers.length; i++) numbers[i]! *= scale;
  return numbers;
}
