import { Command } from 'commander';
import { loadCorpus } from '../../../src/corpus/load-corpus.ts';
import type { Paper } from '../../../src/corpus/paper.ts';
import { createStaticEmbedder } from '../../../src/search/embedding/static-embedder.ts';
import { readWordModel } from '../../../src/search/embedding/word-model.ts';
import { type JudgedQuery, readBench } from '../../../src/search/evaluation/read-bench.ts';
import { OramaPaperIndex } from '../../../src/search/orama/orama-paper-index.ts';
import { DEFAULT_MIN_SCORE } from '../../../src/subscriptions/compile-wish.ts';
import { type JudgedScores, judgeThreshold, type ThresholdReport } from './judge-thresholds.ts';

const FROM = 0.1;
const STEPS = 15;
const MAX_STRANGERS = 50;
const STEP = 0.025;

await new Command('npm run bench:topics --')
  .description('Show what thresholds let through of papers that are about a topic, and of others.')
  .option('--bench <folder>', 'judged queries', 'test/bench/seed-questions')
  .option('--corpus <file>', 'papers, where the folder has none', 'data/papers.jsonl')
  .option('--strangers <file>', 'papers of another field, none of which is to be posted')
  .action(runTopics)
  .parseAsync();

interface TopicsOptions {
  readonly bench: string;
  readonly corpus: string;
  readonly strangers?: string;
}

async function runTopics({ bench, corpus, strangers }: TopicsOptions): Promise<void> {
  const { queries, docsFile } = await readBench(bench);
  const papers = await readPapers(docsFile ?? corpus);
  // A few: many would make the words of the judged field rare ones.
  const others = strangers === undefined ? [] : sampleOf(await readPapers(strangers));
  const index = new OramaPaperIndex(
    createStaticEmbedder(await readWordModel('data/model/words.bin')),
  );
  await index.upsert([...papers, ...others]);

  for (const kind of [undefined, ...new Set(queries.map((query) => query.kind))]) {
    const ofKind = queries.filter((query) => kind === undefined || query.kind === kind);
    const judged = await scoreAll(index, ofKind, papers);
    const strange = await scoreAll(index, ofKind, others);
    process.stdout.write(`\n${kind ?? 'all'}: ${ofKind.length} topics, ${papers.length} papers\n`);
    process.stdout.write(format(judged, strange, others.length));
  }
}

async function readPapers(file: string): Promise<Paper[]> {
  const papers: Paper[] = [];
  for await (const paper of loadCorpus(file)) papers.push(paper);
  return papers;
}

function sampleOf(papers: readonly Paper[]): Paper[] {
  const step = Math.max(1, Math.ceil(papers.length / MAX_STRANGERS));
  return papers.filter((_, i) => i % step === 0);
}

async function scoreAll(
  index: OramaPaperIndex,
  queries: readonly JudgedQuery[],
  papers: readonly Paper[],
): Promise<JudgedScores[]> {
  const taken = await index.takePapers(papers.map(({ id }) => id));
  const scores = await taken.scoreTopics(queries.map(({ text }) => ({ text })));
  return queries.map(({ grades }, q) => ({
    papers: papers.map(({ id }, p) => ({
      score: scores[q]![p]!,
      isRelevant: (grades.get(id) ?? 0) > 0,
    })),
  }));
}

function format(
  judged: readonly JudgedScores[],
  strange: readonly JudgedScores[],
  strangers: number,
): string {
  const thresholds = Array.from({ length: STEPS }, (_, i) => FROM + i * STEP);
  const rows = thresholds.map((threshold) => {
    const mark = Math.abs(threshold - DEFAULT_MIN_SCORE) < STEP / 2 ? ' ← default' : '';
    return `${line(judgeThreshold(judged, threshold))}${falseShare(strange, strangers, threshold)}${mark}\n`;
  });
  return `min_score  precision  recall     F1  topics missed  strangers\n${rows.join('')}`;
}

function line({ threshold, precision, recall, f1, missed }: ThresholdReport): string {
  return [
    threshold.toFixed(3).padStart(9),
    precision.toFixed(2).padStart(9),
    recall.toFixed(2).padStart(6),
    f1.toFixed(3).padStart(5),
    `${(missed * 100).toFixed(0)} %`.padStart(13),
  ].join('  ');
}

/** Share of a paper of another field and a topic that would be posted together, in 1,000. */
function falseShare(strange: readonly JudgedScores[], strangers: number, least: number): string {
  if (strangers === 0) return '';
  const posted = strange.flatMap(({ papers }) => papers).filter(({ score }) => score >= least);
  return `  ${((posted.length / (strangers * strange.length)) * 1_000).toFixed(2).padStart(7)} ‰`;
}
