import { describe, expect, it } from 'vitest';
import type { Paper } from '../../../src/corpus/paper.ts';
import { calibrateMeaning } from '../../../src/search/calibrate-meaning.ts';
import { drawSample } from '../../../src/search/calibration-sample.ts';
import { MeaningShare } from '../../../src/search/orama/meaning-share.ts';
import { RANKING_WEIGHTS } from '../../../src/search/ranking-weights.ts';
import { fc } from '../../fast-check.ts';
import { paperWith } from '../../sample-papers.ts';
import { numbersEmbedder } from '../numbers-embedder.ts';

/** More papers than a sample takes, some of them without an abstract. */
const papers = Array.from({ length: 400 }, (_, i) => numbered(i, i));

function numbered(i: number, number: number): Paper {
  return paperWith({
    id: `p${i}`,
    title: `Plan ${number}`,
    abstract: i % 9 === 0 ? '' : `We plan ${number} robots.`,
  });
}

function createShare() {
  const held = new Map<string, Paper>();
  const share = new MeaningShare(numbersEmbedder, {
    get: (id) => held.get(id),
    papers: () => held.values(),
    get size() {
      return held.size;
    },
  });
  return { held, share };
}

describe('MeaningShare', () => {
  it('is after any changes what the papers give that are held then', async () => {
    const some = fc.array(fc.nat(papers.length - 1), { maxLength: 120 });
    const step = fc.record({ added: some, replaced: some, emptied: some, removed: some });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 4 }), async (steps) => {
        const { held, share } = createShare();
        const updates: Promise<void>[] = [];
        const set = (changed: readonly Paper[]) => {
          for (const paper of changed) held.set(paper.id, paper);
          updates.push(share.update(changed.map(({ id }) => id)));
        };
        set(papers.slice(0, 300));
        for (const { added, replaced, emptied, removed } of steps) {
          set(added.map((i) => papers[i]!));
          set(replaced.map((i) => numbered(i, i + 1_000)));
          set(emptied.map((i) => ({ ...papers[i]!, abstract: '' })));
          for (const i of removed) held.delete(papers[i]!.id);
          updates.push(share.update([]));
        }
        await Promise.all(updates);

        const fresh = await calibrateMeaning(await drawSample(held.values()), numbersEmbedder);
        // Neither the least nor the most that it can be.
        expect(fresh).toBeGreaterThan(0.06);
        expect(fresh).toBeLessThan(0.44);
        expect(share.forQuery('plan robots', () => 1, RANKING_WEIGHTS)).toBe(fresh);
      }),
      { numRuns: 25 },
    );
  });

  it('is small in many papers of which none has an abstract, and not so in few', async () => {
    const [ofFew, ofMany] = await Promise.all(
      [31, 32].map(async (count) => {
        const { held, share } = createShare();
        const untold = papers.slice(0, count).map((paper) => ({ ...paper, abstract: '' }));
        for (const paper of untold) held.set(paper.id, paper);
        await share.update(untold.map(({ id }) => id));
        return share.forQuery('plan', () => 1, RANKING_WEIGHTS);
      }),
    );

    expect(ofFew).toBe(0.3);
    expect(ofMany).toBe(0.1);
  });

  it('stays as it was while the embedder is away, and catches up afterwards', async () => {
    let isAway = false;
    const embedder = {
      ...numbersEmbedder,
      embed: async (texts: readonly string[]) => {
        if (isAway) throw new Error('The server is away.');
        return numbersEmbedder.embed(texts);
      },
    };
    const held = new Map(papers.map((paper) => [paper.id, paper]));
    const source = {
      get: (id: string) => held.get(id),
      papers: () => held.values(),
      size: held.size,
    };
    const share = new MeaningShare(embedder, source);
    const before = share.forQuery('plan', () => 1, RANKING_WEIGHTS);
    isAway = true;

    await expect(share.update(papers.map(({ id }) => id))).rejects.toThrow('The server is away.');
    const meanwhile = share.forQuery('plan', () => 1, RANKING_WEIGHTS);
    isAway = false;
    await share.update([]);

    expect(meanwhile).toBe(before);
    expect(share.forQuery('plan', () => 1, RANKING_WEIGHTS)).not.toBe(before);
  });
});
