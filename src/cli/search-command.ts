import { type Command, InvalidArgumentError } from 'commander';
import type { PaperFinder } from '../search/paper-finder.ts';
import type { SearchFilters } from '../search/paper-index.ts';
import { extendQuery } from '../search/query/extend-query.ts';
import { parseQuery } from '../search/query/parse-query.ts';
import { corpusOption, jsonOption, openFinder } from './corpus-option.ts';
import { formatFoundPaper } from './format-paper.ts';
import { foundPaperToJson } from './paper-json.ts';
import type { CliParts } from './parts.ts';
import { describeReading } from './query-notes.ts';
import { searchBatch } from './search-batch.ts';
import { createTerminal, harmless, print } from './terminal.ts';
import { wholeNumber } from './whole-number.ts';

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 1_000;

interface SearchOptions {
  limit: number;
  year?: string;
  category?: string;
  author?: string;
  title?: string;
  exclude?: string;
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
    .option('--year <years>', 'only papers of this year, 2023, or of these, 2022..2024', readYears)
    .option('--category <category>', 'only papers of this arXiv category, such as cs.CL or cs')
    .option('--author <name>', 'only papers with this author')
    .option('--title <words>', 'only papers with these words or "phrases" in the title')
    .option('--exclude <words>', 'no papers with any of these words or "phrases"')
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
  npm run paper -- search agents --title language --exclude survey --year 2022..2024
  npm run paper -- search 'author:"Heng Ji" -category:cs.SE'
  npm run --silent paper -- search --batch --limit 100 < queries.jsonl > results.jsonl

Query language:
  "exact phrase"  -word  -"phrase"  author:NAME  year:2023  year:2022..2024  year:2022..
  category:cs.CL  title:WORD  id:2305.10314  (values may be quoted; a minus excludes)
  A query that begins with a minus goes behind --, as in: search -- -survey
  A word that no paper holds is taken for a near one that some do; in quotation marks it is not.
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
  const page = await finder.search({ query, filters, offset: 0, limit: options.limit });
  const { papers, total, corrections } = page;
  const notes = describeReading(page);
  if (notes !== '') await print(stderr, notes);
  if (options.json) {
    const hits = papers.map(foundPaperToJson);
    const corrected = corrections.length === 0 ? {} : { corrections };
    await print(stdout, `${JSON.stringify({ query, ...corrected, total, hits })}\n`);
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

function filtersOf(options: SearchOptions): SearchFilters {
  const { year = '', category, author, title, exclude } = options;
  const isOneYear = /^\d+$/.test(year);
  // In a batch, queries are plain words, and what can be said in one must be said beside it.
  const { required, excluded } = parseQuery(
    extendQuery('', {
      ...(!isOneYear && { years: year }),
      ...(title !== undefined && { title }),
      ...(exclude !== undefined && { exclude }),
    }),
  ).filters;
  return {
    ...(isOneYear && { year: Number(year) }),
    ...(category && { category }),
    ...(author && { author }),
    ...(required.length > 0 && { required }),
    ...(excluded.length > 0 && { excluded }),
  };
}

function readYears(text: string): string {
  if (parseQuery(`year:${text}`).filters.required.length > 0) return text;
  throw new InvalidArgumentError(
    'It must be a year, 2023, or several: 2022..2024, 2022.. or ..2020.',
  );
}
