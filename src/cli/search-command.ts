import { type Command, InvalidArgumentError } from 'commander';
import type { PaperFinder } from '../search/paper-finder.ts';
import type { SearchFilters } from '../search/paper-index.ts';
import { corpusOption, jsonOption, openFinder } from './corpus-option.ts';
import { formatFoundPaper } from './format-paper.ts';
import { foundPaperToJson } from './paper-json.ts';
import type { CliParts } from './parts.ts';
import { searchBatch } from './search-batch.ts';
import { createTerminal, harmless, print } from './terminal.ts';

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 1_000;

interface SearchOptions {
  limit: number;
  year?: number;
  category?: string;
  author?: string;
  corpus?: string;
  json?: true;
  batch?: true;
}

/** Adds `search`. */
export function addSearchCommand(program: Command, parts: CliParts): void {
  program
    .command('search')
    .description('find papers by what they are about')
    .argument('[query...]', 'what to find, in plain words or the query language')
    .option('-n, --limit <number>', 'papers to show', wholeNumber(1, MAX_LIMIT), DEFAULT_LIMIT)
    .option('--year <year>', 'only papers of this year', wholeNumber(1000, 9999))
    .option('--category <category>', 'only papers of this arXiv category, such as cs.CL or cs')
    .option('--author <name>', 'only papers with this author')
    .addOption(corpusOption())
    .addOption(jsonOption())
    .option('--batch', 'answer JSON queries, {"id","text"} a line, from standard input')
    .addHelpText(
      'after',
      `
Examples:
  npm run paper -- search ways to align a model without RL
  npm run paper -- search "reward models" --year 2024 --category cs --limit 3
  npm run paper -- search 'agents "tool use" -survey title:language year:2022..2024'
  npm run paper -- search 'author:"Heng Ji" -category:cs.SE'
  npm run --silent paper -- search --batch --limit 100 < queries.jsonl > results.jsonl

Query language:
  "exact phrase"  -word  -"phrase"  author:NAME  year:2023  year:2022..2024  year:2022..
  category:cs.CL  title:WORD  id:2305.10314  (values may be quoted; a minus excludes)
  A query that begins with a minus goes behind --, as in: search -- -survey
  With --batch queries are plain words.`,
    )
    .action(async (words: string[], options: SearchOptions, command: Command) => {
      const query = words.join(' ').trim();
      if (options.batch && query !== '') {
        command.error('error: --batch reads its queries from standard input, so give no query');
      }
      if (!options.batch && query === '') command.error("error: missing required argument 'query'");

      const finder = await openFinder(parts, options.corpus);
      const filters = filtersOf(options);
      if (options.batch) await searchBatch(parts, finder, { filters, limit: options.limit });
      else await searchOnce(parts, finder, { query, filters, options });
    });
}

async function searchOnce(
  { stdout, stderr, env }: CliParts,
  finder: PaperFinder,
  { query, filters, options }: { query: string; filters: SearchFilters; options: SearchOptions },
): Promise<void> {
  const { papers, total, notUnderstood } = await finder.search({
    query,
    filters,
    offset: 0,
    limit: options.limit,
  });
  if (notUnderstood.length > 0) {
    const parts = notUnderstood.map((part) => `“${harmless(part)}”`).join(', ');
    await print(stderr, `Not understood: ${parts}; searched as plain words.\n`);
  }
  if (options.json) {
    const hits = papers.map(foundPaperToJson);
    await print(stdout, `${JSON.stringify({ query, total, hits })}\n`);
    return;
  }
  if (papers.length === 0) {
    const advice = Object.keys(filters).length > 0 ? 'Try fewer filters.' : 'Try other words.';
    await print(stdout, `No paper matches “${harmless(query)}”. ${advice}\n`);
    return;
  }
  const terminal = createTerminal(stdout, env);
  const cards = papers.map((found) => formatFoundPaper(found, terminal));
  const count = `${total} ${total === 1 ? 'paper matches' : 'papers match'}.`;
  await print(stdout, `${[...cards, terminal.dim(count)].join('\n\n')}\n`);
}

function filtersOf({ year, category, author }: SearchOptions): SearchFilters {
  return {
    ...(year !== undefined && { year }),
    ...(category && { category }),
    ...(author && { author }),
  };
}

function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (number >= min && number <= max) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
  };
}
