import { type CommandLeaf, formatUsage } from './command-tree.ts';
import type { Candidate } from './completion.ts';
import { wrap, wrapBehind } from './drawing.ts';
import { stripToLine } from './strip-controls.ts';
import type { Theme } from './theme.ts';

/** Beyond this a column of labels leaves too little room for what stands beside it. */
const MAX_LABEL_SHARE = 0.4;

const EXAMPLES = [
  '/paper search ways to align a model without RL',
  '/paper ask how does self-play help?',
  '/paper random',
];

export interface Page {
  readonly theme: Theme;
  readonly columns: number;
}

/** The commands as the bot has registered them. */
export interface RegisteredCommands {
  readonly commands: readonly CommandLeaf[];
  /** The names of those in the menu of a message. */
  readonly messageCommands: readonly string[];
}

/** What can be typed. */
export function formatHelp(
  { commands, messageCommands }: RegisteredCommands,
  { theme, columns }: Page,
): string[] {
  const listed = commands.flatMap((leaf) => [
    ...wrapBehind('  ', theme.paint(formatUsage(leaf), 'bold'), columns, '    '),
    ...wrapBehind('    ', theme.paint(stripToLine(leaf.description), 'faint'), columns),
  ]);
  return [
    ...wrap('Type commands as you would in Discord:', columns),
    ...listed,
    '',
    ...wrap(
      'Anything without a slash is said to the bot in a message that mentions it; behind a > it ' +
        'replies to the bot’s last message.',
      columns,
    ),
    ...messageCommands.flatMap((name) =>
      wrap(
        `“${name}” is in the menu of every message: type it for the last one, or with a text of ` +
          `your own, as in “${name}: …”.`,
        columns,
      ),
    ),
    ...wrap(
      'Under a message, type a number to press that button or choose that entry. Tab completes, ' +
        'the up arrow brings back earlier lines, quit leaves.',
      columns,
    ),
    '',
    'Try:',
    ...EXAMPLES.flatMap((example) => wrapBehind('  ', theme.paint(example, 'link'), columns)),
  ];
}

/** What is said before the first prompt. */
export function formatGreeting({ theme, columns }: Page, you: string, channel: string): string[] {
  return [
    ...wrap(
      `${theme.paint('Papercord', 'bold')} runs here against a Discord of its own, on this machine. ` +
        `You are ${you}, in #${channel}.`,
      columns,
    ),
    ...wrap(
      theme.paint('Try', 'faint') +
        ` ${theme.paint(EXAMPLES[0] ?? '', 'link')}` +
        theme.paint(', a question of your own, or help. Tab completes, quit leaves.', 'faint'),
      columns,
    ),
  ];
}

/** What could stand at the cursor, one to a line. */
export function formatCandidates(
  candidates: readonly Candidate[],
  { theme, columns }: Page,
): string[] {
  const labels = candidates.map(({ insert, label = insert }) => stripToLine(label).trim());
  const most = Math.floor(columns * MAX_LABEL_SHARE);
  const width = Math.min(most, Math.max(...labels.map(({ length }) => length)));
  return candidates.flatMap(({ description }, index) => {
    const label = labels[index] ?? '';
    if (!description) return wrapBehind('  ', label, columns, '    ');
    const words = theme.paint(stripToLine(description), 'faint');
    return label.length > width
      ? [...wrapBehind('  ', label, columns, '    '), ...wrapBehind('    ', words, columns)]
      : wrapBehind(`  ${label.padEnd(width)}  `, words, columns);
  });
}
