import { join } from 'node:path';
import { PROJECT_ROOT, type Settings } from './config.ts';
import { loadCorpus } from './corpus/load-corpus.ts';
import type { Paper } from './corpus/paper.ts';
import type { Logger } from './log.ts';
import { createPaperFinder } from './search/create-paper-finder.ts';
import type { Embedder } from './search/embedding/embedder.ts';
import { createServerEmbedder } from './search/embedding/server-embedder.ts';
import { createStaticEmbedder } from './search/embedding/static-embedder.ts';
import { readWordModel } from './search/embedding/word-model.ts';
import { OramaPaperIndex } from './search/orama/orama-paper-index.ts';
import type { PaperFinder } from './search/paper-finder.ts';
import type { PaperIndex } from './search/paper-index.ts';

const WORD_MODEL_FILE = join(PROJECT_ROOT, 'data/model/words.bin');

/** A corpus that is ready to be searched. */
export interface Library {
  readonly index: PaperIndex;
  readonly finder: PaperFinder;
}

/**
 * Loads a corpus and builds its index.
 *
 * @throws UserError when the corpus has bad lines or the embeddings server does not answer
 */
export async function openLibrary(
  settings: Settings,
  { corpusFile, log }: { corpusFile: string; log?: Logger },
): Promise<Library> {
  const local = await loadLocalEmbedder();
  const index = new OramaPaperIndex(await openEmbedder(settings, { local, log }), (error) =>
    log?.warn({ err: error }, 'embeddings server away, searching by words alone'),
  );
  const papers: Paper[] = [];
  for await (const paper of loadCorpus(corpusFile)) papers.push(paper);
  await index.upsert(papers);
  const finder = createPaperFinder({ index, sentenceEmbedder: local, random: Math.random });
  return { index, finder };
}

/** The embedder that the settings name: a server, or the one that comes with the project. */
export async function openEmbedder(
  { embeddings, dataDir }: Settings,
  { local, log }: { local?: Embedder; log?: Logger | undefined } = {},
): Promise<Embedder> {
  if (embeddings) {
    return createServerEmbedder({ ...embeddings, cacheDir: dataDir, ...(log && { log }) });
  }
  return local ?? loadLocalEmbedder();
}

async function loadLocalEmbedder(): Promise<Embedder> {
  return createStaticEmbedder(await readWordModel(WORD_MODEL_FILE));
}
