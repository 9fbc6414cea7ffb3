import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../src/config.ts';
import { loadCorpus } from '../../src/corpus/load-corpus.ts';
import type { Paper } from '../../src/corpus/paper.ts';
import { texToUnicode } from '../../src/corpus/tex-to-unicode.ts';
import { createPaperFinder } from '../../src/search/create-paper-finder.ts';
import { createStaticEmbedder } from '../../src/search/embedding/static-embedder.ts';
import { readWordModel } from '../../src/search/embedding/word-model.ts';
import { mean, ndcg } from '../../src/search/evaluation/metrics.ts';
import { type JudgedQuery, readBench } from '../../src/search/evaluation/read-bench.ts';
import { createStockOrama } from '../../src/search/evaluation/stock-orama.ts';
import { OramaPaperIndex } from '../../src/search/orama/orama-paper-index.ts';
import type { PaperFinder } from '../../src/search/paper-finder.ts';
import type { SearchMode } from '../../src/search/paper-index.ts';

const DEPTH = 10;

let papers: Paper[];
let questions: readonly JudgedQuery[];
let index: OramaPaperIndex;
let finder: PaperFinder;

beforeAll(async () => {
  const embedder = createStaticEmbedder(
    await readWordModel(join(PROJECT_ROOT, 'data/model/words.bin')),
  );
  papers = [];
  for await (const paper of loadCorpus(join(PROJECT_ROOT, 'data/papers.jsonl'))) papers.push(paper);
  ({ queries: questions } = await readBench(join(PROJECT_ROOT, 'test/bench/seed-questions')));
  index = new OramaPaperIndex(embedder);
  await index.upsert(papers);
  finder = createPaperFinder({ index, sentenceEmbedder: embedder, random: () => 0 });
});

describe('ranking of the seed papers', () => {
  it('puts what was asked for on top, by judged questions', async () => {
    expect(await quality('hybrid')).toBeGreaterThanOrEqual(0.58);
  });

  it('is better with full text and meaning together than with either alone', async () => {
    const [hybrid, text, vector] = [
      await quality('hybrid'),
      await quality('text'),
      await quality('vector'),
    ];

    expect(hybrid).toBeGreaterThan(Math.max(text, vector));
  });

  it('is at least twice as good as that of Orama as it comes', async () => {
    const stock = createStockOrama(papers);

    const stockQuality = await meanNdcg((query) => stock(query, DEPTH));

    expect(await quality('hybrid')).toBeGreaterThanOrEqual(2 * stockQuality);
  });

  it('puts every paper first for its own title', async () => {
    const firsts = await Promise.all(
      papers.map(async ({ title }) => {
        const page = await finder.search({ query: title, offset: 0, limit: 1 });
        return page.papers[0]?.paper.id;
      }),
    );

    expect(firsts).toEqual(papers.map(({ id }) => id));
  });

  it('knows every paper by its arXiv id, however it is written, and by its title as shown', () => {
    for (const paper of papers) {
      const { id, title } = paper;
      const ways = [id, `arXiv:${id}v2`, `https://arxiv.org/abs/${id}`, texToUnicode(title)];

      expect(ways.map((way) => finder.resolve(way)?.id)).toEqual(ways.map(() => id));
    }
  });
});

/** Mean nDCG@10 of a mode over the judged questions. */
function quality(mode: SearchMode): Promise<number> {
  return meanNdcg(async (query) => {
    const { hits } = await index.search({ query, mode, limit: DEPTH });
    return hits.map(({ paper }) => paper.id);
  });
}

async function meanNdcg(search: (query: string) => Promise<string[]>): Promise<number> {
  const scores: number[] = [];
  for (const { text, grades } of questions) {
    scores.push(ndcg(await search(text), grades, DEPTH));
  }
  return mean(scores);
}
