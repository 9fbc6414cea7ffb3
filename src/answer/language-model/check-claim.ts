import type { Paper } from '../../corpus/paper.ts';
import type { StatedClaim } from './claim-schema.ts';
import { findQuote } from './find-quote.ts';
import { namesIn, wordsOf } from './names.ts';
import { numbersIn } from './numbers.ts';
import { toPlainText } from './plain-text.ts';

/** A sentence of some sixty words; what is longer is no claim but an essay. */
const MAX_CLAIM_CHARS = 400;
/** More quotes for one claim would crowd out the other claims. */
const MAX_QUOTES_A_CLAIM = 2;

const VISIBLE = /\p{L}/u;

/** Words of an abstract, character for character. */
export interface HeldQuote {
  readonly paper: Paper;
  readonly text: string;
}

/** A claim that stands on words of the abstracts. */
export interface HeldClaim {
  readonly text: string;
  readonly quotes: readonly HeldQuote[];
}

/** Why a claim was dropped. */
export type ClaimFault = 'no plain sentence' | 'no quote' | 'unquoted number' | 'unknown name';

/**
 * Holds a claim against the abstracts that it cites, without asking any model.
 *
 * A quote counts only if it stands in the very abstract that is cited: one that stands in another
 * is dropped, for whoever misplaces a quote may mean another paper. A number in the claim must
 * stand in its quotes; a name there, elsewhere in the cited papers, or in the question.
 *
 * @param papers number `n` of the claim's citations is the one at `n - 1`
 */
export function checkClaim(
  claim: StatedClaim,
  papers: readonly Paper[],
  question: string,
): HeldClaim | ClaimFault {
  const text = toPlainText(claim.text);
  if (!VISIBLE.test(text) || text.length > MAX_CLAIM_CHARS) return 'no plain sentence';

  const quotes = findQuotes(claim, papers);
  if (quotes.length === 0) return 'no quote';

  const quotedNumbers = numbersIn(quotes.map((quote) => quote.text).join('\n'));
  if ([...numbersIn(text)].some((number) => !quotedNumbers.has(number))) return 'unquoted number';

  const cited = quotes.flatMap(({ paper }) => [paper.title, paper.abstract]);
  const known = wordsOf([question, ...cited]);
  if (namesIn(text).some((name) => !known.has(name))) return 'unknown name';

  return { text, quotes };
}

function findQuotes({ quotes }: StatedClaim, papers: readonly Paper[]): HeldQuote[] {
  const held: HeldQuote[] = [];
  for (const { citation, text: claimed } of quotes) {
    const paper = papers[citation - 1];
    const text = paper && findQuote(paper.abstract, claimed);
    if (!text || held.some((other) => other.paper === paper && other.text === text)) continue;
    held.push({ paper, text });
  }
  return held.slice(0, MAX_QUOTES_A_CLAIM);
}
