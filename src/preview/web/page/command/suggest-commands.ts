import type { CommandLeaf } from '../../../terminal/command-tree.ts';
import type { Suggestions } from '../state.ts';
import { type Draft, hiddenOptions } from './draft.ts';

/** Commands whose words, one after another, start as typed; or any of whose words does. */
export function suggestCommands(
  leaves: readonly CommandLeaf[],
  typed: string,
  choose: (leaf: CommandLeaf) => void,
): Suggestions {
  const start = typed.trim().toLowerCase();
  const matching = leaves.filter(
    ({ path }) => path.join(' ').startsWith(start) || path.some((word) => word.startsWith(start)),
  );
  return {
    title: 'Commands',
    active: 0,
    ...(matching.length === 0 && { note: 'No command starts like this.' }),
    items: matching.map((leaf) => ({
      label: `/${leaf.path.join(' ')}`,
      description: leaf.description,
      aside: 'Papercord',
      isCommand: true,
      choose: () => choose(leaf),
    })),
  };
}

/** Options that could be added; none is marked, so that Enter sends the command as it is. */
export function suggestOptions(
  draft: Draft,
  typed: string,
  choose: (name: string) => void,
): Suggestions | undefined {
  const start = typed.trim().toLowerCase();
  const hidden = hiddenOptions(draft).filter(({ name }) => name.startsWith(start));
  if (hidden.length === 0) return undefined;
  return {
    title: 'Options',
    active: start === '' ? -1 : 0,
    items: hidden.map(({ name, description }) => ({
      label: name,
      description,
      choose: () => choose(name),
    })),
  };
}
