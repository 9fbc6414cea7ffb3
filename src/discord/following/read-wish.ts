import { isSameFeed } from '../../feeds/feed-address.ts';
import { parseQuery } from '../../search/query/parse-query.ts';
import { saysSomething } from '../../search/query/says-something.ts';
import { splitQuery } from '../../search/query/split-query.ts';
import type { PostStyle, Schedule, Wish } from '../../store/subscription-store.ts';
import type { FollowedSource } from '../../subscriptions/following.ts';
import { readSchedule } from '../../subscriptions/read-schedule.ts';
import { UserError } from '../../user-error.ts';
import { findCategory } from '../arxiv-categories.ts';
import type { GuildScene, TargetChannel } from '../guild-scene.ts';
import { countChars, limits } from '../limits.ts';
import { quote, toLine } from '../text.ts';

/** A wish as somebody typed it; what is absent or empty was left out. */
export interface TypedWish {
  readonly topic?: string;
  readonly sources?: string;
  readonly exclude?: string;
  readonly authors?: string;
  readonly categories?: string;
  readonly tags?: string;
  readonly minScore?: number;
  readonly when?: string;
  readonly style?: PostStyle;
  readonly mention?: string;
  readonly crossLists?: boolean;
  readonly replacements?: boolean;
}

/** A topic is read by a person in every post that matches it. */
export const MAX_TOPIC_CHARS = 300;
const MAX_ENTRIES = 20;
const MAX_ENTRY_CHARS = 80;
/** A source may be given as the address of its feed. */
const MAX_SOURCE_CHARS = 500;

const CATEGORY = /^[a-z-]+(\.[a-z-]+)?$/i;

/**
 * Reads a wish and checks it.
 *
 * @throws UserError that says what is wrong with which part
 */
export function readWish(
  typed: TypedWish,
  { channel, sources }: { channel: TargetChannel; sources: readonly FollowedSource[] },
): Wish {
  const topic = readTopic(typed.topic ?? '');
  const forumTags = readTags(typed.tags ?? '', channel);
  return {
    ...(topic !== '' && { topic }),
    sources: entriesOf(typed.sources, 'sources', MAX_SOURCE_CHARS).map((name) =>
      readSource(name, sources),
    ),
    exclude: excludedBy(typed.exclude),
    authors: entriesOf(typed.authors, 'authors'),
    categories: entriesOf(typed.categories, 'categories').map(readCategory),
    ...(typed.minScore !== undefined && { minScore: typed.minScore }),
    includesCrossLists: typed.crossLists ?? false,
    includesReplacements: typed.replacements ?? false,
    when: readWhen(typed.when ?? ''),
    style: readStyle(typed.style, channel),
    ...(typed.mention !== undefined && { mention: typed.mention }),
    ...(forumTags.length > 0 && { forumTags }),
  };
}

/** A score from 0 to 1 out of a form; `undefined` when it was left empty. */
export function readMinScore(text: string): number | undefined {
  if (text.trim() === '') return undefined;
  const score = Number(text.trim().replace(',', '.'));
  if (Number.isFinite(score) && score >= 0 && score <= 1) return score;
  throw new UserError(`${quote(text)} is no score. Give a number from 0 to 1, such as 0.3.`);
}

/** The role to ping. Those that ping everybody are left to people. */
export function readMention(
  roleId: string | undefined,
  guild: Pick<GuildScene, 'id'>,
): string | undefined {
  if (roleId !== guild.id) return roleId;
  throw new UserError('I never ping everyone. Choose a role that people take if they want it.');
}

function readTopic(text: string): string {
  const topic = toLine(text);
  if (topic === '') return '';
  if (countChars(topic) > MAX_TOPIC_CHARS) {
    throw new UserError(
      `That topic has ${countChars(topic)} characters and I take at most ${MAX_TOPIC_CHARS}.`,
    );
  }
  const { notUnderstood, text: words, filters } = parseQuery(topic);
  if (notUnderstood.length > 0) {
    throw new UserError(
      `I don’t understand ${notUnderstood.map(quote).join(', ')} in that topic. ` +
        '`/paper help` shows what a query can say.',
    );
  }
  const isEmpty = filters.required.length + filters.excluded.length === 0;
  if (isEmpty && !saysSomething(words)) {
    throw new UserError(
      `${quote(topic)} has no word that says what papers are about. Give some that do.`,
    );
  }
  return topic;
}

function readWhen(text: string): Schedule {
  const reading = readSchedule(toLine(text));
  if ('schedule' in reading) return reading.schedule;
  throw new UserError(
    `I can’t read ${quote(reading.part)} as a time: ${reading.problem}. ` +
      'For example `daily 9:00 Europe/Berlin`, `weekly Monday 18:00 UTC` or `at once`.',
  );
}

/** A forum takes forum posts and nothing else; a thread has no threads. */
function readStyle(style: PostStyle | undefined, { kind }: TargetChannel): PostStyle {
  if (kind === 'forum') {
    if (style === undefined || style === 'forum') return 'forum';
    throw new UserError(
      'In a forum every paper is a post of its own. Leave `style` out, or choose “forum posts”.',
    );
  }
  if (style === 'forum') {
    throw new UserError('Forum posts need a forum: choose one as the `channel`.');
  }
  if (style === 'threads' && kind === 'thread') {
    throw new UserError('There are no threads within a thread. Choose another style or channel.');
  }
  return style ?? 'posts';
}

function readTags(text: string, { kind, tags, requiresTag }: TargetChannel): string[] {
  const names = entriesOf(text, 'tags');
  const known = tags.map(({ name }) => quote(name)).join(', ');
  if (names.length > 0 && kind !== 'forum') throw new UserError('Only forum posts have tags.');
  if (names.length === 0 && requiresTag) {
    throw new UserError(`That forum wants a tag on every post: give \`tags\`, of ${known}.`);
  }
  if (names.length > limits.forumTags) {
    throw new UserError(`A forum post has at most ${limits.forumTags} tags.`);
  }
  return names.map((name) => {
    const tag = tags.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (tag !== undefined) return tag.id;
    throw new UserError(`That forum has no tag ${quote(name)}. It has ${known || 'none'}.`);
  });
}

function readSource(text: string, sources: readonly FollowedSource[]): string {
  const wanted = text.toLowerCase();
  const found = sources.find(
    ({ name, title, url = '' }) =>
      name.toLowerCase() === wanted || title.toLowerCase() === wanted || isSameFeed(url, text),
  );
  if (found !== undefined) return found.name;
  const isGroup = sources.some(({ name }) => name.toLowerCase().startsWith(`${wanted}:`));
  if (isGroup) return wanted;
  const known = sources.map(({ name }) => `\`${name}\``).join(', ');
  throw new UserError(
    `I read no source ${quote(text)}. ${known === '' ? 'I read none at all.' : `I read ${known}.`} ` +
      'Whoever runs me adds others, feeds too, in `SOURCES`.',
  );
}

function readCategory(text: string): string {
  const code = findCategory(text)?.code ?? text;
  if (CATEGORY.test(code)) return code;
  throw new UserError(
    `I don’t know the category ${quote(text)}. Give arXiv categories such as \`cs.CL\` or \`cs\`.`,
  );
}

/** Words and phrases with or without quotation marks; with commas, what stands between them. */
function excludedBy(text = ''): string[] {
  const line = toLine(text);
  const parts = line.includes(',')
    ? line.split(',')
    : splitQuery(line).map(({ value, isQuoted, raw }) => (isQuoted ? value : raw));
  const entries = checked(
    parts.map((part) => part.replaceAll('"', ' ').replace(/^[\s-]+/, '')),
    'words to exclude',
  );
  const empty = entries.find((entry) => !saysSomething(entry));
  if (empty === undefined) return entries;
  throw new UserError(
    `${quote(empty)} says nothing of what a paper is about, so I can’t exclude it. ` +
      'Put words that belong together in quotation marks: `"state of the art"`.',
  );
}

function entriesOf(text = '', what: string, maxChars = MAX_ENTRY_CHARS): string[] {
  return checked(text.split(/[,;]/), what, maxChars);
}

function checked(parts: readonly string[], what: string, maxChars = MAX_ENTRY_CHARS): string[] {
  const entries = [...new Set(parts.map(toLine).filter((entry) => /[\p{L}\p{N}]/u.test(entry)))];
  if (entries.length > MAX_ENTRIES) {
    throw new UserError(`Those are ${entries.length} ${what}, and I take at most ${MAX_ENTRIES}.`);
  }
  const long = entries.find((entry) => countChars(entry) > maxChars);
  if (long === undefined) return entries;
  throw new UserError(`${quote(long)} is too long: I take ${maxChars} characters for each.`);
}
