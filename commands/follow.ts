import { ApplicationCommandOptionType as OptionType } from 'discord.js';
import { noteCard } from '../src/discord/cards/components.ts';
import type { Command, CommandOptions } from '../src/discord/command.ts';
import {
  requireChannel,
  requireGuild,
  requireManager,
  requirePermissions,
  requirePing,
} from '../src/discord/following/check-access.ts';
import { STYLE_NAMES, topicOf } from '../src/discord/following/describe-wish.ts';
import { formatDraftCard } from '../src/discord/following/preview-card.ts';
import { readMention, readWish } from '../src/discord/following/read-wish.ts';
import { suggestFor } from '../src/discord/following/suggest.ts';
import { POSTING_TYPES } from '../src/discord/posting/needed-permissions.ts';
import type { PostStyle } from '../src/store/subscription-store.ts';
import { UserError } from '../src/user-error.ts';

const text = (name: string, description: string) =>
  ({ type: OptionType.String, name, description }) as const;

const suggested = (name: string, description: string) =>
  ({ ...text(name, description), autocomplete: true }) as const;

export const follow = {
  name: 'follow',
  description: 'Post new papers in a channel by themselves; shows a preview first',
  isEphemeral: true,
  options: [
    {
      type: OptionType.Channel,
      name: 'channel',
      description: 'Where to post; this channel if you leave it out',
      channel_types: POSTING_TYPES,
    },
    text('topic', 'What the papers are about, as in /paper search; all papers without it'),
    suggested('sources', 'Only from these sources, with commas between'),
    text('exclude', 'No papers with any of these words or "exact phrases"'),
    text('authors', 'Only papers with one of these authors, with commas between'),
    suggested('categories', 'Only papers of one of these arXiv categories'),
    {
      type: OptionType.Number,
      name: 'min_score',
      description: 'How near a paper must come to the topic, 0 to 1; the preview shows scores',
      min_value: 0,
      max_value: 1,
    },
    suggested('when', 'At once, or a digest: daily 9:00 Europe/Berlin, weekly Monday 18:00 UTC'),
    {
      type: OptionType.Role,
      name: 'mention',
      description: 'A role to ping with every post; nobody without it',
    },
    {
      ...text('style', 'How papers are posted'),
      choices: Object.entries(STYLE_NAMES).map(([value, name]) => ({ name, value })),
    },
    suggested('tags', 'Tags for the posts in a forum, with commas between'),
    {
      type: OptionType.Boolean,
      name: 'cross_lists',
      description: 'Also papers that are cross-listed from another category',
    },
    {
      type: OptionType.Boolean,
      name: 'replacements',
      description: 'Also new versions of older papers',
    },
  ],
  examples: [
    '/paper follow topic:alignment without RL exclude:survey',
    '/paper follow topic:"reward model" when:"daily 9 Europe/Berlin"',
  ],

  execute: async ({ options, channelId: here, guild: scene }, { following }) => {
    const guild = requireGuild(scene);
    const channelId = options.getChannel('channel')?.id ?? here;
    requireManager(guild, channelId);
    const channel = requireChannel(guild, channelId);
    const mention = readMention(options.getRole('mention')?.id, guild);
    const wish = readWish(
      { ...typedIn(options), ...(mention !== undefined && { mention }) },
      { channel, sources: following.sources },
    );
    requirePermissions(channel, wish.style);
    requirePing(guild, channel, mention);
    const draft = { guildId: guild.id, channelId, wish };
    const key = await following.propose(draft);
    return formatDraftCard(draft, await following.preview(wish), key);
  },

  autocomplete: ({ option, typed, channel }, { following }) =>
    suggestFor(option, typed, { sources: following.sources, tags: channel?.tags ?? [] }),

  presses: {
    follow: {
      isInPlace: true,
      execute: async ({ state, guild: scene }, { following }) => {
        const guild = requireGuild(scene);
        const draft = following.decide(state.key ?? '');
        if (draft === undefined || draft.guildId !== guild.id) {
          throw new UserError('This preview is too old. Give `/paper follow` once more.');
        }
        requireManager(guild, draft.channelId);
        requirePermissions(requireChannel(guild, draft.channelId), draft.wish.style);
        const { id, channelId, wish } = await following.follow(draft);
        return noteCard(
          `Following ${topicOf(wish)} in <#${channelId}>, as number ${id}. ` +
            '`/paper following` pauses, changes or removes it; `/paper status` says how it goes.',
        );
      },
    },
    nofollow: {
      isInPlace: true,
      execute: async ({ state }, { following }) => {
        following.decide(state.key ?? '');
        return noteCard('Not followed. Nothing is posted.');
      },
    },
  },
} satisfies Command;

function typedIn(options: CommandOptions) {
  const texts = ['topic', 'sources', 'exclude', 'authors', 'categories', 'when', 'tags'] as const;
  const given = texts.map((name) => [name, options.getString(name) ?? ''] as const);
  const minScore = options.getNumber('min_score');
  const style = options.getString('style');
  return {
    ...(Object.fromEntries(given) as Record<(typeof texts)[number], string>),
    ...(minScore !== null && { minScore }),
    ...(style !== null && { style: style as PostStyle }),
    crossLists: options.getBoolean('cross_lists') ?? false,
    replacements: options.getBoolean('replacements') ?? false,
  };
}
