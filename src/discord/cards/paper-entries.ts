import type { APIComponentInContainer } from 'discord.js';
import type { Snippet } from '../../search/snippet.ts';
import { highlight } from '../highlight.ts';
import { countChars } from '../limits.ts';
import { joinLines, separator, textDisplay } from './components.ts';
import { byline, linkLine, titleHeading } from './paper-lines.ts';
import type { RankedPaper } from './paper-menu.ts';

/** A paper in a list, with what is shown of its abstract. */
export interface PaperEntry extends RankedPaper {
  readonly snippet: Snippet;
}

/** Room for one heading with its link, in characters. */
const MAX_HEADING_CHARS = 320;
const MAX_BYLINE_CHARS = 140;
const MAX_LINKS_CHARS = 180;

/** More than two sentences are a wall on a phone. */
const MAX_SNIPPET_CHARS = 400;

/**
 * Papers one under the other: title, authors, snippet, links.
 *
 * Titles, authors and links have fixed room; the snippets share what is left, and what one does
 * not use goes to the next.
 *
 * @param room characters for all of them, at least 650 each
 */
export function paperEntries(
  entries: readonly PaperEntry[],
  room: number,
): APIComponentInContainer[] {
  const frames = entries.map((entry) => ({
    entry,
    above: joinLines([
      titleHeading(entry.paper, `### ${entry.rank}. `, MAX_HEADING_CHARS),
      byline(entry.paper, MAX_BYLINE_CHARS),
    ]),
    below: linkLine(entry.paper, MAX_LINKS_CHARS),
  }));
  let left = room - frames.reduce((sum, { above, below }) => sum + charsAround(above, below), 0);

  return frames.flatMap(({ entry, above, below }, index) => {
    const share = Math.floor(left / (frames.length - index));
    const snippet = highlight(entry.snippet, Math.min(MAX_SNIPPET_CHARS, share));
    left -= countChars(snippet);
    return [separator(), textDisplay(above, snippet, below)];
  });
}

/** With the line breaks on both sides of the snippet. */
function charsAround(above: string, below: string): number {
  return countChars(above) + countChars(below) + 2;
}
