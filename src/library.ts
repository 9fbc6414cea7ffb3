import { join } from 'node:path';
import type { Answerer } from './answer/answer.ts';
import { withLanguageModel } from './answer/language-model/with-language-model.ts';
import { createQuotingAnswerer } from './answer/quoting/create-quoting-answerer.ts';
import { createRetrievePapers } from './answer/retrieve-papers.ts';
import { PROJECT_ROOT, type Settings } from './config.ts';
import { loadCorpus } from './corpus/load-corpus.ts';
import { createLogger, type Logger } from './log.ts';
import { createPaperFinder } from './search/create-paper-finder.ts';
import type { Embedder } from './search/embedding/embedder.ts';
import { createServerEmbedder } from './search/embedding/server-embedder.ts';
import { createStaticEmbedder } from './search/embedding/static-embedder.ts';
import { readWordModel } from './search/embedding/word-model.ts';
import { OramaPaperIndex } from './search/orama/orama-paper-index.ts';
import type { PaperFinder } from './search/paper-finder.ts';
import type { PaperIndex } from './search/paper-index.ts';
import { fingerprintFile, fingerprintMakers } from './search/snapshot/fingerprints.ts';
import { openIndex, type PaperSource } from './search/snapshot/open-index.ts';
import { snapshotName } from './search/snapshot/snapshot-folder.ts';
import { createSnapshotStore } from './search/snapshot/snapshot-store.ts';
import type { TopicScorer } from './search/topic-scorer.ts';

const WORD_MODEL_FILE = join(PROJECT_ROOT, 'data/model/words.bin');

/** What decides, beside papers and embedder, how an index comes out. */
const INDEX_CODE = ['src/corpus', 'src/search', 'package-lock.json'];

/** A corpus that is ready to be searched. */
export interface Library {
  readonly index: PaperIndex & TopicScorer;
  readonly finder: PaperFinder;
  /** Answers in quotes alone, whatever the settings say. */
  readonly quoting: Answerer;
  /** The same, with the language model of the settings before it, if one is set. */
  readonly answerer: Answerer;
  /** Fulfilled, never rejected, when what makes the next start quicker is on the disk. */
  readonly saved: Promise<void>;
}

/**
 * Loads a corpus and builds its index, or takes the index from the snapshot of an earlier start.
 *
 * @throws UserError when the corpus has bad lines or the embeddings server does not answer
 */
export async function openLibrary(
  settings: Settings,
  { corpusFile, log = silentLog() }: { corpusFile: string; log?: Logger },
): Promise<Library> {
  const local = await loadLocalEmbedder();
  const embedder = await openEmbedder(settings, { local, log });
  const { index, saved } = await openIndex({
    createIndex: () =>
      new OramaPaperIndex(
        embedder,
        (error) => log.warn({ err: error }, 'embeddings server away, searching by words alone'),
        { lexicon: local.lexicon },
      ),
    source: corpusSource(corpusFile),
    snapshots: createSnapshotStore({
      file: join(settings.dataDir, snapshotName(corpusFile)),
      fingerprint: () => fingerprintMakers({ embedder, root: PROJECT_ROOT, code: INDEX_CODE }),
      now: Date.now,
      log,
    }),
    now: () => performance.now(),
    log,
  });
  const finder = createPaperFinder({ index, sentenceEmbedder: local, random: Math.random });
  const quoting = createQuotingAnswerer({
    finder,
    index,
    sentenceEmbedder: local,
    random: Math.random,
  });
  const retrievePapers = createRetrievePapers({ finder, index });
  const answerer = await withLanguageModel(settings.languageModel, {
    quoting,
    retrievePapers,
    log,
  });
  return { index, finder, quoting, answerer, saved };
}

function corpusSource(corpusFile: string): PaperSource {
  return {
    fingerprint: () => fingerprintFile(corpusFile),
    papers: () => loadCorpus(corpusFile),
  };
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

function silentLog(): Logger {
  return createLogger({ level: 'silent', secrets: [], stream: process.stderr });
}

async function loadLocalEmbedder(): Promise<Embedder> {
  return createStaticEmbedder(await readWordModel(WORD_MODEL_FILE));
}
