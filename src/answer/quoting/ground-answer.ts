import type { GroundedAnswer } from '../answer.ts';
import type { QuotedPaper } from './choose-quotes.ts';

/** An answer of the chosen quotes, its papers numbered in their order. */
export function groundAnswer(lead: string, quoted: readonly QuotedPaper[]): GroundedAnswer {
  return {
    kind: 'grounded',
    lead,
    papers: quoted.map(({ paper }) => paper),
    quotes: quoted.flatMap(({ texts }, i) => texts.map((text) => ({ citation: i + 1, text }))),
  };
}
