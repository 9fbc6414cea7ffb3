import type { FollowedSource } from '../../subscriptions/following.ts';
import { suggestSchedules } from '../../subscriptions/read-schedule.ts';
import { suggestCategories } from '../arxiv-categories.ts';
import type { Choice } from '../command.ts';
import type { TargetChannel } from '../guild-scene.ts';
import { limits } from '../limits.ts';

/** Suggestions for an option of `/paper follow`; a list is gone on with behind its last comma. */
export function suggestFor(
  option: string,
  typed: string,
  { sources, tags }: { sources: readonly FollowedSource[]; tags: TargetChannel['tags'] },
): Choice[] {
  switch (option) {
    case 'when':
      return suggestSchedules(typed, limits.choices).map((value) => ({ name: value, value }));
    case 'sources':
      return completeList(typed, (last) =>
        sources.filter(({ name, title }) => holds(`${name} ${title}`, last)).map(nameOf),
      );
    case 'tags':
      return completeList(typed, (last) =>
        tags.filter(({ name }) => holds(name, last)).map(nameOf),
      );
    case 'categories':
      return completeList(typed, (last) => suggestCategories(last).map(({ code }) => code));
    default:
      return [];
  }
}

function completeList(typed: string, suggest: (last: string) => readonly string[]): Choice[] {
  const parts = typed.split(',').map((part) => part.trim());
  const last = parts.pop() ?? '';
  return suggest(last)
    .filter((entry) => !parts.includes(entry))
    .map((entry) => [...parts, entry].join(', '))
    .filter((value) => value.length <= limits.choiceChars)
    .slice(0, limits.choices)
    .map((value) => ({ name: value, value }));
}

function holds(text: string, typed: string): boolean {
  return text.toLowerCase().includes(typed.toLowerCase());
}

function nameOf({ name }: { readonly name: string }): string {
  return name;
}
