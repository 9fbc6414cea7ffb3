import { describe, expect, it } from 'vitest';
import type { Paper } from '../../src/corpus/paper.ts';
import { calibrateMeaning } from '../../src/search/calibrate-meaning.ts';
import { drawSample } from '../../src/search/calibration-sample.ts';
import type { Embedder } from '../../src/search/embedding/embedder.ts';

/** Papers of which each has a word of its own, in title and abstract, among words of all. */
const papers: Paper[] = Array.from({ length: 64 }, (_, i) => ({
  id: `24${String(i).padStart(2, '0')}.00001`,
  title: `Study of ${nameOf(i)}`,
  abstract: `We study ${nameOf(i)} and report results.`,
  authors: [],
  source: 'test',
  links: { abstract: 'https://example.org' },
}));

describe('calibrateMeaning', () => {
  it('trusts embeddings that find every abstract by its title', async () => {
    expect(await shareOf(papers, embedderThatKnows(64))).toBeGreaterThan(0.3);
  });

  it('trusts embeddings little that know few words of the field', async () => {
    expect(await shareOf(papers, embedderThatKnows(8))).toBeLessThan(0.1);
  });

  it('asks first sentences for the others where papers have no titles', async () => {
    const untitled = papers.map(({ title, abstract, ...paper }) => ({
      ...paper,
      title: '',
      abstract: `${title}. ${abstract}`,
    }));

    expect(await shareOf(untitled, embedderThatKnows(64))).toBeGreaterThan(0.3);
    expect(await shareOf(untitled, embedderThatKnows(8))).toBeLessThan(0.1);
  });

  it('passes over a title that the abstract begins with, which anything would find', async () => {
    const plain = papers.map((paper, i) => ({
      ...paper,
      title: `${paper.title} by code-${i}`,
      abstract: `We study code-${i}.`,
    }));
    const repeating = plain.map((paper) => ({
      ...paper,
      abstract: `${paper.title.toLowerCase()} . ${paper.abstract}`,
    }));
    const shares = await Promise.all(
      [plain, repeating].map((some) => shareOf(some, embedderThatKnows(64))),
    );

    expect(shares[0]).toBeLessThan(0.1);
    expect(shares[1]).toBe(shares[0]);
  });

  it('says nothing when words find no more abstracts than chance would', async () => {
    const alike = papers.map((paper) => ({ ...paper, abstract: 'No abstract available.' }));

    expect(await shareOf(alike, embedderThatKnows(64))).toBeUndefined();
  });

  it('says nothing when there are too few papers to tell', async () => {
    expect(await shareOf(papers.slice(0, 31), embedderThatKnows(64))).toBeUndefined();
    expect(await shareOf([], embedderThatKnows(64))).toBeUndefined();
  });
});

async function shareOf(some: readonly Paper[], embedder: Embedder): Promise<number | undefined> {
  return calibrateMeaning(await drawSample(some), embedder);
}

/** Gives the first `known` names a dimension each; all other words mean nothing to it. */
function embedderThatKnows(known: number): Embedder {
  const names = papers.slice(0, known).map((_, i) => nameOf(i));
  return {
    name: 'names',
    dimensions: 64,
    knows: (word) => names.includes(word),
    embed: async (texts) =>
      texts.map((text) =>
        Float32Array.from({ length: 64 }, (_, i) =>
          names[i] !== undefined && text.split(/[ .]/).includes(names[i]) ? 1 : 0,
        ),
      ),
  };
}

function nameOf(i: number): string {
  return `name${String.fromCharCode(97 + (i >> 3), 97 + (i & 7))}`;
}
