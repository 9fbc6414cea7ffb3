import { beforeAll, describe, expect, it } from 'vitest';
import { chooseQuotes } from '../../../src/answer/quoting/choose-quotes.ts';
import { readPapers } from '../../../src/answer/quoting/read-abstract.ts';
import { paperWith } from '../../sample-papers.ts';
import { hashingEmbedder } from '../../search/hashing-embedder.ts';

const robots = paperWith({
  id: 'robots',
  abstract:
    'Robots are popular everywhere. We teach robots to walk by rewards. ' +
    'This halves the number of falls. Cameras see colours well. Our code is online.',
});
const again = paperWith({ id: 'again', abstract: 'We teach robots to walk by rewards. Fine.' });

let read: Awaited<ReturnType<typeof readPapers>>;
beforeAll(async () => {
  read = await readPapers([robots, again], hashingEmbedder);
});

const quote = (scores: readonly number[], quotes = 1) =>
  chooseQuotes([{ read: read[0]!, scores, quotes }]).flatMap(({ texts }) => texts);

describe('chooseQuotes', () => {
  it('quotes the best sentence as it stands', () => {
    expect(quote([0.1, 0.2, 0.1, 0.9, 0.1])).toEqual(['Cameras see colours well.']);
  });

  it('takes along the sentence that a quote leans on', () => {
    expect(quote([0.1, 0.1, 0.9, 0.1, 0.1])).toEqual([
      'We teach robots to walk by rewards. This halves the number of falls.',
    ]);
  });

  it('takes along a neighbour that answers nearly as well', () => {
    expect(quote([0.1, 0.1, 0.1, 0.8, 0.9])).toEqual([
      'Cameras see colours well. Our code is online.',
    ]);
  });

  it('keeps quotes of one paper in the order of its abstract', () => {
    expect(quote([0.8, 0.1, 0.1, 0.9, 0.1], 2)).toEqual([
      'Robots are popular everywhere.',
      'Cameras see colours well.',
    ]);
  });

  it('leaves a second sentence out that is far worse than the first', () => {
    expect(quote([0.3, 0.1, 0.1, 0.9, 0.1], 2)).toEqual(['Cameras see colours well.']);
  });

  it('quotes nothing that scores nothing', () => {
    expect(quote([0, 0, 0, 0, 0], 3)).toEqual([]);
  });

  it('does not say the same twice', () => {
    const quoted = chooseQuotes([
      { read: read[0]!, scores: [0.1, 0.9, 0.1, 0.1, 0.1], quotes: 1 },
      { read: read[1]!, scores: [0.9, 0.8], quotes: 1 },
    ]);

    expect(quoted.map(({ texts }) => texts)).toEqual([
      ['We teach robots to walk by rewards.'],
      ['Fine.'],
    ]);
  });

  it('shows at most five quotes', async () => {
    const many = Array.from({ length: 8 }, (_, i) =>
      paperWith({ id: `p${i}`, abstract: `Alpha${i} beta${i} gamma${i} delta${i}.` }),
    );
    const candidates = (await readPapers(many, hashingEmbedder)).map((paper) => {
      return { read: paper, scores: [1], quotes: 1 };
    });

    expect(chooseQuotes(candidates)).toHaveLength(5);
  });
});
