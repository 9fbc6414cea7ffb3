import { ApplicationCommandOptionType as OptionType } from 'discord.js';
import { suggestCategories } from '../src/discord/arxiv-categories.ts';
import type { Card } from '../src/discord/cards/components.ts';
import { countPapers } from '../src/discord/cards/counts.ts';
import { describeReading } from '../src/discord/cards/query-notes.ts';
import { formatSearchCard, PAGE_SIZE } from '../src/discord/cards/search-card.ts';
import type { AnsweringPress, Command, Services } from '../src/discord/command.ts';
import { explainNoHit } from '../src/discord/explain-no-hit.ts';
import type { MessageState } from '../src/discord/message-state.ts';
import { readFilters, readQuery } from '../src/discord/query-options.ts';
import { UserError } from '../src/user-error.ts';

export const search = {
  name: 'search',
  description: 'Find papers on a subject, in your own words',
  options: [
    {
      type: OptionType.String,
      name: 'query',
      description: 'What the papers are about: a few words or a question; /paper help shows more',
      required: true,
    },
    {
      type: OptionType.String,
      name: 'year',
      description: 'Only papers of this year, 2023, or of these, 2022..2024',
    },
    {
      type: OptionType.String,
      name: 'category',
      description: 'Only papers of this arXiv category, such as cs.CL',
      autocomplete: true,
    },
    {
      type: OptionType.String,
      name: 'author',
      description: 'Only papers with this author; a surname is enough',
    },
    {
      type: OptionType.String,
      name: 'title',
      description: 'Only papers with these words, or this "exact phrase", in the title',
    },
    {
      type: OptionType.String,
      name: 'exclude',
      description: 'No papers with any of these words or "exact phrases"',
    },
    {
      type: OptionType.Boolean,
      name: 'private',
      description: 'Show the answer to you alone',
    },
  ],
  examples: [
    '/paper search query:ways to align a model without RL',
    '/paper search query:code generation year:2023 category:cs.SE',
    '/paper search query:agents "tool use" -survey year:2022..2024',
  ],

  execute: ({ options }, services) =>
    showPage({ query: readQuery(options), filters: readFilters(options), offset: 0 }, services),

  autocomplete: ({ typed }) =>
    suggestCategories(typed).map(({ code, name }) => ({ name: `${code}: ${name}`, value: code })),

  presses: { previous: turnPage(-PAGE_SIZE), next: turnPage(PAGE_SIZE) },
} satisfies Command;

function turnPage(step: number): AnsweringPress {
  return {
    isInPlace: true,
    execute: ({ state }, services) =>
      showPage({ ...state, offset: Math.max(0, (state.offset ?? 0) + step) }, services),
  };
}

async function showPage(
  { query = '', filters = {}, offset = 0 }: MessageState,
  { finder }: Services,
): Promise<Card> {
  const page = await finder.search({ query, filters, offset, limit: PAGE_SIZE });
  if (page.total === 0) {
    const explained = await explainNoHit(finder, query, filters);
    throw new UserError([explained, ...describeReading(page)].join('\n'));
  }
  if (page.papers.length === 0) {
    throw new UserError(
      `That page is gone: only ${countPapers(page.total)} match now. ` +
        'The corpus has changed; search again to see them.',
    );
  }
  return formatSearchCard({ query, filters, offset, page });
}
