import { describe, expect, it } from 'vitest';
import type { Judgement } from '../../../src/search/evaluation/judge.ts';
import { judgeQuality } from '../../../src/search/evaluation/quality-bars.ts';

describe('judgeQuality', () => {
  it('holds known sets and their kinds against what is promised for them', () => {
    const judgements = new Map([['hybrid', judged(0.7, { pr: 0.62, author: 0.86 })]]);

    const bars = judgeQuality([{ folder: 'bench/tldr', judgements }]);

    expect(bars).toEqual([
      { name: 'tldr pr, nDCG@10', value: 0.62, relation: 'at least', limit: 0.61, isMet: true },
      {
        name: 'tldr author, nDCG@10',
        value: 0.86,
        relation: 'at least',
        limit: 0.87,
        isMet: false,
      },
    ]);
  });

  it('holds every set against words alone', () => {
    const judgements = new Map([
      ['text', judged(0.4)],
      ['hybrid', judged(0.39)],
    ]);

    expect(judgeQuality([{ folder: 'bench/medicine', judgements }])).toEqual([
      {
        name: 'medicine, nDCG@10 beside BM25F',
        value: 0.39,
        relation: 'at least',
        limit: 0.4,
        isMet: false,
      },
    ]);
  });

  it('judges nothing where the ranking was not measured', () => {
    const judgements = new Map([['text', judged(0.4)]]);

    expect(judgeQuality([{ folder: 'scifact', judgements }])).toEqual([]);
  });
});

function judged(ndcg10: number, byKind: Record<string, number> = {}): Judgement {
  const quality = (value: number) => ({
    queries: 1,
    ndcg10: value,
    recall10: 1,
    recall100: 1,
    mrr10: 1,
  });
  const kinds = Object.entries(byKind).map(([kind, value]) => [kind, quality(value)]);
  return { ...quality(ndcg10), p50Ms: 1, p99Ms: 1, byKind: Object.fromEntries(kinds) };
}
