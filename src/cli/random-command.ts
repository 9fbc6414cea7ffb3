import type { Command } from 'commander';
import { UserError } from '../user-error.ts';
import { corpusOption, jsonOption, openFinder } from './corpus-option.ts';
import { formatPaper } from './format-paper.ts';
import { paperToJson } from './paper-json.ts';
import type { CliParts } from './parts.ts';
import { describeReading } from './query-notes.ts';
import { createTerminal, print } from './terminal.ts';

/** Adds `random`. */
export function addRandomCommand(program: Command, parts: CliParts): void {
  program
    .command('random')
    .description('show a paper drawn at random')
    .argument('[topic...]', 'draw among the papers that match these words')
    .addOption(corpusOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  npm run paper -- random
  npm run paper -- random language models that plan`,
    )
    .action(async (words: string[], options: { corpus?: string; json?: true }) => {
      const topic = words.join(' ').trim();
      const finder = await openFinder(parts, options.corpus);
      const { paper, ...notes } = await finder.random(topic === '' ? {} : { topic });
      const reading = describeReading(notes);
      if (reading !== '') await print(parts.stderr, reading);
      if (paper === undefined) throw new UserError(`No paper matches “${topic}”. Try other words.`);

      const text = options.json
        ? JSON.stringify(paperToJson(paper))
        : formatPaper(paper, createTerminal(parts.stdout, parts.env));
      await print(parts.stdout, `${text}\n`);
    });
}
