import type { APIUser } from 'discord-api-types/v10';
import type { Place } from '../../protocol.ts';
import type { Suggestions } from '../state.ts';

interface Mention {
  /** Where its @ stands. */
  readonly start: number;
  readonly typed: string;
}

/** The mention that is being typed right before the cursor. */
export function mentionAt(text: string, caret: number): Mention | undefined {
  const found = /(?:^|\s)@([\p{L}\p{N}_-]*)$/u.exec(text.slice(0, caret));
  const typed = found?.[1];
  return typed === undefined ? undefined : { start: caret - typed.length - 1, typed };
}

export function suggestMentions(
  { members }: Pick<Place, 'members'>,
  { typed }: Mention,
  choose: (name: string) => void,
): Suggestions | undefined {
  const start = typed.toLowerCase();
  const found = members.filter(({ user }) =>
    [displayName(user), user.username].some((name) => name.toLowerCase().startsWith(start)),
  );
  if (found.length === 0) return undefined;
  return {
    title: 'Members',
    active: 0,
    items: found.map(({ user }) => ({
      label: displayName(user),
      aside: user.username,
      choose: () => choose(displayName(user)),
    })),
  };
}

/** Names behind an @ become mentions; the longest name that fits counts. */
export function resolveMentions(text: string, { members }: Pick<Place, 'members'>): string {
  const byLength = members
    .map(({ user }) => user)
    .toSorted((one, other) => displayName(other).length - displayName(one).length);
  return byLength.reduce(
    (resolved, user) =>
      resolved.replaceAll(
        new RegExp(`(?<![\\w<])@${escapePattern(displayName(user))}(?![\\p{L}\\p{N}_])`, 'giu'),
        `<@${user.id}>`,
      ),
    text,
  );
}

function displayName({ global_name, username }: APIUser): string {
  return global_name ?? username;
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
