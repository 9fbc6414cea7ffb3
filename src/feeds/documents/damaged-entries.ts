import type { BadEntry } from '../source.ts';

const ENTRY_START = /<(?:[\w.-]+:)?(?:item|entry)[\s>]/i;
const ENTRY_END = /<\/(?:[\w.-]+:)?(?:item|entry)\s*>/gi;

/** A document without its damaged entries, and what is wrong with these. */
interface MendedDocument {
  readonly text: string;
  readonly bad: readonly BadEntry[];
}

/**
 * Leaves out the entries that keep a parser from reading a feed, such as those with a bare `<` in a
 * title.
 *
 * @param damageOf what is wrong with a document, in words; `undefined` when it can be read
 * @returns `undefined` when the damage is not that of entries, or no entry is whole
 */
export function leaveOutDamaged(
  text: string,
  damageOf: (document: string) => string | undefined,
): MendedDocument | undefined {
  const { head, entries, tail } = takeApart(text);
  if (entries.length < 2 || damageOf(head + tail) !== undefined) return undefined;
  const whole: string[] = [];
  const bad: BadEntry[] = [];
  for (const [i, entry] of entries.entries()) {
    const reason = damageOf(head + entry + tail);
    if (reason === undefined) whole.push(entry);
    else bad.push({ entry: `entry ${i + 1} of ${entries.length}`, reason });
  }
  return whole.length === 0 ? undefined : { text: head + whole.join('') + tail, bad };
}

/** What stands before, between and behind entries; where these begin and end is a guess. */
function takeApart(text: string): { head: string; entries: string[]; tail: string } {
  const entries: string[] = [];
  let head = '';
  let at = 0;
  for (const { index, 0: mark } of text.matchAll(ENTRY_END)) {
    const end = index + mark.length;
    const start = text.slice(at, end).search(ENTRY_START);
    if (start < 0) continue;
    if (entries.length === 0) head = text.slice(0, at + start);
    entries.push(text.slice(at + start, end));
    at = end;
  }
  return { head, entries, tail: text.slice(at) };
}
