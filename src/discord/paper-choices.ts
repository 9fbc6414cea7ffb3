import { texToUnicode } from '../corpus/tex-to-unicode.ts';
import type { Suggestion } from '../search/paper-finder.ts';
import type { Choice } from './command.ts';
import { countChars, limits } from './limits.ts';
import { toLine } from './text.ts';
import { truncate } from './truncate.ts';

/** Papers as suggestions: title and id to read, the id as the value. */
export function formatPaperChoices(suggestions: readonly Suggestion[]): Choice[] {
  return suggestions
    .filter(({ paperId }) => countChars(paperId) <= limits.choiceChars)
    .map(({ paperId, title }) => ({ name: choiceName(title, paperId), value: paperId }));
}

function choiceName(title: string, paperId: string): string {
  const readable = toLine(texToUnicode(title)) || 'Untitled';
  const id = ` (${paperId})`;
  const room = limits.choiceChars - countChars(id);
  // A title that is cut to nothing says less than one without its id.
  return room < limits.choiceChars / 2
    ? truncate(readable, limits.choiceChars)
    : truncate(readable, room) + id;
}
