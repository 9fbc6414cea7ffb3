import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { formatBars } from '../../src/search/evaluation/bar.ts';
import { UserError } from '../../src/user-error.ts';
import { judgeBars } from './bars.ts';
import { ENGINE_NAMES, type EngineName } from './engine.ts';
import { measureApart } from './measure-apart.ts';
import type { Measurement } from './measurement.ts';
import { formatTable, papersPerSecond, ratiosToOurs, TABLE_NOTES } from './report.ts';

const SMALL_SIZES = [84, 1_000, 10_000];
const LARGE_SIZES = [100_000, 156_316];

/** Beyond it stock Orama takes seconds a query: its time grows with the square of the corpus. */
const MAX_STOCK_PAPERS = 10_000;

interface BenchOptions {
  corpus?: string;
  sizes?: number[];
  engines: EngineName[];
  queries: number;
  budget: number;
  json?: string;
}

await new Command('npm run bench --')
  .description('Measure how fast papers are found, and in how much memory, beside other engines.')
  .option('--corpus <file>', 'papers to search (default: generated ones)')
  .option(
    '--sizes <numbers>',
    `numbers of papers, with commas between (default: ${SMALL_SIZES.join(',')}, and ` +
      `${LARGE_SIZES.join(',')} with --corpus)`,
    parseNumbers,
  )
  .option('--engines <names>', 'engines, with commas between', parseEngines, [...ENGINE_NAMES])
  .option('--queries <number>', 'queries in each mode', parseNumber, 200)
  .option('--budget <seconds>', 'longest time for the queries of one mode', parseNumber, 20)
  .option('--json <file>', 'write what was measured to a file, too')
  .action(runBench)
  .parseAsync()
  .catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });

async function runBench(options: BenchOptions): Promise<void> {
  const { corpus, engines, queries, budget, json } = options;
  const sizes = options.sizes ?? [...SMALL_SIZES, ...(corpus === undefined ? [] : LARGE_SIZES)];
  const measurements: Measurement[] = [];
  for (const papers of sizes.toSorted((a, b) => a - b)) {
    for (const engine of engines) {
      if (engine === 'orama' && papers > MAX_STOCK_PAPERS) continue;
      process.stderr.write(`${engine}, ${papers} papers …\n`);
      const measurement = await measureApart({
        engine,
        papers,
        ...(corpus !== undefined && { corpusFile: resolve(corpus) }),
        queries,
        budgetMs: budget * 1_000,
      });
      measurements.push(measurement);
      // At once: a run that is stopped halfway leaves what it measured.
      if (json !== undefined) await writeFile(json, toJson(options, measurements));
    }
    // The corpus has no more: larger sizes would measure the same again.
    if ((measurements.at(-1)?.papers ?? papers) < papers) break;
  }

  const bars = judgeBars(measurements);
  process.stdout.write(`\n${formatTable(measurements, queries)}\n${TABLE_NOTES}`);
  if (engines.includes('orama') && sizes.some((papers) => papers > MAX_STOCK_PAPERS)) {
    process.stdout.write(
      `orama is left out beyond ${MAX_STOCK_PAPERS} papers: it takes seconds a query.\n`,
    );
  }
  if (bars.length > 0) process.stdout.write(`\n${formatBars(bars)}`);
}

function toJson({ corpus, queries }: BenchOptions, measurements: readonly Measurement[]): string {
  const report = {
    node: process.version,
    cpus: cpus().map(({ model }) => model),
    corpus: corpus ?? 'generated',
    queries,
    measurements: measurements.map((measurement) => ({
      ...measurement,
      papersPerSecond: papersPerSecond(measurement),
      ratiosToOurs: ratiosToOurs(measurement, measurements),
    })),
    bars: judgeBars(measurements),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function parseNumber(text: string): number {
  const number = Number(text.replaceAll('_', ''));
  if (!Number.isInteger(number) || number < 1) {
    throw new InvalidArgumentError('It must be a whole number, at least 1.');
  }
  return number;
}

function parseNumbers(text: string): number[] {
  return [...new Set(text.split(',').map((part) => parseNumber(part.trim())))];
}

function parseEngines(text: string): EngineName[] {
  return text.split(',').map((part) => {
    const engine = ENGINE_NAMES.find((name) => name === part.trim());
    if (engine === undefined) {
      throw new InvalidArgumentError(`Each must be one of ${ENGINE_NAMES.join(', ')}.`);
    }
    return engine;
  });
}
