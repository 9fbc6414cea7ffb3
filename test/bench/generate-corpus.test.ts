import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../src/config.ts';
import { loadCorpus } from '../../src/corpus/load-corpus.ts';
import type { Paper } from '../../src/corpus/paper.ts';
import { mean } from '../../src/search/evaluation/metrics.ts';
import { splitWords } from '../../src/search/words.ts';
import { generateCorpus } from './generate-corpus.ts';

let seedPapers: Paper[];

beforeAll(async () => {
  seedPapers = [];
  const file = join(PROJECT_ROOT, 'data/papers.jsonl');
  for await (const paper of loadCorpus(file)) seedPapers.push(paper);
});

describe('generateCorpus', () => {
  it('begins with the seed papers and gives every paper an id of its own', () => {
    const papers = take(500);

    expect(papers.slice(0, seedPapers.length)).toEqual(seedPapers);
    expect(new Set(papers.map(({ id }) => id)).size).toBe(500);
  });

  it('is the same every time', () => {
    expect(take(200)).toEqual(take(200));
  });

  it('writes abstracts as long as those of the seed', () => {
    const generated = take(2_000).slice(seedPapers.length);

    expect(meanWords(generated) / meanWords(seedPapers)).toBeCloseTo(1, 1);
  });

  it('goes on finding new words, as real corpora do', () => {
    // Of 10,000 real papers of machine learning: 26,385 distinct words.
    const words = new Set(take(10_000).flatMap(({ abstract }) => splitWords(abstract)));

    expect(words.size).toBeGreaterThan(20_000);
    expect(words.size).toBeLessThan(40_000);
  });
});

function take(count: number): Paper[] {
  const papers: Paper[] = [];
  for (const paper of generateCorpus(seedPapers)) {
    if (papers.push(paper) === count) break;
  }
  return papers;
}

function meanWords(papers: readonly Paper[]): number {
  return mean(papers.map(({ abstract }) => abstract.split(/\s+/).length));
}
