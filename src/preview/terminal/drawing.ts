import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import type { Theme } from './theme.ts';

/** Names of what a message mentions by id; `undefined` for what is not known. */
export interface Names {
  user(id: string): string | undefined;
  role(id: string): string | undefined;
  channel(id: string): string | undefined;
}

/** What drawing depends on beside the message. */
export interface Canvas {
  readonly theme: Theme;
  /** Width in cells, at least 1. */
  readonly columns: number;
  readonly names: Names;
  /** For relative times. */
  readonly nowMs: number;
  /** Whether a link's address is to be printed at this place, given that it cannot be clicked. */
  readonly showsAddress: (href: string) => boolean;
}

/** A space at which no line is broken. */
export const KEPT_SPACE = '\u00A0';

/** Breaks text into lines that fit, words whole where they can be. */
export function wrap(text: string, columns: number): string[] {
  const wrapped = wrapAnsi(text, Math.max(columns, 1), { hard: true });
  return wrapped.replaceAll(KEPT_SPACE, ' ').split('\n');
}

/** Breaks code into lines that fit, its white space kept. */
export function wrapCode(text: string, columns: number): string[] {
  return wrapAnsi(text, Math.max(columns, 1), { hard: true, trim: false }).split('\n');
}

/** Wraps text behind a prefix; further lines are indented by as much, or get a prefix too. */
export function wrapBehind(
  first: string,
  text: string,
  columns: number,
  further: string = ' '.repeat(stringWidth(first)),
): string[] {
  const lines = wrap(text, columns - stringWidth(first));
  return lines.map((line, index) => (index === 0 ? first : further) + line);
}

/** Sets pieces side by side, as many in a line as fit. */
export function flow(pieces: readonly string[], gap: string, columns: number): string[] {
  const lines: string[] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    const joined = last === undefined ? piece : last + gap + piece;
    if (last !== undefined && stringWidth(joined) <= columns) {
      lines[lines.length - 1] = joined;
    } else {
      // Wrapping would trim the margins of a piece that needs none.
      lines.push(...(stringWidth(piece) <= columns ? [piece] : wrap(piece, columns)));
    }
  }
  return lines;
}

/** Sets a bar in the colour of a container or an embed before its lines. */
export function bar(
  lines: readonly string[],
  colour: number | null | undefined,
  { theme }: Canvas,
): string[] {
  const stroke = theme.tint(theme.hasColour ? '▎' : '│', colour);
  return lines.map((line) => (line === '' ? stroke : `${stroke} ${line}`));
}
