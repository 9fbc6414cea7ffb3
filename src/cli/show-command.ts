import type { Command } from 'commander';
import { readSettings } from '../config.ts';
import { UserError } from '../user-error.ts';
import { corpusOption, jsonOption, openFinder } from './corpus-option.ts';
import { formatPaper } from './format-paper.ts';
import { paperToJson } from './paper-json.ts';
import type { CliParts } from './parts.ts';
import { createTerminal, print } from './terminal.ts';

/** Adds `show`. */
export function addShowCommand(program: Command, parts: CliParts): void {
  program
    .command('show')
    .description('show one paper with its whole abstract, from arXiv if the corpus lacks it')
    .argument('<reference...>', 'its id, its title, or a link to arXiv or Hugging Face')
    .addOption(corpusOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  npm run paper -- show 2305.10314
  npm run paper -- show https://huggingface.co/papers/2305.10314 --json`,
    )
    .action(async (words: string[], options: { corpus?: string; json?: true }) => {
      const reference = words.join(' ');
      const finder = await openFinder(parts, options.corpus);
      const paper =
        finder.resolve(reference) ?? (await parts.fetchPaper(readSettings(parts.env), reference));
      if (paper === undefined) {
        throw new UserError(
          `No paper here has the id, link or title “${reference}”, and arXiv gave none.`,
        );
      }
      const text = options.json
        ? JSON.stringify(paperToJson(paper))
        : formatPaper(paper, createTerminal(parts.stdout, parts.env));
      await print(parts.stdout, `${text}\n`);
    });
}
