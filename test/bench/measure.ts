import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { PROJECT_ROOT } from '../../src/config.ts';
import { loadCorpus } from '../../src/corpus/load-corpus.ts';
import type { Paper } from '../../src/corpus/paper.ts';
import { percentile } from '../../src/search/evaluation/metrics.ts';
import { readBench } from '../../src/search/evaluation/read-bench.ts';
import type { SearchMode } from '../../src/search/paper-index.ts';
import type { Engine } from './engine.ts';
import { openEngine } from './engines/open-engine.ts';
import { generateCorpus } from './generate-corpus.ts';
import { heavyQueries } from './heavy-queries.ts';
import {
  ADDED_PAPERS,
  type AddingTimes,
  type HeavyTimes,
  type Measurement,
  type MeasurementRequest,
  type SearchTimes,
} from './measurement.ts';
import { drawQueries } from './queries.ts';
import { settledResidentBytes } from './settled-memory.ts';

const SEED_CORPUS_FILE = join(PROJECT_ROOT, 'data/papers.jsonl');
const QUESTIONS_FOLDER = join(PROJECT_ROOT, 'test/bench/seed-questions');

/** Searched before the clock runs: a bot that runs for months has long compiled its code. */
const WARM_UP_QUERIES = 200;

/** Searches that start together when the delay of the event loop is taken, and how often. */
const SEARCHES_AT_ONCE = 20;
const ROUNDS_AT_ONCE = 5;

/** Some turns of the event loop, for its delay is taken down a millisecond at a time. */
const SETTLING_MS = 10;

/** Measures one engine. The process must have been started for it, with `--expose-gc`. */
export async function measure(request: MeasurementRequest): Promise<Measurement> {
  const engine = await openEngine(request.engine);
  const { papers, buildMs, warmUp, queries, heavy, added } = await build(engine, request);
  const residentBytes = await settledResidentBytes();
  await engine.save?.(request.savedFile);

  const search: { [mode in SearchMode]?: SearchTimes } = {};
  for (const mode of engine.modes) {
    await timeSearches(engine, mode, warmUp, request.budgetMs / 10);
    search[mode] = await timeSearches(engine, mode, queries, request.budgetMs);
  }
  const loopDelayMs = await takeLoopDelay(engine, queries, request.budgetMs);
  return {
    engine: request.engine,
    papers,
    buildMs,
    residentBytes,
    search,
    loopDelayMs,
    ...(engine.ask && { heavy: await timeHeavy(engine.ask, heavy) }),
    ...(added.length === ADDED_PAPERS && { adding: await timeAdding(engine, added, queries) }),
  };
}

/** Fills the engine. A function of its own: when it returns, only the engine holds the papers. */
async function build(engine: Engine, request: MeasurementRequest) {
  const papers: Paper[] = [];
  const source = request.corpusFile ? loadCorpus(request.corpusFile) : generate();
  for await (const paper of source) {
    if (papers.push(paper) === request.papers) break;
  }
  const questions = (await readBench(QUESTIONS_FOLDER)).queries.map(({ text }) => text);
  const drawn = drawQueries(papers, questions, WARM_UP_QUERIES + request.queries);
  const heavy = heavyQueries(papers);
  const added = papers.slice(0, ADDED_PAPERS).map(copyAsNew);

  const start = performance.now();
  await engine.add(papers);
  return {
    papers: papers.length,
    buildMs: performance.now() - start,
    warmUp: drawn.slice(0, WARM_UP_QUERIES),
    queries: drawn.slice(WARM_UP_QUERIES),
    heavy,
    added,
  };
}

async function* generate(): AsyncGenerator<Paper> {
  const seedPapers: Paper[] = [];
  for await (const paper of loadCorpus(SEED_CORPUS_FILE)) seedPapers.push(paper);
  yield* generateCorpus(seedPapers);
}

function copyAsNew(paper: Paper): Paper {
  return { ...paper, id: `added:${paper.id}` };
}

async function timeSearches(
  engine: Engine,
  mode: SearchMode,
  queries: readonly string[],
  budgetMs: number,
): Promise<SearchTimes> {
  const queryMs: number[] = [];
  const start = performance.now();
  for (const query of queries) {
    if (queryMs.length > 0 && performance.now() - start > budgetMs) break;
    const asked = performance.now();
    await engine.search(query, mode);
    queryMs.push(performance.now() - asked);
  }
  return { queryMs, p50Ms: percentile(queryMs, 0.5), p99Ms: percentile(queryMs, 0.99) };
}

async function takeLoopDelay(
  engine: Engine,
  queries: readonly string[],
  budgetMs: number,
): Promise<number> {
  const mode = engine.modes.at(-1)!;
  const delay = await startLoopDelay();
  const start = performance.now();
  for (let round = 0; round < ROUNDS_AT_ONCE; round++) {
    const first = round * SEARCHES_AT_ONCE;
    const together = queries.slice(first, first + SEARCHES_AT_ONCE);
    await Promise.all(together.map((query) => engine.search(query, mode)));
    await wait(SETTLING_MS);
    if (performance.now() - start > budgetMs) break;
  }
  return delay.stop();
}

/** Each query twice, and the second time counts: before, code is compiled. */
async function timeHeavy(
  ask: NonNullable<Engine['ask']>,
  queries: readonly string[],
): Promise<HeavyTimes> {
  let [loopDelayMs, slowestMs, slowestQuery] = [0, 0, ''];
  for (const query of queries) {
    await ask(query);
    const delay = await startLoopDelay();
    const asked = performance.now();
    await ask(query);
    const ms = performance.now() - asked;
    loopDelayMs = Math.max(loopDelayMs, await delay.stop());
    if (ms > slowestMs) [slowestMs, slowestQuery] = [ms, query];
  }
  return { loopDelayMs, slowestMs, slowestQuery };
}

/** Measures the longest pause of the event loop from now on. */
async function startLoopDelay() {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await wait(SETTLING_MS);
  delay.reset();
  // The first turn after that is not counted.
  await wait(SETTLING_MS);
  return {
    async stop(): Promise<number> {
      // A pause is only taken down when the loop turns again.
      await wait(SETTLING_MS);
      delay.disable();
      return delay.max / 1e6;
    },
  };
}

async function timeAdding(
  engine: Engine,
  papers: readonly Paper[],
  queries: readonly string[],
): Promise<AddingTimes> {
  const mode = engine.modes.at(-1)!;
  let isDone = false;
  let slowestSearchMs = 0;
  const start = performance.now();
  const adding = engine.add(papers).then(() => {
    isDone = true;
    return performance.now() - start;
  });
  for (let asked = start, i = 0; !isDone; asked = performance.now(), i++) {
    await nextTurn();
    await engine.search(queries[i % queries.length]!, mode);
    slowestSearchMs = Math.max(slowestSearchMs, performance.now() - asked);
  }
  return { ms: await adding, slowestSearchMs };
}
