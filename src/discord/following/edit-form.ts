import type { Subscription, Wish } from '../../store/subscription-store.ts';
import type { FollowedSource } from '../../subscriptions/following.ts';
import { formatSchedule } from '../../subscriptions/read-schedule.ts';
import { UserError } from '../../user-error.ts';
import { writeCustomIds } from '../custom-id.ts';
import type { Form } from '../form.ts';
import type { TargetChannel } from '../guild-scene.ts';
import { MAX_TOPIC_CHARS, readMinScore, readWish } from './read-wish.ts';

/** The most that Discord takes in a text input: what is cut off here would be lost when it is saved. */
const MAX_LIST_CHARS = 4_000;

/** The form that changes a subscription: what people change, of all that can be set. */
export function editForm({ id, wish }: Pick<Subscription, 'id' | 'wish'>): Form {
  const line = { isOptional: true, isLine: true } as const;
  return {
    customId: writeCustomIds(['subedit'], { key: String(id) }).subedit,
    title: `Subscription ${id}`,
    inputs: [
      {
        name: 'topic',
        label: 'Topic; empty for every paper',
        value: wish.topic ?? '',
        maxChars: MAX_TOPIC_CHARS,
        isOptional: true,
      },
      {
        name: 'exclude',
        label: 'Words and phrases to exclude, with commas',
        value: wish.exclude.join(', '),
        maxChars: MAX_LIST_CHARS,
        isOptional: true,
      },
      {
        name: 'filters',
        label: 'Sources / authors / categories',
        placeholder: 'arxiv:cs.CL / Heng Ji, Ada Lovelace / cs.CL, cs.LG',
        value: filtersOf(wish),
        maxChars: MAX_LIST_CHARS,
        ...line,
      },
      {
        name: 'min_score',
        label: 'Score from 0 to 1; empty for the usual',
        value: wish.minScore === undefined ? '' : String(wish.minScore),
        maxChars: 6,
        ...line,
      },
      {
        name: 'when',
        label: 'When',
        placeholder: 'at once, daily 9:00 Europe/Berlin, weekly Monday 18:00 UTC',
        value: formatSchedule(wish.when),
        maxChars: 80,
        ...line,
      },
    ],
  };
}

/** The wish with what the form says; what it does not ask stays. @throws UserError as `readWish` */
export function changedWish(
  wish: Wish,
  fields: Readonly<Record<string, string>>,
  context: { readonly channel: TargetChannel; readonly sources: readonly FollowedSource[] },
): Wish {
  const { topic = '', exclude = '', filters = '', min_score: score = '', when = '' } = fields;
  const [sources = '', authors = '', categories = '', ...more] = filters.split('/');
  if (more.length > 0) {
    throw new UserError(
      'Sources, authors and categories stand in this order, with one “/” between each: ' +
        '`arxiv:cs.CL / Heng Ji, Ada Lovelace / cs.CL`. A name cannot hold one.',
    );
  }
  const minScore = readMinScore(score);
  const { forumTags, mention, style, includesCrossLists, includesReplacements } = wish;
  const read = readWish(
    {
      topic,
      exclude: `${exclude},`,
      sources,
      authors,
      categories,
      when,
      ...(minScore !== undefined && { minScore }),
    },
    { ...context, channel: { ...context.channel, requiresTag: false } },
  );
  return {
    ...read,
    style,
    includesCrossLists,
    includesReplacements,
    ...(mention !== undefined && { mention }),
    ...(forumTags !== undefined && { forumTags }),
  };
}

function filtersOf({ sources, authors, categories }: Wish): string {
  const lists = [sources, authors, categories];
  return lists.every((list) => list.length === 0)
    ? ''
    : lists.map((list) => list.join(', ')).join(' / ');
}
