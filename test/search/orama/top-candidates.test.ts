import { describe, expect, it } from 'vitest';
import { TopCandidates } from '../../../src/search/orama/top-candidates.ts';
import { fc } from '../../fast-check.ts';

const byNumber = (a: number, b: number) => a - b;

describe('TopCandidates', () => {
  it('keeps what sorting everything would put first, ties by their own order', () => {
    const scores = fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 60 });
    fc.assert(
      fc.property(scores, fc.nat(20), fc.boolean(), (given, capacity, isReversed) => {
        const compareTies = isReversed ? (a: number, b: number) => b - a : byNumber;
        const all = given.map((score, slot) => ({ slot, score }));
        const top = new TopCandidates(capacity, compareTies);

        for (const { slot, score } of all) {
          if (score >= top.threshold) top.offer(slot, score);
        }

        all.sort((a, b) => b.score - a.score || compareTies(a.slot, b.slot));
        expect(top.ranked()).toEqual(all.slice(0, capacity));
      }),
    );
  });

  it('says what a score must reach once it is full', () => {
    const top = new TopCandidates(2, byNumber);
    const thresholds = [top.threshold];

    for (const [slot, score] of [5, 3, 4].entries()) {
      top.offer(slot, score);
      thresholds.push(top.threshold);
    }

    expect(thresholds).toEqual([-Infinity, -Infinity, 3, 4]);
  });

  it('keeps nothing when there is no room at all', () => {
    const top = new TopCandidates(0, byNumber);

    top.offer(1, 1);

    expect(top.ranked()).toEqual([]);
  });
});
