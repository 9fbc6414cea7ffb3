import type { Command } from '../command.ts';
import { type Card, cardOf, joinLines, separator, textDisplay } from './components.ts';
import { countPapers } from './counts.ts';
import { subtext } from './paper-lines.ts';

/** What the help says. */
export interface Help {
  readonly commands: readonly Command[];
  /** Discord's id of `/paper`: it makes the names of commands something to tap. */
  readonly commandId: string;
  readonly corpusSize: number;
}

const QUERY_LANGUAGE: readonly (readonly [example: string, meaning: string])[] = [
  ['"reward model"', 'holds just this phrase, in title or abstract'],
  ['-survey -"case study"', 'holds no such word or phrase'],
  ['title:agents', 'or `title:"language agents"`: has it in the title'],
  ['author:"Heng Ji" year:2022..2024', 'also `year:2023`, `year:2022..`, `year:..2020`'],
  ['category:cs.CL -category:cs.RO', 'a minus turns any of them round; also `id:2305.10314`'],
];

/** What the bot is, what it reads, and every command with an example. */
export function formatHelpCard({ commands, commandId, corpusSize }: Help): Card {
  return cardOf(
    textDisplay(
      '## Papercord finds research papers',
      `I hold **${countPapers(corpusSize)}** and read only their abstracts, not the full texts. ` +
        'Every result links to the paper itself.',
    ),
    separator(),
    ...commands.map((command) => textDisplay(...describe(command, commandId))),
    separator(),
    textDisplay(
      '**To ask**, you need no command: mention me, reply to an answer of mine, or write to me ' +
        'directly. In threads and direct messages I keep your last questions in mind for an ' +
        'hour; say “start over” for a new subject.',
      '**To find papers on what somebody wrote**, open the menu of their message and choose ' +
        '_Apps_, _Find papers on this_.',
    ),
    separator(),
    textDisplay(
      '**In a query** words mean what you expect. Beyond them:',
      ...QUERY_LANGUAGE.map(([example, meaning]) => `- \`${example}\` ${meaning}`),
    ),
    separator(),
    textDisplay(
      subtext([
        'The buttons under a card work for everyone: on somebody else’s card they give you a ' +
          'copy of your own, which only you see. What you ask under a card is answered for all ' +
          'who see it.',
      ]),
    ),
  );
}

function describe({ name, description, examples }: Command, commandId: string): string[] {
  return [
    `</paper ${name}:${commandId}>  ${description}`,
    joinLines(examples.map((example) => subtext([`\`${example}\``]))),
  ];
}
