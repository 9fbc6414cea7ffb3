import { describe, expect, it } from 'vitest';
import type { Paper } from '../../../src/corpus/paper.ts';
import { OramaPaperIndex } from '../../../src/search/orama/orama-paper-index.ts';
import { paperWith, samplePapers } from '../../sample-papers.ts';
import { hashingEmbedder } from '../hashing-embedder.ts';
import { describePaperIndex } from '../paper-index.contract.ts';

const MODES = ['hybrid', 'text', 'vector'] as const;

describePaperIndex('OramaPaperIndex', () => new OramaPaperIndex(hashingEmbedder));

describe('OramaPaperIndex', () => {
  it('leaves the papers that it is given and gives alone, without a trace of embeddings', async () => {
    const papers = samplePapers.map((paper) => Object.freeze(structuredClone(paper)));
    const index = new OramaPaperIndex(hashingEmbedder);
    await index.upsert(papers);

    for (const mode of MODES) {
      const { hits } = await index.search({ query: 'language model', limit: 20, mode });
      expect(hits.length).toBeGreaterThan(5);
      for (const { paper } of hits) expect(paper).not.toHaveProperty('embedding');
    }

    expect(await index.similar(papers[0]!.id, 3)).toHaveLength(3);
    expect([...index.papers()]).toEqual(samplePapers);
    for (const paper of papers) expect(index.get(paper.id)).toBe(paper);
  });

  it('gives no number to an id that it is only asked about', async () => {
    const index = new OramaPaperIndex(hashingEmbedder);

    index.get('later');
    await index.similar('later', 3);
    await index.remove(['later']);
    await index.upsert([paperWith({ id: 'sooner' }), paperWith({ id: 'later' })]);

    // Orama's store lists papers by number: one given by asking would put “later” first.
    expect(Array.from(index.papers(), ({ id }) => id)).toEqual(['sooner', 'later']);
  });

  it('never takes the words of another paper for those of one that goes while it is found', async () => {
    const together = paperWith({ id: 'together', title: 'Reward model' });
    const apart = paperWith({ id: 'apart', title: 'A model gets what nobody calls a reward' });
    for (let steps = 0; steps < 12; steps++) {
      let embedding: Promise<void> | undefined;
      let onAsked = (): void => undefined;
      const index = new OramaPaperIndex({
        ...hashingEmbedder,
        embed: async (texts, kind) => {
          onAsked();
          await embedding;
          return hashingEmbedder.embed(texts, kind);
        },
      });
      await index.upsert([together, apart]);
      const scoreOfApart = async () => {
        const { hits } = await index.search({ query: 'reward model', limit: 2 });
        return hits.find(({ paper }) => paper === apart)?.score;
      };
      const before = await scoreOfApart();

      let goOn = (): void => undefined;
      embedding = new Promise((resolve) => {
        goOn = resolve;
      });
      const asked = new Promise<void>((resolve) => {
        onAsked = resolve;
      });
      const searching = scoreOfApart();
      await asked;
      const removing = embedding.then(async () => {
        for (let step = 0; step < steps; step++) await null;
        await index.remove(['apart']);
      });
      goOn();
      await removing;

      expect([before, undefined]).toContain(await searching);
    }
  });

  it('bounds how many papers are fused, however many match', async () => {
    const papers = Array.from({ length: 2_500 }, (_, i): Paper => {
      return paperWith({ id: String(i), title: 'Plans', abstract: 'Robots.' });
    });
    const index = new OramaPaperIndex(hashingEmbedder);
    await index.upsert(papers);

    const { hits, total } = await index.search({ query: 'robots', limit: 5, offset: 295 });

    expect(hits).toHaveLength(5);
    expect(total).toBeLessThanOrEqual(600);
  });

  it('finds by text alone while the embedder knows no word of a query', async () => {
    const mute = {
      ...hashingEmbedder,
      embed: async (texts: readonly string[]) => texts.map(() => new Float32Array(32)),
    };
    const index = new OramaPaperIndex(mute);
    await index.upsert(samplePapers);

    const { hits } = await index.search({ query: 'textual feedback', limit: 5 });

    expect(hits[0]!.paper.id).toBe('2305.10314');
    expect(hits.every(({ score }) => Number.isFinite(score))).toBe(true);
  });

  it('holds what it held, and searches by words alone, while the embedder is away', async () => {
    const failures: unknown[] = [];
    const away = new Error('The server is away.');
    let isAway = false;
    const embedder = {
      ...hashingEmbedder,
      embed: async (texts: readonly string[]) => {
        if (isAway) throw away;
        return hashingEmbedder.embed(texts);
      },
    };
    const index = new OramaPaperIndex(embedder, (error) => failures.push(error));
    await index.upsert(samplePapers);
    isAway = true;

    await expect(index.upsert([paperWith({ id: 'new' })])).rejects.toThrow(away);
    const { hits } = await index.search({ query: 'textual feedback', limit: 5 });

    expect(index.size).toBe(samplePapers.length);
    expect(hits.map(({ paper }) => paper.id)).toEqual(['2305.10314']);
    expect(failures).toEqual([away]);
  });
});
