import type { PostStyle, Wish } from '../../store/subscription-store.ts';
import type { TargetChannel } from '../guild-scene.ts';
import type { PlaceKind } from '../posting/needed-permissions.ts';

const IN_TEXT: readonly PostStyle[] = ['posts', 'digest', 'threads'];

/** The usual one first; a forum takes posts of its own, and a thread has no threads. */
const STYLES: Readonly<Record<PlaceKind, readonly PostStyle[]>> = {
  text: IN_TEXT,
  announcement: IN_TEXT,
  thread: ['posts', 'digest'],
  forum: ['forum'],
};

/** The styles that can be chosen in a channel, the usual one first. */
export function stylesIn({ kind }: Pick<TargetChannel, 'kind'>): readonly PostStyle[] {
  return kind === undefined ? [] : STYLES[kind];
}

/** The wish as it can be in a channel: in a style that there is, with tags that there are. */
export function fitWish({ forumTags = [], ...wish }: Wish, channel: TargetChannel): Wish {
  const styles = stylesIn(channel);
  const tags = forumTags.filter((id) => channel.tags.some((tag) => tag.id === id));
  return {
    ...wish,
    style: styles.includes(wish.style) ? wish.style : (styles[0] ?? wish.style),
    ...(tags.length > 0 && { forumTags: tags }),
  };
}

/** Whether a forum would refuse the posts, for want of a tag. */
export function lacksTag({ forumTags = [] }: Wish, { requiresTag }: TargetChannel): boolean {
  return requiresTag && forumTags.length === 0;
}
