import type { SearchPage } from '../../search/paper-finder.ts';
import type { SearchFilters } from '../../search/paper-index.ts';
import { writeCustomIds } from '../custom-id.ts';
import { countChars, limits } from '../limits.ts';
import { isRememberable, stateLimits } from '../message-state.ts';
import { escapeLine, quote } from '../text.ts';
import { button, type Card, cardOf, joinLines, row, textDisplay } from './components.ts';
import { countPapers, readableCount } from './counts.ts';
import { paperEntries } from './paper-entries.ts';
import { subtext } from './paper-lines.ts';
import { paperMenu } from './paper-menu.ts';
import { describeReading } from './query-notes.ts';

/** Papers on one page of a search. */
export const PAGE_SIZE = 5;

/** A search, and the page of its ranking that is shown. */
export interface ShownSearch {
  readonly query: string;
  readonly filters: SearchFilters;
  readonly offset: number;
  /** Holds at least one paper. */
  readonly page: SearchPage;
}

/** One page of hits, with what it takes to leaf through them and to open one. */
export function formatSearchCard(shown: ShownSearch): Card {
  const { query, filters, page } = shown;
  const header = joinLines([
    `**${countPapers(page.total)}** for ${quote(query)}`,
    subtext(describeFilters(filters)),
    ...describeReading(page).map((note) => subtext([note])),
  ]);
  const hits = paperEntries(page.papers, limits.textDisplayChars - countChars(header));

  const controls = page.total > PAGE_SIZE ? pagedControls(shown) : lonePageControls(shown);
  const open = paperMenu(controls.openId, page.papers);
  // Without the menu the custom ids would not hold the whole state.
  const rows = open === undefined ? [] : [row(open), row(...controls.buttons)];
  return cardOf(textDisplay(header), ...hits, ...rows);
}

interface Controls {
  readonly openId: string;
  readonly buttons: readonly ReturnType<typeof button>[];
}

function pagedControls({ query, filters, offset, page }: ShownSearch): Controls {
  const first = firstPaper(page);
  const ids = writeCustomIds(['open', 'previous', 'page', 'next', 'similar'], {
    ...first,
    query,
    filters,
    offset,
  });
  const last = offset + page.papers.length;
  const range = `${readableCount(offset + 1)}–${readableCount(last)} of ${readableCount(page.total)}`;
  return {
    openId: ids.open,
    buttons: [
      button(ids.previous, '◀ Previous', { disabled: offset === 0 }),
      button(ids.page, range, { disabled: true }),
      button(ids.next, 'Next ▶', {
        disabled: last >= page.total || offset + PAGE_SIZE > stateLimits.offset,
      }),
      similarButton(ids.similar, offset, first),
    ],
  };
}

function lonePageControls({ offset, page }: ShownSearch): Controls {
  const first = firstPaper(page);
  const ids = writeCustomIds(['open', 'similar'], first);
  return { openId: ids.open, buttons: [similarButton(ids.similar, offset, first)] };
}

/** The paper that the button for similar papers is about, if a message can remember it. */
function firstPaper({ papers: [first] }: SearchPage): { paperId?: string } {
  const id = first?.paper.id;
  return id !== undefined && isRememberable(id) ? { paperId: id } : {};
}

function similarButton(customId: string, offset: number, { paperId }: { paperId?: string }) {
  const label = `Similar to ${readableCount(offset + 1)}`;
  return button(customId, label, { disabled: paperId === undefined });
}

/** The filters that are set, in words, escaped. */
export function describeFilters({ year, category, author }: SearchFilters): string[] {
  return [
    year === undefined ? '' : `from ${year}`,
    category === undefined ? '' : `in ${escapeLine(category, 40)}`,
    author === undefined ? '' : `by ${escapeLine(author, 120)}`,
  ].filter((filter) => filter !== '');
}
