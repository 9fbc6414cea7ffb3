import { ApplicationCommandOptionType as OptionType } from 'discord.js';
import { formatPaperCard } from '../src/discord/cards/paper-card.ts';
import { formatSimilarCard, SIMILAR_SHOWN } from '../src/discord/cards/similar-card.ts';
import type { Command } from '../src/discord/command.ts';
import { findPaper, knownPaper } from '../src/discord/find-paper.ts';
import { limits } from '../src/discord/limits.ts';
import { formatPaperChoices } from '../src/discord/paper-choices.ts';
import { toLine } from '../src/discord/text.ts';
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

  execute: async ({ options }, services) =>
    formatPaperCard(await findPaper(services, options.getString('paper', true))),

  autocomplete: ({ typed }, { finder }) =>
    formatPaperChoices(finder.suggest(toLine(typed), limits.choices)),

  presses: {
    open: {
      isInPlace: false,
      // Chosen in a menu, or what the message is about.
      execute: async ({ state, values: [paperId = state.paperId] }, { finder }) =>
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
