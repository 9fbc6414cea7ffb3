import type { QueryNotes } from '../../search/paper-finder.ts';
import { code, escapeLine } from '../text.ts';

/** Who has typed more broken parts, or misspelt more words, sees what is wrong from the first. */
const MAX_PARTS_NAMED = 3;
const MAX_PART_CHARS = 50;

/** How a query was taken where that is not as it was typed: a sentence each, escaped. */
export function describeReading({ notUnderstood, corrections }: QueryNotes): string[] {
  return [describeCorrections(corrections), describeNotUnderstood(notUnderstood)].filter(Boolean);
}

function describeCorrections(corrections: QueryNotes['corrections']): string {
  if (corrections.length === 0) return '';
  const named = corrections.slice(0, MAX_PARTS_NAMED).map(({ typed, used }) => {
    const escaped = escapeLine(used, MAX_PART_CHARS);
    return `**${escaped}** instead of ${code(typed, MAX_PART_CHARS)}`;
  });
  const more = corrections.length > named.length ? ', …' : '';
  return `Showing results for ${named.join(', ')}${more}; quotation marks keep a word as typed.`;
}

function describeNotUnderstood(parts: readonly string[]): string {
  if (parts.length === 0) return '';
  const named = parts.slice(0, MAX_PARTS_NAMED).map((part) => code(part, MAX_PART_CHARS));
  const more = parts.length > named.length ? ', …' : '';
  return `Not understood: ${named.filter(Boolean).join(', ')}${more}; searched as plain words.`;
}
