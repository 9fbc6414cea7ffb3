import { formatHelpCard } from '../src/discord/cards/help-card.ts';
import type { Command } from '../src/discord/command.ts';

export const help = {
  name: 'help',
  description: 'See what I can do, with examples',
  options: [],
  examples: ['/paper help'],
  isEphemeral: true,

  execute: async ({ commands, commandId }, { finder }) =>
    formatHelpCard({ commands, commandId, corpusSize: finder.size }),
} satisfies Command;
