import type { Command } from 'commander';
import { importPapers } from '../corpus/import/import-papers.ts';
import type { CliParts } from './parts.ts';
import { print } from './terminal.ts';

/** Adds `import`. */
export function addImportCommand(program: Command, { stdout }: CliParts): void {
  program
    .command('import')
    .description('make a corpus from the text of a Hugging Face Papers page')
    .argument('<page>', 'the text of the page: titles and abstracts')
    .requiredOption('--links <file>', 'id, authors and date of each paper, in page order (.jsonl)')
    .requiredOption('--out <file>', 'the corpus to write (.jsonl)')
    .addHelpText(
      'after',
      `
Example:
  npm run paper -- import data/seed/hf-papers-page.txt --links data/seed/links.jsonl --out data/papers.jsonl`,
    )
    .action(async (page: string, { links, out }: { links: string; out: string }) => {
      const count = await importPapers({ page, links, out });
      await print(stdout, `Wrote ${count} ${count === 1 ? 'paper' : 'papers'} to ${out}.\n`);
    });
}
