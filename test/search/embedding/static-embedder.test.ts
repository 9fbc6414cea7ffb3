import { writeFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Embedder } from '../../../src/search/embedding/embedder.ts';
import { createStaticEmbedder } from '../../../src/search/embedding/static-embedder.ts';
import { readWordModel } from '../../../src/search/embedding/word-model.ts';
import { useTemporaryFolder } from '../../corpus/temporary-folder.ts';
import { wordModelFile } from './word-model-file.ts';

const inFolder = useTemporaryFolder();
let embedder: Embedder;

beforeEach(async () => {
  const file = wordModelFile({
    robot: { numbers: [4, 0, 0], factor: 0.5 },
    plan: { numbers: [0, 10, 0], factor: 0.15 },
    noise: { numbers: [0, 0, 100], factor: 0 },
  });
  await writeFile(inFolder('words.bin'), file);
  embedder = createStaticEmbedder(await readWordModel(inFolder('words.bin')));
});

async function embed(text: string): Promise<number[]> {
  const [embedding] = await embedder.embed([text]);
  return Array.from(embedding!, (x) => Math.round(x * 1e6) / 1e6);
}

describe('createStaticEmbedder', () => {
  it('adds up words by their weights, to unit length', async () => {
    // 4 × 0.5 = 2 and 10 × 0.15 = 1.5, of length 2.5
    expect(await embed('robot plan')).toEqual([0.8, 0.6, 0]);
    expect(await embed('plan, Robot!')).toEqual([0.8, 0.6, 0]);
    expect(await embed('robot')).toEqual([1, 0, 0]);
  });

  it('counts a word as often as it stands there', async () => {
    expect(await embed('robot robot robot plan plan plan')).toEqual([0.8, 0.6, 0]);
    expect((await embed('robot robot plan'))[0]).toBeGreaterThan(0.8);
  });

  it('passes over words that the model does not know, or gives no weight', async () => {
    expect(await embed('an unknown robot, constructor and noise')).toEqual([1, 0, 0]);
  });

  it.each(['', 'nothing known', 'noise', '😀'])('gives zeros for “%s”', async (text) => {
    expect(await embed(text)).toEqual([0, 0, 0]);
  });

  it('embeds many texts in order, and takes its name from the model', async () => {
    const embeddings = await embedder.embed(['plan', 'robot', '']);

    expect(embeddings.map((embedding) => embedding.indexOf(1))).toEqual([1, 0, -1]);
    expect(embedder.dimensions).toBe(3);
    expect(embedder.name).toMatch(/^words\.bin:/);
  });
});

describe('the lexicon of a static embedder', () => {
  it('knows words by their place in the model', () => {
    const { lexicon } = embedder;

    expect(lexicon?.words).toEqual(['robot', 'plan', 'noise']);
    expect(['plan', 'zebra'].map((word) => lexicon?.numberOf(word))).toEqual([1, undefined]);
    expect(Array.from(lexicon!.read('a plan for a Robot plan'))).toEqual([1, 0, 1]);
  });

  it('tells how near words are in meaning, whatever they weigh', async () => {
    const file = wordModelFile({
      car: { numbers: [3, 4, 0], factor: 0.5 },
      driver: { numbers: [4, 3, 0], factor: 9 },
      moon: { numbers: [0, 0, 5], factor: 1 },
      void: { numbers: [0, 0, 0], factor: 1 },
    });
    await writeFile(inFolder('near.bin'), file);
    const { lexicon } = createStaticEmbedder(await readWordModel(inFolder('near.bin')));

    const similarities = lexicon!.similarities(0, Int32Array.of(0, 1, 2, 3, 1));

    expect(Array.from(similarities, (x) => Math.round(x * 100) / 100)).toEqual([
      1, 0.96, 0, 0, 0.96,
    ]);
  });
});
