import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import type { LocalDiscord } from '../../../src/preview/local-discord/local-discord.ts';
import { runTerminal, type TerminalOptions } from '../../../src/preview/terminal/run-terminal.ts';

/** A terminal with a person, or a script, at it. */
export interface OpenTerminal {
  /** Types; a Tab or a key counts as pressed when it comes last. */
  type(keys: string): void;
  end(): void;
  /** Everything printed so far, escape sequences taken out. */
  screen(): string;
  /** Everything printed so far. */
  raw(): string;
  /** Waits until something new is printed that matches, and gives what came since the last wait. */
  until(pattern: RegExp | string): Promise<string>;
  readonly exitCode: Promise<number>;
}

export function openTerminal(
  discord: LocalDiscord,
  options: Partial<TerminalOptions> = {},
): OpenTerminal {
  const input = new PassThrough();
  const output = new PassThrough({ encoding: 'utf8' });
  let printed = '';
  let seen = 0;
  let check = () => {};
  output.on('data', (chunk: string) => {
    printed += chunk;
    check();
  });
  return {
    type: (keys) => void input.write(keys),
    end: () => void input.end(),
    screen: () => stripVTControlCharacters(printed),
    raw: () => printed,
    until: (pattern) =>
      new Promise((resolve) => {
        check = () => {
          const fresh = stripVTControlCharacters(printed.slice(seen));
          if (!(typeof pattern === 'string' ? fresh.includes(pattern) : pattern.test(fresh)))
            return;
          check = () => {};
          seen = printed.length;
          resolve(fresh);
        };
        check();
      }),
    exitCode: runTerminal({
      discord,
      input,
      output,
      isInteractive: false,
      colour: false,
      columns: () => 80,
      ...options,
    }),
  };
}
