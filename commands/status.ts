import type { Command } from '../src/discord/command.ts';
import { requireGuild } from '../src/discord/following/check-access.ts';
import { formatStatusCard } from '../src/discord/following/status-card.ts';

export const status = {
  name: 'status',
  description: 'See how the sources are doing, and why no paper came',
  isEphemeral: true,
  options: [],
  examples: ['/paper status'],

  execute: async ({ guild }, { following, now }) =>
    formatStatusCard(await following.status(requireGuild(guild).id), new Date(now())),
} satisfies Command;
