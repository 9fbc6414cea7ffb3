import { readTextAsQuery } from '../src/discord/asking/text-as-query.ts';
import { formatPaperCard } from '../src/discord/cards/paper-card.ts';
import { formatSearchCard, PAGE_SIZE } from '../src/discord/cards/search-card.ts';
import type { MessageCommand } from '../src/discord/command.ts';
import { UserError } from '../src/user-error.ts';

export const findPapersOnThis = {
  name: 'Find papers on this',

  execute: async ({ text }, { finder }) => {
    const { query, paper } = readTextAsQuery(text, finder);
    if (paper !== undefined) return formatPaperCard(paper);
    const page = await finder.search({ query, offset: 0, limit: PAGE_SIZE });
    if (page.total === 0) {
      throw new UserError(
        'I hold no paper on what that message says. Look for its subject with `/paper search`.',
      );
    }
    return formatSearchCard({ query, filters: {}, offset: 0, page });
  },
} satisfies MessageCommand;
