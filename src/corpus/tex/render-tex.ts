import { renderMathPiece } from './render-math-piece.ts';
import { renderTextPiece } from './render-text-piece.ts';
import type { Mode, TexContext } from './tex-context.ts';
import { createTexSource, type Span, TexCursor, type TexSource } from './tex-source.ts';

/** Groups that are nested deeper are nobody's writing; they stay as they are. */
const MAX_DEPTH = 60;

/** Enough for a letter of two units and a mark on it. */
const LOOK_BEHIND = 4;

/** Converts a whole text. It never throws: what is no TeX, or broken TeX, is kept as it stands. */
export function renderTex(text: string): string {
  return renderSpan(createTexSource(text), { start: 0, end: text.length }, 'text', new Map(), 0);
}

function renderSpan(
  source: TexSource,
  span: Span,
  mode: Mode,
  quoteEnds: TexContext['quoteEnds'],
  depth: number,
): string {
  if (depth > MAX_DEPTH) return source.text.slice(span.start, span.end);

  const cursor = new TexCursor(source, span);
  let written = '';
  // Kept apart, for to look at the end of a string that is growing copies all of it.
  let before = '';
  const context: TexContext = {
    cursor,
    mode,
    quoteEnds,
    get before() {
      return before;
    },
    render(inner, innerMode = mode) {
      return inner === undefined ? '' : renderSpan(source, inner, innerMode, quoteEnds, depth + 1);
    },
    dropSpaceBefore() {
      if (!/\s$/.test(before)) return;
      written = written.trimEnd();
      before = written.slice(-LOOK_BEHIND);
    },
  };
  const renderPiece = mode === 'text' ? renderTextPiece : renderMathPiece;
  while (!cursor.done) {
    const piece = renderPiece(context);
    written += piece;
    before = (before + piece.slice(-LOOK_BEHIND)).slice(-LOOK_BEHIND);
  }
  return written;
}
