import type { Answer, Claim, Quote } from '../src/answer/answer.ts';
import type { Paper } from '../src/corpus/paper.ts';
import { arbitraryPaper } from './arbitrary-paper.ts';
import { fc } from './fast-check.ts';
import { HOSTILE_TEXT } from './sample-papers.ts';

const words = fc.oneof(
  fc.lorem({ maxCount: 60 }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(HOSTILE_TEXT, HOSTILE_TEXT.repeat(12), '', ' ', '\n\n', 'x'.repeat(3_000)),
);

const somePapers = fc.uniqueArray(arbitraryPaper, { selector: ({ id }) => id, maxLength: 8 });

function arbitraryQuote(papers: readonly Paper[]): fc.Arbitrary<Quote> {
  return fc.nat(papers.length - 1).map((index) => ({
    citation: index + 1,
    text: papers[index]?.abstract.slice(0, 2_000) ?? '',
  }));
}

function arbitraryClaim(papers: readonly Paper[]): fc.Arbitrary<Claim> {
  return fc.record({
    text: words,
    quotes: fc.array(arbitraryQuote(papers), { minLength: 1, maxLength: 8 }),
  });
}

/** Any answer, however odd, longer than it may be included. */
export const arbitraryAnswer: fc.Arbitrary<Answer> = somePapers.chain((papers) => {
  const refusal: fc.Arbitrary<Answer> = fc.record(
    {
      kind: fc.constant('refusal' as const),
      lead: words,
      closest: fc.constant(papers.map((paper) => ({ paper, score: 1 }))),
      note: words,
    },
    { requiredKeys: ['kind', 'lead', 'closest'] },
  );
  const smallTalk: fc.Arbitrary<Answer> = fc.record({
    kind: fc.constant('small-talk' as const),
    text: words.filter((text) => text.trim() !== ''),
    example: words,
  });
  if (papers.length === 0) return fc.oneof(refusal, smallTalk);
  const grounded: fc.Arbitrary<Answer> = fc.record(
    {
      kind: fc.constant('grounded' as const),
      lead: words,
      papers: fc.constant(papers),
      quotes: fc.array(arbitraryQuote(papers), { maxLength: 8 }),
      claims: fc.array(arbitraryClaim(papers), { maxLength: 8 }),
      note: words,
    },
    { requiredKeys: ['kind', 'lead', 'papers', 'quotes'] },
  );
  return fc.oneof({ weight: 4, arbitrary: grounded }, refusal, smallTalk);
});
