import type { QueryNotes } from '../search/paper-finder.ts';
import { harmless } from './terminal.ts';

/** How a query was taken where that is not as it was typed: a line each, none for none. */
export function describeReading({ notUnderstood, corrections }: QueryNotes): string {
  const corrected = corrections
    .map(({ typed, used }) => `${quoted(used)} instead of ${quoted(typed)}`)
    .join(', ');
  const parts = notUnderstood.map(quoted).join(', ');
  return [
    corrected && `Showing results for ${corrected}.\n`,
    parts && `Not understood: ${parts}; searched as plain words.\n`,
  ].join('');
}

function quoted(text: string): string {
  return `“${harmless(text)}”`;
}
