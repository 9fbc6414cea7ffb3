import { describe, expect, it } from 'vitest';
import { cutQuote, MAX_QUOTE_CHARS } from '../../../src/answer/quoting/cut-quote.ts';
import { fc } from '../../fast-check.ts';

describe('cutQuote', () => {
  it('leaves what fits', () => {
    expect(cutQuote('First. Second one.', 7, 18)).toBe('Second one.');
  });

  it('ends a long quote with a whole word', () => {
    const abstract = 'word '.repeat(400);

    const quote = cutQuote(abstract, 0, abstract.length);

    expect(quote.length).toBeLessThanOrEqual(MAX_QUOTE_CHARS);
    expect(quote).toMatch(/word$/);
  });

  it('always stands in the abstract, short enough, with no character cut in two', () => {
    const abstracts = fc.string({ unit: 'grapheme', maxLength: 1_500 });
    fc.assert(
      fc.property(abstracts, fc.nat(), fc.nat(), (abstract, a, b) => {
        const [start, end] = [a % (abstract.length + 1), b % (abstract.length + 1)].sort(
          (x, y) => x - y,
        ) as [number, number];
        fc.pre(!/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/.test(abstract.slice(start, end)));

        const quote = cutQuote(abstract, start, end);

        expect(abstract).toContain(quote);
        expect(quote.length).toBeLessThanOrEqual(MAX_QUOTE_CHARS);
        expect(quote).not.toMatch(/[\uD800-\uDBFF]$/);
      }),
    );
  });
});
