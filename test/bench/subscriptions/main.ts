import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Command } from 'commander';
import { loadCorpus } from '../../../src/corpus/load-corpus.ts';
import type { Paper } from '../../../src/corpus/paper.ts';
import { createStaticEmbedder } from '../../../src/search/embedding/static-embedder.ts';
import { readWordModel } from '../../../src/search/embedding/word-model.ts';
import { OramaPaperIndex } from '../../../src/search/orama/orama-paper-index.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { matchNews } from '../../../src/subscriptions/match-news.ts';
import { matchPapers } from '../../../src/subscriptions/match-papers.ts';
import { generateCorpus } from '../generate-corpus.ts';
import { createRandom } from '../random.ts';
import { generateWishes } from './generate-wishes.ts';

const SEED = 5;

/** What the project promises for matching 10,000 subscriptions with 1,000 papers. */
const MAX_SECONDS = 20;
/** And for all that goes on meanwhile, putting posts in line included. */
const MAX_BLOCK_MS = 50;

await new Command('npm run bench:subscriptions --')
  .description('Measure how long new papers take to be matched with many subscriptions.')
  .option('--subscriptions <number>', 'subscriptions', Number, 10_000)
  .option('--papers <number>', 'new papers', Number, 1_000)
  .option('--corpus <number>', 'papers that the index holds', Number, 10_000)
  .action(runBench)
  .parseAsync();

interface BenchOptions {
  readonly subscriptions: number;
  readonly papers: number;
  readonly corpus: number;
}

async function runBench(options: BenchOptions): Promise<void> {
  const { index, fresh, held } = await openCorpus(options);
  const wishes = generateWishes(options.subscriptions, held, createRandom(SEED));
  const announced = fresh.map((paper) => ({
    paper,
    source: 'arxiv:cs.CL',
    announcement: 'new' as const,
  }));

  let matches = 0;
  const matching = await timed(async () => {
    for await (const verdicts of matchPapers(wishes, announced, index)) {
      matches += verdicts.filter(({ isMatch }) => isMatch).length;
    }
  });
  report('matched', options, `${matches} matches`, matching, MAX_SECONDS);

  const dataDir = await mkdtemp(join(tmpdir(), 'papercord-bench-'));
  const store = await openStore({ dataDir });
  try {
    const now = Date.now();
    for (const [i, wish] of wishes.entries()) {
      const place = { guildId: `g${i >> 4}`, channelId: `c${i}`, wish };
      await store.subscriptions.add(place, { now, maxPerGuild: 16 });
    }
    const merge = (_: unknown, found: { readonly paper: Paper }) => found.paper;
    await store.papers.record(announced, { now, merge, isForMatching: true });
    let posts = 0;
    const putting = await timed(async () => {
      ({ posts } = await matchNews({ store, scorer: index, isIndexed: () => true, now: Date.now }));
    });
    report('matched and put in line', options, `${posts} posts`, putting);
  } finally {
    await store.close();
    await rm(dataDir, { recursive: true });
  }
}

async function openCorpus({ corpus, papers }: BenchOptions) {
  const seed: Paper[] = [];
  for await (const paper of loadCorpus('data/papers.jsonl')) seed.push(paper);
  const held: Paper[] = [];
  for (const paper of generateCorpus(seed)) {
    held.push(paper);
    if (held.length >= Math.max(corpus, papers)) break;
  }
  const index = new OramaPaperIndex(
    createStaticEmbedder(await readWordModel('data/model/words.bin')),
  );
  await index.upsert(held);
  return { index, held, fresh: held.slice(-papers) };
}

interface Timing {
  readonly seconds: number;
  /** What of it the processor worked, which a busy machine does not make more of. */
  readonly cpuSeconds: number;
  /** The longest time for which nothing else had its turn. */
  readonly longestBlockMs: number;
}

async function timed(work: () => Promise<void>): Promise<Timing> {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  const start = performance.now();
  const before = process.cpuUsage();
  await work();
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(before);
  delays.disable();
  return { seconds, cpuSeconds: (user + system) / 1e6, longestBlockMs: delays.max / 1e6 };
}

function report(
  what: string,
  { subscriptions, papers, corpus }: BenchOptions,
  result: string,
  { seconds, cpuSeconds, longestBlockMs }: Timing,
  maxSeconds = Number.POSITIVE_INFINITY,
): void {
  const verdict = seconds <= maxSeconds && longestBlockMs <= MAX_BLOCK_MS ? 'met' : 'MISSED';
  const bar = Number.isFinite(maxSeconds) ? `at most ${maxSeconds}; ` : '';
  process.stdout.write(
    `${subscriptions} subscriptions × ${papers} new papers of ${corpus} ${what}: ${result}, ` +
      `${seconds.toFixed(1)} s (${bar}${cpuSeconds.toFixed(1)} s of processor), longest block ` +
      `${longestBlockMs.toFixed(0)} ms (at most ${MAX_BLOCK_MS}): ${verdict}\n`,
  );
}
