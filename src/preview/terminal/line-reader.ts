import {
  clearScreenDown,
  createInterface,
  cursorTo,
  type Interface,
  moveCursor,
} from 'node:readline';
import type { Candidate, Completion } from './completion.ts';
import { loadHistory, MAX_HISTORY, saveHistory } from './history.ts';
import { readNumbers } from './read-numbers.ts';

/** What came from the person: a line, the end of the input, or Ctrl-C. */
export type Entered =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'end' }
  | { readonly kind: 'interrupt' };

export interface LineReader {
  /** The next line; lines that came early are kept in order. */
  next(question: Question): Promise<Entered>;
  /** Prints a text of whole lines, above the prompt if one is waiting. */
  readonly print: (text: string) => void;
  /** Resolves at Ctrl-C while no line is being waited for. */
  readonly interrupted: Promise<void>;
  close(): void;
}

interface Question {
  readonly prompt: string;
  /** Whether this is the place for commands: with completion, and kept in the history. */
  readonly isCommand: boolean;
}

export interface LineReaderOptions {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** Whether to prompt and edit lines; else lines are read as they come and nothing is echoed. */
  readonly isInteractive: boolean;
  readonly historyFile?: string | undefined;
  readonly complete: (line: string) => Promise<Completion>;
  /** Draws the candidates where there are several; whole lines. */
  readonly formatCandidates: (candidates: readonly Candidate[]) => string;
}

export function createLineReader(options: LineReaderOptions): LineReader {
  const { input, output, isInteractive } = options;
  const early: Entered[] = [];
  let waiting: ((entered: Entered) => void) | undefined;
  let question: Question | undefined;
  let hasEnded = false;
  let interrupt = () => {};
  const interrupted = new Promise<void>((resolve) => {
    interrupt = resolve;
  });

  const lines = createInterface({
    input,
    ...(isInteractive ? editing(options, () => question, print) : { terminal: false }),
  });

  function enter(entered: Entered): void {
    question = undefined;
    if (waiting === undefined) early.push(entered);
    else waiting(entered);
    waiting = undefined;
  }

  /** Prompts anew below the text, keeping what has been typed. */
  function print(text: string): void {
    const isPrompting = isInteractive && question !== undefined;
    if (isPrompting) {
      moveCursor(output, 0, -lines.getCursorPos().rows);
      cursorTo(output, 0);
      clearScreenDown(output);
    }
    output.write(text);
    if (isPrompting) lines.prompt(true);
  }

  lines.on('line', (text) => enter({ kind: 'line', text }));
  lines.on('close', () => {
    hasEnded = true;
    enter({ kind: 'end' });
  });
  lines.on('SIGINT', () => {
    if (lines.line !== '' && question?.isCommand) {
      clearLine(lines);
    } else if (waiting === undefined) {
      interrupt();
    } else {
      output.write('\n');
      enter({ kind: 'interrupt' });
    }
  });
  keepHistory(lines, options.historyFile, () => question);

  return {
    interrupted,
    print,
    close: () => lines.close(),
    next(asked) {
      const first = early.shift();
      if (first !== undefined) return Promise.resolve(first);
      if (hasEnded) return Promise.resolve({ kind: 'end' });
      question = asked;
      if (isInteractive) {
        lines.setPrompt(asked.prompt);
        lines.prompt();
      }
      return new Promise((resolve) => {
        waiting = resolve;
      });
    },
  };
}

function editing(
  { output, historyFile, complete, formatCandidates }: LineReaderOptions,
  question: () => Question | undefined,
  print: (text: string) => void,
) {
  return {
    output,
    terminal: true,
    history: historyFile === undefined ? [] : loadHistory(historyFile),
    historySize: MAX_HISTORY,
    removeHistoryDuplicates: true,
    completer(line: string, done: (error: Error | null, result: [string[], string]) => void) {
      if (!question()?.isCommand) return done(null, [[], line]);
      complete(line).then(
        ({ typed, candidates }) => {
          const insert = commonStart(typed, candidates);
          if (insert === undefined && candidates.length > 0) {
            // As a shell does: the list stands below the line that it is about.
            print(`${question()?.prompt}${line}\n${formatCandidates(candidates)}`);
          }
          done(null, [insert === undefined ? [] : [insert], typed]);
        },
        (error) => done(error, [[], line]),
      );
    },
  };
}

/** What can be filled in without asking: the only candidate, or more letters that all share. */
function commonStart(typed: string, candidates: readonly Candidate[]): string | undefined {
  const [first, ...others] = candidates.map(({ insert }) => insert);
  if (first === undefined) return undefined;
  if (others.length === 0) return first;
  let length = 0;
  while (length < first.length && others.every((other) => other[length] === first[length])) {
    length += 1;
  }
  const shared = first.slice(0, length);
  const isLonger = shared.length > typed.length;
  return isLonger && shared.toLowerCase().startsWith(typed.toLowerCase()) ? shared : undefined;
}

function clearLine(lines: Interface): void {
  lines.write(null, { ctrl: true, name: 'e' });
  lines.write(null, { ctrl: true, name: 'u' });
}

/**
 * Commands are kept. What is filled into a form is forgotten, and so are numbers: they mean
 * something else under each message. Readline lets a listener take the newest line out again.
 */
function keepHistory(
  lines: Interface,
  file: string | undefined,
  question: () => Question | undefined,
): void {
  lines.on('history', (history: string[]) => {
    const [newest = ''] = history;
    if (!question()?.isCommand || readNumbers(newest) !== undefined) history.shift();
    else if (file !== undefined) saveHistory(file, history);
  });
}
