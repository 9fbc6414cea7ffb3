import { ChannelType } from 'discord-api-types/v10';
import type { LocalDiscord } from '../../src/preview/local-discord/local-discord.ts';
import type { FoundPaper } from '../../src/store/paper-store.ts';
import type { PostStyle, Wish } from '../../src/store/subscription-store.ts';
import { between, createRandom, pick, shuffled } from '../bench/random.ts';
import { paperWith } from '../sample-papers.ts';

const CATEGORIES = [
  'cs.AI',
  'cs.CL',
  'cs.CV',
  'cs.HC',
  'cs.IR',
  'cs.LG',
  'cs.MA',
  'cs.NE',
  'cs.RO',
  'cs.SE',
  'eess.AS',
  'stat.ML',
];

/** A word by which some channels leave papers out. */
const SURVEY = 'survey';

/** One paper in so many is a survey. */
const SURVEY_EVERY = 7;

/** What senders find at their source, in this order: the same papers for the same seed. */
export function papersOf(seed: number, count: number): FoundPaper[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, index) => {
    const isSurvey = between(1, SURVEY_EVERY, random) === 1;
    const number = index + 1;
    const primaryCategory = pick(CATEGORIES, random);
    return {
      source: 'soak',
      announcement: 'new',
      paper: paperWith({
        id: `2601.${String(number).padStart(5, '0')}`,
        title: `${isSurvey ? 'A survey' : 'A study'} of $O(n^${number})$ things, *no. ${number}* @here`,
        abstract: `We look at ${number} things. ${'It takes long to tell. '.repeat(number % 90)}`,
        primaryCategory,
        categories: [primaryCategory],
        publishedAt: '2026-01-05',
      }),
    };
  });
}

type Kind = 'text' | 'announcement' | 'forum';

const CHANNEL_TYPES = {
  text: ChannelType.GuildText,
  announcement: ChannelType.GuildAnnouncement,
  forum: ChannelType.GuildForum,
} as const;

/** A channel, what it wants and so what it must have in the end. */
export interface SceneChannel {
  readonly id: string;
  readonly kind: Kind;
  readonly wish: Wish;
  /** Id of the role that every message pings. */
  readonly mention?: string;
  /** Ids of the papers that belong there, in order. */
  readonly paperIds: readonly string[];
}

const STYLES: readonly (readonly [Kind, PostStyle])[] = [
  ['text', 'posts'],
  ['forum', 'forum'],
  ['text', 'threads'],
  ['announcement', 'posts'],
  ['text', 'digest'],
  ['forum', 'forum'],
  ['text', 'posts'],
  ['text', 'threads'],
  ['announcement', 'digest'],
  ['text', 'digest'],
];

/** Makes `count` channels of all kinds, each with a wish of its own. */
export function setScene(
  { admin }: Pick<LocalDiscord, 'admin'>,
  { seed, count, papers }: { seed: number; count: number; papers: readonly FoundPaper[] },
): SceneChannel[] {
  const random = createRandom(seed + 1);
  const role = admin.createRole({ name: 'Readers', mentionable: true });
  return Array.from({ length: count }, (_, index): SceneChannel => {
    const [kind, style] = STYLES[index % STYLES.length]!;
    const isForum = kind === 'forum';
    const channel = admin.createChannel({
      name: `${kind}-${style}-${index + 1}`,
      type: CHANNEL_TYPES[kind],
      ...(isForum && { tags: ['paper', 'question'], requiresTag: index % 2 === 0 }),
    });
    const categories = shuffled(CATEGORIES, random).slice(0, between(1, 3, random));
    const exclude = random() < 0.5 ? [SURVEY] : [];
    const mention = random() < 0.3 ? role.id : undefined;
    const tags = 'available_tags' in channel ? channel.available_tags : [];
    return {
      id: channel.id,
      kind,
      ...(mention !== undefined && { mention }),
      wish: {
        sources: [],
        exclude,
        authors: [],
        categories,
        includesCrossLists: false,
        includesReplacements: false,
        when: { kind: 'at-once' },
        style,
        ...(mention !== undefined && { mention }),
        ...(tags[0] !== undefined && { forumTags: [tags[0].id] }),
      },
      paperIds: papers
        .map(({ paper }) => paper)
        .filter(({ primaryCategory = '' }) => categories.includes(primaryCategory))
        .filter(({ title }) => exclude.length === 0 || !title.includes(SURVEY))
        .map(({ id }) => id),
    };
  });
}
