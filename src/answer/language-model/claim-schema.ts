import * as z from 'zod';

/** A quote that a model claims to have copied, unchecked. */
interface StatedQuote {
  /** The number of the paper in the prompt, from 1. */
  readonly citation: number;
  readonly text: string;
}

/** A claim as a model stated it, unchecked. */
export interface StatedClaim {
  readonly text: string;
  readonly quotes: readonly StatedQuote[];
}

/** One thing that a model says in its reply. */
export type Statement =
  | { readonly kind: 'claim'; readonly claim: StatedClaim }
  /** The abstracts do not answer. */
  | { readonly kind: 'not-answered' };

/** Twice the longest quote: longer texts are neither a sentence nor a quote. */
const MAX_TEXT_CHARS = 1_000;
/** More quotes than this are not looked at. */
const MAX_QUOTES = 8;

const shortText = z.string().max(MAX_TEXT_CHARS);

/** `1`, `"1"` and `"[1]"`; models write all of them. */
const paperNumber = z
  .union([z.number(), z.string().transform((text) => Number(/\d{1,3}/.exec(text)?.[0]))])
  .pipe(z.int().positive());

const notAnswered = z.object({ answered: z.literal(false) });

const quoteObject = z.object({
  quote: shortText.optional(),
  text: shortText.optional(),
  paper: z.unknown().optional(),
  citation: z.unknown().optional(),
});

const statedQuote = z.union([shortText.transform((quote) => ({ quote })), quoteObject]);

/** The form that is asked for, and the ones that small models fall into. */
const claimObject = quoteObject.extend({
  claim: shortText.optional(),
  quotes: z.array(z.unknown()).optional(),
});

/** Reads an object of a model's reply; `undefined` when it states nothing. */
export function readStatement(value: unknown): Statement | undefined {
  const object = claimObject.safeParse(value).data;
  const text = object?.claim ?? object?.text;
  const quotes = object?.quotes ?? (object?.quote === undefined ? undefined : [object.quote]);
  if (text !== undefined && quotes !== undefined) {
    const paper = object?.paper ?? object?.citation;
    const stated = quotes.slice(0, MAX_QUOTES).flatMap((quote) => readQuote(quote, paper));
    return { kind: 'claim', claim: { text, quotes: stated } };
  }
  return notAnswered.safeParse(value).success ? { kind: 'not-answered' } : undefined;
}

/** A quote of its own paper, or of the one that its claim names. */
function readQuote(value: unknown, paperOfClaim: unknown): StatedQuote[] {
  const quote: z.infer<typeof quoteObject> | undefined = statedQuote.safeParse(value).data;
  const text = quote?.quote ?? quote?.text;
  const number = paperNumber.safeParse(quote?.paper ?? quote?.citation ?? paperOfClaim);
  return text !== undefined && number.success ? [{ citation: number.data, text }] : [];
}
