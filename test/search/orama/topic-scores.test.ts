import { beforeAll, describe, expect, it } from 'vitest';
import { loadCorpus } from '../../../src/corpus/load-corpus.ts';
import type { Paper } from '../../../src/corpus/paper.ts';
import { createStaticEmbedder } from '../../../src/search/embedding/static-embedder.ts';
import { readWordModel } from '../../../src/search/embedding/word-model.ts';
import { readBench } from '../../../src/search/evaluation/read-bench.ts';
import { OramaPaperIndex } from '../../../src/search/orama/orama-paper-index.ts';
import { RANKING_WEIGHTS } from '../../../src/search/ranking-weights.ts';
import { paperWith } from '../../sample-papers.ts';
import { hashingEmbedder } from '../hashing-embedder.ts';

/** Hybrid search without what looks at the first hits again. */
const UNRERANKED = { ...RANKING_WEIGHTS, proximity: 0, related: 0 };

describe('the scores of topics', () => {
  let index: OramaPaperIndex;
  const papers: Paper[] = [];
  beforeAll(async () => {
    const embedder = createStaticEmbedder(
      await readWordModel(new URL('../../../data/model/words.bin', import.meta.url).pathname),
    );
    index = new OramaPaperIndex(embedder);
    for await (const paper of loadCorpus('data/papers.jsonl')) papers.push(paper);
    await index.upsert(papers);
  });

  it('are those that hybrid search ranks by, acronyms and misspellings included', async () => {
    const { queries } = await readBench('test/bench/seed-questions');
    const texts = [
      ...queries.map(({ text }) => text),
      'RLHF',
      'alignement of langage models',
      'DPO',
    ];
    const ids = papers.map(({ id }) => id);

    const selected = await index.takePapers(ids);
    const scores = await selected.scoreTopics(texts.map((text) => ({ text })));

    for (const [t, query] of texts.entries()) {
      const { hits } = await index.search({ query, limit: 500 }, UNRERANKED);
      const found = new Map(hits.map(({ paper, score }) => [paper.id, score]));
      for (const [p, id] of ids.entries()) {
        expect(scores[t]![p], `${query}, ${id}`).toBeCloseTo(found.get(id) ?? 0, 5);
      }
    }
  });

  it('stay what they were when papers come and go behind them', async () => {
    const shelf = new OramaPaperIndex(hashingEmbedder);
    await shelf.upsert([
      paperWith({ id: 'a', title: 'Reward models' }),
      paperWith({ id: 'b', title: 'Cakes', abstract: 'Flour and eggs.' }),
    ]);
    const topics = [{ text: 'flour and eggs' }];

    const taken = await shelf.takePapers(['b', 'a']);
    const [before] = await taken.scoreTopics(topics);
    await shelf.remove(['b']);
    const [after] = await taken.scoreTopics(topics);

    expect(before![0]).toBeGreaterThan(0.45);
    expect(after![0]).toBeGreaterThan(0.45);
    expect(before![1]).toBeLessThan(0.2);
  });

  it('are 0 for a topic without words and for papers that are not held', async () => {
    const taken = await index.takePapers([papers[0]!.id, 'unknown']);

    const [empty, full] = await taken.scoreTopics([{ text: ' … ' }, { text: papers[0]!.title }]);

    expect([...empty!]).toEqual([0, 0]);
    expect(full![0]).toBeGreaterThan(0.4);
    expect(full![1]).toBe(0);
  });

  it('keep to the spelling of what is verbatim', async () => {
    const taken = await index.takePapers(papers.map(({ id }) => id));

    const [corrected, verbatim] = await taken.scoreTopics([
      { text: 'alignemnt' },
      { text: 'alignemnt', verbatim: ['alignemnt'] },
    ]);

    expect(Math.max(...corrected!)).toBeGreaterThan(0.3);
    expect(Math.max(...verbatim!)).toBeLessThan(0.1);
  });

  it('fail as a whole when the embeddings of the topics cannot be had', async () => {
    let isAway = false;
    const shelf = new OramaPaperIndex({
      ...hashingEmbedder,
      embed: async (texts) => {
        if (isAway) throw new Error('away');
        return hashingEmbedder.embed(texts);
      },
    });
    await shelf.upsert([paperWith({ id: 'a' })]);
    const taken = await shelf.takePapers(['a']);
    isAway = true;

    await expect(taken.scoreTopics([{ text: 'something' }])).rejects.toThrow('away');
  });
});
