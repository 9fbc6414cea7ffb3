import { UserError } from '../user-error.ts';

/** More would only scroll the first ones away. */
const MAX_SHOWN = 50;

/**
 * Collects what is wrong with some files, so that a person can put it all right in one go. It keeps
 * the first 50 and counts the rest, for a broken corpus may have a million bad lines.
 */
export class ProblemList {
  private readonly shown: string[] = [];
  private count = 0;

  get isEmpty(): boolean {
    return this.count === 0;
  }

  /** Adds one; `line` counts from 1 and is left out for what concerns the whole file. */
  add(file: string, line: number | undefined, message: string): void {
    this.count++;
    if (this.shown.length < MAX_SHOWN) {
      this.shown.push(`${file}${line === undefined ? '' : `:${line}`}: ${message}`);
    }
  }

  /** Throws one `UserError` with a line for each problem, if there are any. */
  throwIfAny(): void {
    if (this.isEmpty) return;
    const hidden = this.count - this.shown.length;
    const more = hidden === 0 ? [] : [`… and ${hidden} more problem${hidden === 1 ? '' : 's'}`];
    throw new UserError([...this.shown, ...more].join('\n'));
  }
}
