import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** How many lines are kept. */
export const MAX_HISTORY = 500;

/** The lines of earlier sessions, newest first. */
export function loadHistory(file: string): string[] {
  try {
    const lines = readFileSync(file, 'utf8').split('\n');
    return lines
      .filter((line) => line !== '')
      .reverse()
      .slice(0, MAX_HISTORY);
  } catch {
    // A history that cannot be read, most often because there is none yet, is no reason to stop.
    return [];
  }
}

/** Keeps lines, newest first, for the next session; readable for their author only. */
export function saveHistory(file: string, lines: readonly string[]): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${[...lines].reverse().join('\n')}\n`, { mode: 0o600 });
  } catch {
    // A folder that cannot be written to only costs the history.
  }
}
