import { join } from 'node:path';
import { PROJECT_ROOT } from '../../../src/config.ts';
import type { Embedder } from '../../../src/search/embedding/embedder.ts';
import { createStaticEmbedder } from '../../../src/search/embedding/static-embedder.ts';
import { readWordModel } from '../../../src/search/embedding/word-model.ts';
import type { Engine, EngineName } from '../engine.ts';

const WORD_MODEL_FILE = join(PROJECT_ROOT, 'data/model/words.bin');

/** Loads one engine, and nothing of the others: what they need is no part of its memory. */
export async function openEngine(name: EngineName): Promise<Engine> {
  switch (name) {
    case 'papercord': {
      const { createPapercord } = await import('./papercord.ts');
      return createPapercord(await loadEmbedder());
    }
    case 'orama': {
      const { createOrama } = await import('./orama.ts');
      return createOrama(await loadEmbedder());
    }
    case 'minisearch':
      return (await import('./minisearch.ts')).createMiniSearch();
    case 'fts5':
      return (await import('./fts5.ts')).createFts5();
  }
}

async function loadEmbedder(): Promise<Embedder> {
  return createStaticEmbedder(await readWordModel(WORD_MODEL_FILE));
}
