import { ApplicationCommandOptionType as OptionType } from 'discord.js';
import type { Paper } from '../src/corpus/paper.ts';
import { formatPaperCard } from '../src/discord/cards/paper-card.ts';
import { formatSimilarCard, SIMILAR_SHOWN } from '../src/discord/cards/similar-card.ts';
import type { Command } from '../src/discord/command.ts';
import { limits } from '../src/discord/limits.ts';
import { formatPaperChoices } from '../src/discord/paper-choices.ts';
import { escapeLine, quote, toLine } from '../src/discord/text.ts';
import type { PaperFinder } from '../src/search/paper-finder.ts';
import { UserError } from '../src/user-error.ts';

export const show = {
  name: 'show',
  description: 'Show one paper with its whole abstract',
  options: [
    {
      type: OptionType.String,
      name: 'paper',
      description: 'Part of its title, its id (2305.10314), or a link to arXiv or Hugging Face',
      required: true,
      autocomplete: true,
    },
  ],
  examples: [
    '/paper show paper:2305.10314',
    '/paper show paper:https://huggingface.co/papers/2401.01335',
  ],

  execute: async ({ options }, { finder }) =>
    formatPaperCard(findPaper(finder, options.getString('paper', true))),

  autocomplete: ({ typed }, { finder }) =>
    formatPaperChoices(finder.suggest(toLine(typed), limits.choices)),

  presses: {
    open: {
      isInPlace: false,
      execute: async ({ values: [paperId] }, { finder }) =>
        formatPaperCard(knownPaper(finder, paperId)),
    },
    similar: {
      isInPlace: false,
      execute: async ({ state: { paperId } }, { finder }) => {
        const paper = knownPaper(finder, paperId);
        const hits = await finder.similar(paper.id, SIMILAR_SHOWN);
        if (hits.length === 0) throw new UserError('I hold no other paper that is similar to it.');
        return formatSimilarCard(paper, hits);
      },
    },
  },
} satisfies Command;

/** The paper that somebody typed an id, a link or a title of. */
function findPaper(finder: PaperFinder, reference: string): Paper {
  const paper = finder.resolve(reference.trim());
  if (paper !== undefined) return paper;
  const near = finder
    .suggest(toLine(reference), 2)
    .map(({ title, paperId }) => `${quote(title)} (\`${escapeLine(paperId, 100)}\`)`);
  throw new UserError(
    `I hold no paper ${quote(reference)}. ${
      near.length > 0
        ? `Do you mean ${near.join(' or ')}?`
        : 'Type a part of its title and pick it from the list, or find it with `/paper search`.'
    }`,
  );
}

/** The paper that a card of ours is about. */
function knownPaper(finder: PaperFinder, paperId = ''): Paper {
  const paper = finder.resolve(paperId);
  if (paper !== undefined) return paper;
  throw new UserError(
    `The paper ${quote(paperId)} is no longer in my corpus. Look for it with \`/paper search\`.`,
  );
}
