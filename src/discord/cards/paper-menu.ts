import type { APISelectMenuOption, APIStringSelectComponent } from 'discord.js';
import type { Paper } from '../../corpus/paper.ts';
import { countChars, limits } from '../limits.ts';
import { truncate } from '../truncate.ts';
import { menu } from './components.ts';
import { plainByline, readableTitle } from './paper-lines.ts';

/** A paper with its place in a list. */
export interface RankedPaper {
  readonly rank: number;
  readonly paper: Paper;
}

/**
 * A menu from which a paper's whole card is opened; the value of an option is the paper's id.
 *
 * @returns `undefined` when not one of the papers has an id that is short enough for a menu
 */
export function paperMenu(
  customId: string,
  papers: readonly RankedPaper[],
): APIStringSelectComponent | undefined {
  const options = papers
    .filter(({ paper }) => countChars(paper.id) <= limits.selectOptionChars)
    .slice(0, limits.selectOptions)
    .map(paperOption);
  return options.length === 0 ? undefined : menu(customId, 'Open a paper…', options);
}

function paperOption({ rank, paper }: RankedPaper): APISelectMenuOption {
  const description = plainByline(paper);
  return {
    label: truncate(`${rank}. ${readableTitle(paper)}`, limits.selectOptionChars),
    value: paper.id,
    ...(description && { description: truncate(description, limits.selectOptionChars) }),
  };
}
