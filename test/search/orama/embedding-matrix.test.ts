import { describe, expect, it } from 'vitest';
import { EmbeddingMatrix } from '../../../src/search/orama/embedding-matrix.ts';
import { fc } from '../../fast-check.ts';

const ALL = -1;
const byNumber = (a: number, b: number) => a - b;

/** What 8 bits a number may cost; a cosine of ours differs by a tenth of it on average. */
const TOLERANCE = 0.02;

function search(matrix: EmbeddingMatrix, query: ArrayLike<number>, minSimilarity = ALL) {
  return matrix.search(query, 1_000_000, minSimilarity, undefined, byNumber);
}

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let dot = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (let i = 0; i < a.length; i++) {
    dot += a[i]! * b[i]!;
    squaresA += a[i]! ** 2;
    squaresB += b[i]! ** 2;
  }
  return dot / Math.sqrt(squaresA * squaresB);
}

/** Numbers between -1 and 1, the same for the same seed. */
function randomNumbers(count: number, seed: number): Float32Array {
  let state = seed * 2_654_435_761;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return state / 2 ** 31;
  });
}

describe('EmbeddingMatrix', () => {
  it.each([1, 5, 16, 17, 256, 1536, 4096])(
    'finds by cosine similarity in %i dimensions, whatever the lengths',
    (dimensions) => {
      const matrix = new EmbeddingMatrix(dimensions);
      const rows = Array.from({ length: 40 }, (_, slot) =>
        randomNumbers(dimensions, slot + 1).map((x) => x * 10 ** ((slot % 9) - 4)),
      );
      rows.forEach((row, slot) => {
        matrix.set(slot, row);
      });
      const query = randomNumbers(dimensions, 99).map((x) => x * 1_000);

      const ranked = search(matrix, query);

      expect(ranked).toHaveLength(40);
      for (const { slot, score } of ranked) {
        expect(Math.abs(score - cosine(query, rows[slot]!))).toBeLessThan(TOLERANCE);
      }
      expect(ranked.map(({ score }) => score)).toEqual(
        ranked.map(({ score }) => score).sort((a, b) => b - a),
      );
    },
  );

  it.each([16, 1536, 16_384])('sums %i of the largest numbers without overflow', (dimensions) => {
    const matrix = new EmbeddingMatrix(dimensions);
    const ones = new Float32Array(dimensions).fill(1);
    matrix.set(0, ones);
    matrix.set(
      1,
      ones.map((x) => -x),
    );

    const ranked = search(matrix, ones);

    expect(ranked.map(({ slot }) => slot)).toEqual([0, 1]);
    expect(ranked[0]!.score).toBeCloseTo(1, 5);
    expect(ranked[1]!.score).toBeCloseTo(-1, 5);
  });

  it('finds nothing by a query of zeros, and never an embedding of zeros', () => {
    const matrix = new EmbeddingMatrix(3);
    matrix.set(0, [0, 0, 0]);
    matrix.set(1, [1, 2, 3]);

    expect(search(matrix, [0, 0, 0])).toEqual([]);
    expect(search(matrix, [1, 2, 3]).map(({ slot }) => slot)).toEqual([1]);
    expect(matrix.get(0)).toBeUndefined();
  });

  it('gives an embedding back at unit length', () => {
    const matrix = new EmbeddingMatrix(3);
    matrix.set(4, [3, 0, -4]);

    const embedding = matrix.get(4)!;

    expect(embedding).toHaveLength(3);
    expect(embedding[0]).toBeCloseTo(0.6, 2);
    expect(embedding[2]).toBeCloseTo(-0.8, 2);
    expect(matrix.get(3)).toBeUndefined();
  });

  it('finds no less similar than asked, and only what is accepted', () => {
    const matrix = new EmbeddingMatrix(2);
    for (const [slot, angle] of [0, 30, 60, 90, 180].entries()) {
      const radians = (angle / 180) * Math.PI;
      matrix.set(slot, [Math.cos(radians), Math.sin(radians)]);
    }

    const similar = matrix.search([1, 0], 10, 0.4, undefined, byNumber);
    const accepted = matrix.search([1, 0], 10, 0.4, (slot) => slot !== 0, byNumber);
    const best = matrix.search([1, 0], 1, 0.4, undefined, byNumber);

    expect(similar.map(({ slot }) => slot)).toEqual([0, 1, 2]);
    expect(accepted.map(({ slot }) => slot)).toEqual([1, 2]);
    expect(best).toMatchObject([{ slot: 0 }]);
  });

  it('refuses an embedding of another number of dimensions', () => {
    expect(() => new EmbeddingMatrix(3).set(0, [1, 2])).toThrow(
      'An embedding has 2 dimensions, the index 3.',
    );
  });

  it('scans more rows than one block takes, and grows with them', () => {
    const matrix = new EmbeddingMatrix(5);
    for (let slot = 0; slot < 20_000; slot++) matrix.set(slot, [1, slot, 1, 0, 0]);
    matrix.set(19_999, [1, 0, 0, 0, 0]);

    const ranked = matrix.search([1, 0, 0, 0, 0], 20_000, ALL, undefined, byNumber);

    expect(ranked[0]!.slot).toBe(19_999);
    expect(ranked).toHaveLength(20_000);
  });

  it.each([
    // As a principal component analysis orders them; in no order; in the opposite one.
    { factor: 0.9, order: 'fall' },
    { factor: 1, order: 'are even' },
    { factor: 1.1, order: 'rise' },
  ])('finds the same best ones as all cosines do when the numbers $order', ({ factor }) => {
    const rows = 44_000;
    const numbers = randomNumbers(rows * 32, 7).map((x, i) => x * factor ** (i % 32));
    const matrix = new EmbeddingMatrix(32);
    for (let slot = 0; slot < rows; slot++) {
      matrix.set(slot, numbers.subarray(slot * 32, slot * 32 + 32));
    }
    for (const seed of [1, 2, 3]) {
      const query = randomNumbers(32, seed).map((x, i) => x * factor ** i);
      const cosines = matrix.similarities(query);
      const best = Array.from(cosines.keys()).sort((a, b) => cosines[b]! - cosines[a]!);

      const found = matrix.search(query, 300, ALL, undefined, byNumber);
      const accepted = matrix.search(query, 300, ALL, (slot) => slot > rows - 200, byNumber);

      expect(found.map(({ slot }) => slot)).toEqual(best.slice(0, 300));
      expect(accepted.map(({ slot }) => slot)).toEqual(best.filter((slot) => slot > rows - 200));
    }
  });

  it('finds the best ones wherever they lie, be it all in the blocks that it looks at first', () => {
    const matrix = new EmbeddingMatrix(2);
    for (let slot = 0; slot < 50_000; slot++) {
      matrix.set(slot, slot < 400 ? [1, slot / 1_000] : [-1, slot / 1_000]);
    }

    const found = matrix.search([1, 0], 500, ALL, undefined, byNumber);

    expect(found).toHaveLength(500);
    expect(found.slice(0, 400).map(({ slot }) => slot)).toEqual([...Array(400).keys()]);
  });

  it('finds after removals and compaction what a matrix filled afresh finds', async () => {
    const row = fc.record({
      embedding: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 5, maxLength: 5 }),
      isRemoved: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 30 }), fc.boolean(), async (rows, isReplaced) => {
        const matrix = new EmbeddingMatrix(5);
        const fresh = new EmbeddingMatrix(5);
        const newSlots = new Int32Array(rows.length).fill(-1);
        let live = 0;
        for (const [slot, { embedding, isRemoved }] of rows.entries()) {
          matrix.set(slot, isReplaced ? [9, 9, 9, 9, 9] : embedding);
          matrix.set(slot, embedding);
          if (isRemoved) matrix.remove(slot);
          else {
            newSlots[slot] = live;
            fresh.set(live++, embedding);
          }
        }
        const query = [1, -2, 3, 0, 5];
        const before = search(matrix, query).map(({ slot, score }) => ({
          slot: newSlots[slot],
          score,
        }));

        const compact = await matrix.prepareCompaction(newSlots);
        expect(before).toEqual(search(fresh, query));
        compact();
        expect(search(matrix, query)).toEqual(search(fresh, query));
        matrix.set(live, [1, 1, 1, 1, 1]);
        fresh.set(live, [1, 1, 1, 1, 1]);
        expect(search(matrix, query)).toEqual(search(fresh, query));
      }),
      { numRuns: 25 },
    );
  });
});
