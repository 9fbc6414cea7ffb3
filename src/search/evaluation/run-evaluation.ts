import { loadCorpus } from '../../corpus/load-corpus.ts';
import type { Paper } from '../../corpus/paper.ts';
import type { Embedder } from '../embedding/embedder.ts';
import { OramaPaperIndex } from '../orama/orama-paper-index.ts';
import type { EngineName } from './engines.ts';
import { mean, ndcg, percentile, recall, reciprocalRank } from './metrics.ts';
import { type JudgedQuery, readBench } from './read-bench.ts';
import { createStockOrama } from './stock-orama.ts';

/** What to evaluate. */
export interface EvaluationRequest {
  /** Holds `queries.jsonl`, `qrels.tsv` and perhaps `docs.jsonl`. */
  readonly folder: string;
  /** Searched when the folder has no `docs.jsonl`. */
  readonly corpusFile: string;
  readonly engines: readonly EngineName[];
  /** One JSON object a line and engine, instead of a table. */
  readonly json: boolean;
  readonly write: (text: string) => void;
  /** Told what was left out. */
  readonly warn: (text: string) => void;
  readonly embedder: Embedder;
}

/** Means over queries; all but the times from 0 to 1. */
interface Quality {
  readonly queries: number;
  readonly ndcg10: number;
  readonly recall10: number;
  readonly recall100: number;
  readonly mrr10: number;
}

/** What one engine reached. */
interface EngineReport extends Quality {
  readonly engine: EngineName;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly byKind: Readonly<Record<string, Quality>>;
}

/** Stock Orama's time for a query grows with the square of the corpus. */
const MAX_STOCK_PAPERS = 20_000;

type Search = (query: string, limit: number) => Promise<string[]>;

/** How many ids are judged of each ranking: as many as the deepest measure looks at. */
const DEPTH = 100;

/**
 * Runs the queries of a folder through each engine and writes what they reached, engine by engine.
 *
 * @throws UserError when the folder or the corpus cannot be read
 */
export async function runEvaluation(request: EvaluationRequest): Promise<void> {
  const { folder, corpusFile, engines, json, write, warn, embedder } = request;
  const { queries, docsFile } = await readBench(folder);
  const papers: Paper[] = [];
  for await (const paper of loadCorpus(docsFile ?? corpusFile)) papers.push(paper);

  if (!json) write(`${queries.length} queries, ${papers.length} papers\n${tableHead()}`);
  const openEngine = createEngines(papers, embedder);
  for (const engine of engines) {
    if (engine === 'orama-default' && papers.length > MAX_STOCK_PAPERS) {
      warn(
        `orama-default is left out: it takes seconds a query beyond ${MAX_STOCK_PAPERS} papers\n`,
      );
      continue;
    }
    const report = await evaluate(engine, await openEngine(engine), queries);
    write(json ? `${JSON.stringify(report)}\n` : tableRows(report));
  }
}

/** Opens engines over the same papers; those of ours share one index. */
function createEngines(papers: readonly Paper[], embedder: Embedder) {
  let index: OramaPaperIndex | undefined;
  return async (engine: EngineName): Promise<Search> => {
    if (engine === 'orama-default') return createStockOrama(papers);
    if (index === undefined) {
      index = new OramaPaperIndex(embedder);
      await index.upsert(papers);
    }
    const ours = index;
    return async (query, limit) => {
      const { hits } = await ours.search({ query, limit, mode: engine });
      return hits.map(({ paper }) => paper.id);
    };
  };
}

async function evaluate(
  engine: EngineName,
  search: Search,
  queries: readonly JudgedQuery[],
): Promise<EngineReport> {
  const times: number[] = [];
  const judged: { kind: string | undefined; measures: number[] }[] = [];
  for (const { text, kind, grades } of queries) {
    const start = performance.now();
    const ranking = await search(text, DEPTH);
    times.push(performance.now() - start);
    const measures = [
      ndcg(ranking, grades, 10),
      recall(ranking, grades, 10),
      recall(ranking, grades, 100),
      reciprocalRank(ranking, grades, 10),
    ];
    judged.push({ kind, measures });
  }
  const kinds = [...new Set(judged.flatMap(({ kind }) => kind ?? []))];
  const byKind = kinds.map((kind) => {
    const ofKind = judged.filter((one) => one.kind === kind);
    return [kind, summarise(ofKind.map(({ measures }) => measures))] as const;
  });
  return {
    engine,
    ...summarise(judged.map(({ measures }) => measures)),
    p50Ms: round(percentile(times, 0.5)),
    p99Ms: round(percentile(times, 0.99)),
    byKind: Object.fromEntries(byKind),
  };
}

function summarise(measures: readonly (readonly number[])[]): Quality {
  const column = (i: number) => round(mean(measures.map((row) => row[i]!)));
  return {
    queries: measures.length,
    ndcg10: column(0),
    recall10: column(1),
    recall100: column(2),
    mrr10: column(3),
  };
}

const COLUMNS = ['queries', 'nDCG@10', 'Recall@10', 'Recall@100', 'MRR@10', 'p50 ms', 'p99 ms'];

function tableHead(): string {
  return `\n${tableRow('engine', COLUMNS)}`;
}

function tableRows(report: EngineReport): string {
  const times = [report.p50Ms, report.p99Ms].map((time) => time.toFixed(2));
  const kinds = Object.entries(report.byKind).map(([kind, quality]) =>
    tableRow(`  ${kind}`, cells(quality)),
  );
  return [tableRow(report.engine, [...cells(report), ...times]), ...kinds].join('');
}

function cells({ queries, ndcg10, recall10, recall100, mrr10 }: Quality): string[] {
  const shares = [ndcg10, recall10, recall100, mrr10].map((share) => share.toFixed(3));
  return [String(queries), ...shares];
}

function tableRow(name: string, values: readonly string[]): string {
  const padded = values.map((value, i) => value.padStart((COLUMNS[i] ?? '').length + 2));
  return `${name.padEnd(16)}${padded.join('')}\n`;
}

function round(number: number): number {
  return Math.round(number * 10_000) / 10_000;
}
