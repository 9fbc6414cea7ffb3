import type { Paper } from '../../corpus/paper.ts';
import type { Hit } from '../../search/paper-index.ts';
import { writeCustomIds } from '../custom-id.ts';
import { countChars, limits } from '../limits.ts';
import { escapeText } from '../text.ts';
import { truncate, truncateToFit } from '../truncate.ts';
import { type Card, cardOf, row, textDisplay } from './components.ts';
import { paperEntries } from './paper-entries.ts';
import { readableAbstract, readableTitle } from './paper-lines.ts';
import { paperMenu } from './paper-menu.ts';

/** Papers that are shown as similar to one. */
export const SIMILAR_SHOWN = 5;

/** Enough of an abstract to see what a paper is about. */
const MAX_OPENING_CHARS = 260;

/** The papers nearest to one, best first, with the opening of each abstract. */
export function formatSimilarCard(paper: Paper, hits: readonly Hit[]): Card {
  const title = truncateToFit(readableTitle(paper), 240, (cut) => `**${escapeText(cut)}**`);
  return formatNear(`Papers similar to ${title}`, hits);
}

/** The papers nearest to those of an answer. */
export function formatRelatedCard(hits: readonly Hit[]): Card {
  return formatNear('Papers related to this answer', hits);
}

function formatNear(header: string, hits: readonly Hit[]): Card {
  const entries = hits.slice(0, SIMILAR_SHOWN).map((hit, index) => ({
    rank: index + 1,
    paper: hit.paper,
    snippet: {
      text: truncate(readableAbstract(hit.paper), MAX_OPENING_CHARS, 'sentence'),
      matches: [],
    },
  }));
  const open = paperMenu(writeCustomIds(['open'], {}).open, entries);
  return cardOf(
    textDisplay(header),
    ...paperEntries(entries, limits.textDisplayChars - countChars(header)),
    ...(open === undefined ? [] : [row(open)]),
  );
}
