import type { Snippet } from '../search/snippet.ts';
import { escapeText } from './text.ts';
import { truncateToFit } from './truncate.ts';

/** A snippet for a card: escaped, matched words in bold, at most `maxChars` long. */
export function highlight(snippet: Snippet, maxChars: number): string {
  return truncateToFit(snippet.text, maxChars, (cut) => {
    const kept = cut === snippet.text ? cut.length : cut.length - 1;
    return boldMatches(cut, kept, snippet.matches);
  }).trim();
}

/** @param kept how much of the snippet's text stands in `cut`, before the ellipsis */
function boldMatches(cut: string, kept: number, matches: Snippet['matches']): string {
  let rendered = '';
  let at = 0;
  for (const [start, end] of joinNeighbours(cut.slice(0, kept), matches)) {
    const word = escapeText(cut.slice(start, end));
    rendered += escapeText(cut.slice(at, start));
    rendered += word === '' ? '' : `**${word}**`;
    at = end;
  }
  return rendered + escapeText(cut.slice(at));
}

/**
 * Matches with only white space between them become one: `**direct** **preference**` is noise,
 * and Discord reads `**a****b**` as something else.
 */
function joinNeighbours(text: string, matches: Snippet['matches']): Snippet['matches'] {
  const joined: (readonly [start: number, end: number])[] = [];
  for (const match of matches) {
    const word = text.slice(...match);
    if (word.trim() === '') continue;
    const start = match[0] + word.length - word.trimStart().length;
    const end = match[0] + word.trimEnd().length;
    const last = joined.at(-1);
    if (last !== undefined && text.slice(last[1], start).trim() === '') {
      joined[joined.length - 1] = [last[0], end];
    } else {
      joined.push([start, end]);
    }
  }
  return joined;
}
