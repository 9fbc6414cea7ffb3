import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../../src/config.ts';
import { createStaticEmbedder } from '../../../src/search/embedding/static-embedder.ts';
import { readWordModel } from '../../../src/search/embedding/word-model.ts';
import { LexiconNumbers } from '../../../src/search/lexicon-numbers.ts';
import { embedPapers } from '../../../src/search/orama/embed-papers.ts';
import { readableTexts } from '../../../src/search/orama/papercord-plugin.ts';
import { Retrievers } from '../../../src/search/orama/retrievers.ts';
import { paperWith, samplePapers } from '../../sample-papers.ts';

it('embeds papers by words that were read as it embeds their texts', async () => {
  const model = await readWordModel(join(PROJECT_ROOT, 'data/model/words.bin'));
  const embedder = createStaticEmbedder(model);
  const retrievers = new Retrievers(embedder.dimensions, () => 0);
  const papers = [...samplePapers, paperWith({ id: 'mute', title: '…', abstract: '' })];
  const read = papers.map((paper) => retrievers.read(paper, readableTexts(paper)));
  const lexicon = embedder.lexicon!;
  const numbers = new LexiconNumbers(lexicon, (number) => retrievers.words.wordAt(number));

  const byTexts = await embedPapers(read, embedder, undefined);
  const byWords = await embedPapers(read, embedder, { lexicon, numbers });

  expect(byWords).toHaveLength(papers.length);
  for (const [i, embedding] of byWords.entries()) {
    const differences = embedding.map((x, j) => Math.abs(x - byTexts[i]![j]!));
    expect(Math.max(...differences)).toBeLessThan(1e-6);
  }
});
