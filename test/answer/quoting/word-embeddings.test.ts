import { describe, expect, it } from 'vitest';
import { createWordEmbeddings } from '../../../src/answer/quoting/word-embeddings.ts';
import { hashingEmbedder } from '../../search/hashing-embedder.ts';

describe('word embeddings', () => {
  it('embed a word once', async () => {
    const asked: string[] = [];
    const words = createWordEmbeddings({
      ...hashingEmbedder,
      embed: (texts) => {
        asked.push(...texts);
        return hashingEmbedder.embed(texts);
      },
    });

    await words.of(['reward', 'model']);
    const again = await words.of(['model', 'robot']);

    expect([...again.keys()].sort()).toEqual(['model', 'robot']);
    expect(asked).toEqual(['reward', 'model', 'robot']);
  });

  it('leave out what the embedder does not know', async () => {
    const words = createWordEmbeddings({ ...hashingEmbedder, knows: (word) => word !== 'zorblax' });

    expect([...(await words.of(['zorblax', 'robot'])).keys()]).toEqual(['robot']);
  });
});
