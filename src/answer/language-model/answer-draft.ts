import type { Paper } from '../../corpus/paper.ts';
import type { Claim, GroundedAnswer, Quote } from '../answer.ts';
import type { HeldClaim, HeldQuote } from './check-claim.ts';

/** What a reader takes in at once, and a card has room for. */
const MAX_CLAIMS = 5;
/** As many as an answer without a model shows. */
const MAX_QUOTES = 5;

const COUNTS = ['No', 'One', 'Two', 'Three', 'Four', 'Five'] as const;

/**
 * An answer while it grows, claim by claim; papers get their numbers in the order in which they
 * are cited first, so that what was shown once keeps its numbers.
 */
export class AnswerDraft {
  readonly #papers: Paper[] = [];
  readonly #quotes: Quote[] = [];
  readonly #claims: Claim[] = [];

  get isEmpty(): boolean {
    return this.#claims.length === 0;
  }

  get isFull(): boolean {
    return this.#claims.length === MAX_CLAIMS || this.#quotes.length === MAX_QUOTES;
  }

  /** @returns whether the claim was taken: it is new, and there is room for all of its quotes */
  add({ text, quotes: heldQuotes }: HeldClaim): boolean {
    const fresh = heldQuotes.filter((quote) => this.#find(quote) === undefined);
    const isRepeated = this.#claims.some((claim) => claim.text === text);
    if (isRepeated || this.isFull || this.#quotes.length + fresh.length > MAX_QUOTES) return false;
    for (const { paper, text } of fresh) this.#quotes.push({ citation: this.#cite(paper), text });
    this.#claims.push({ text, quotes: heldQuotes.map((quote) => this.#find(quote)!) });
    return true;
  }

  /** What can be shown by now; later additions do not change it. */
  toAnswer(note?: string): GroundedAnswer {
    const count = this.#papers.length;
    return {
      kind: 'grounded',
      lead: `${COUNTS[count]} ${count === 1 ? 'paper speaks' : 'papers speak'} to this.`,
      papers: [...this.#papers],
      quotes: this.#quotes.toSorted((one, other) => one.citation - other.citation),
      claims: [...this.#claims],
      ...(note !== undefined && { note }),
    };
  }

  #find({ paper, text }: HeldQuote): Quote | undefined {
    const citation = this.#papers.indexOf(paper) + 1;
    return this.#quotes.find((quote) => quote.citation === citation && quote.text === text);
  }

  #cite(paper: Paper): number {
    const known = this.#papers.indexOf(paper) + 1;
    return known > 0 ? known : this.#papers.push(paper);
  }
}
