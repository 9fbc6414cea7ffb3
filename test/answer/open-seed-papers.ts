import { join } from 'node:path';
import { createQuotingAnswerer } from '../../src/answer/quoting/create-quoting-answerer.ts';
import { PROJECT_ROOT } from '../../src/config.ts';
import { loadCorpus } from '../../src/corpus/load-corpus.ts';
import type { Paper } from '../../src/corpus/paper.ts';
import { createPaperFinder } from '../../src/search/create-paper-finder.ts';
import { createStaticEmbedder } from '../../src/search/embedding/static-embedder.ts';
import { readWordModel } from '../../src/search/embedding/word-model.ts';
import { OramaPaperIndex } from '../../src/search/orama/orama-paper-index.ts';

/** The seed papers, or others, with all that answers questions about them. */
export async function openSeedPapers(given?: readonly Paper[]) {
  const sentenceEmbedder = createStaticEmbedder(
    await readWordModel(join(PROJECT_ROOT, 'data/model/words.bin')),
  );
  const papers: Paper[] = [...(given ?? [])];
  if (given === undefined) {
    for await (const paper of loadCorpus(join(PROJECT_ROOT, 'data/papers.jsonl'))) {
      papers.push(paper);
    }
  }
  const index = new OramaPaperIndex(sentenceEmbedder);
  await index.upsert(papers);
  const random = () => 0;
  const finder = createPaperFinder({ index, sentenceEmbedder, random });
  const answerer = createQuotingAnswerer({ finder, index, sentenceEmbedder, random });
  return { papers, index, finder, sentenceEmbedder, answerer };
}
