import type { Span, TexCursor } from './tex-source.ts';

/** Running text, or a formula, where spaces and scripts mean something else. */
export type Mode = 'text' | 'math';

/** What the conversion of one piece sees of the conversion it is part of. */
export interface TexContext {
  /** Where the piece begins; whatever converts it reads it, and no more. */
  readonly cursor: TexCursor;
  readonly mode: Mode;
  /** The last few UTF-16 units written in this span; empty at its beginning. */
  readonly before: string;
  /** For the places where a quotation that was opened ends: the closing mark, in TeX and Unicode. */
  readonly quoteEnds: Map<number, { readonly length: number; readonly mark: string }>;

  /** Converts an argument, in the present mode unless told; an absent one is an empty text. */
  render(span: Span | undefined, mode?: Mode): string;

  /** Takes back the white space at the end of what was written. */
  dropSpaceBefore(): void;
}
