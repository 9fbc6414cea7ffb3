import { styleText } from 'node:util';
import wrapAnsi from 'wrap-ansi';
import type { OutputStream } from './parts.ts';

/** Longer lines are hard to read, and some terminals say that they have no width at all. */
const MAX_COLUMNS = 100;
const MIN_COLUMNS = 20;
const USUAL_COLUMNS = 80;

/** Writes for people: in colour and wrapped in a terminal, plain and unwrapped into a pipe. */
export interface Terminal {
  bold(text: string): string;
  dim(text: string): string;
  link(text: string): string;
  /** Wraps a text to the terminal's width, each line indented by so many spaces. */
  indent(text: string, spaces: number): string;
}

export function createTerminal(
  stream: OutputStream,
  env: Readonly<Record<string, string | undefined>>,
): Terminal {
  const hasColors = stream.isTTY === true && !env.NO_COLOR;
  const style = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    hasColors ? styleText(format, text, { validateStream: false }) : text;
  const columns = stream.isTTY ? widthOf(stream) : Infinity;
  return {
    bold: style('bold'),
    dim: style('dim'),
    link: style(['cyan', 'underline']),
    indent(text, spaces) {
      const margin = ' '.repeat(spaces);
      const wrapped = columns === Infinity ? text : wrapAnsi(text, columns - spaces);
      return wrapped.replace(/^(?=.)/gm, margin);
    },
  };
}

function widthOf({ columns = 0 }: OutputStream): number {
  return columns < MIN_COLUMNS ? USUAL_COLUMNS : Math.min(columns, MAX_COLUMNS);
}

/** Waits until the stream has taken the text, so that a slow reader slows the writer down. */
export function print(stream: OutputStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

/** The text on one line, without what could steer a terminal: papers are other people's text. */
export function harmless(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ');
}
