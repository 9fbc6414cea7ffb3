import { loadCorpus } from '../../corpus/load-corpus.ts';
import type { Paper } from '../../corpus/paper.ts';
import type { Embedder } from '../embedding/embedder.ts';
import { OramaPaperIndex } from '../orama/orama-paper-index.ts';
import { ablationSteps } from './ablation.ts';
import type { EngineName } from './engines.ts';
import { type Judgement, judge, type Search } from './judge.ts';
import { readBench } from './read-bench.ts';
import { tableHead, tableRows } from './report-table.ts';
import { createStockOrama } from './stock-orama.ts';

/** What to evaluate. */
export interface EvaluationRequest {
  /** Holds `queries.jsonl`, `qrels.tsv` and perhaps `docs.jsonl`. */
  readonly folder: string;
  /** Searched when the folder has no `docs.jsonl`. */
  readonly corpusFile: string;
  /** The engines to compare, or `parts`: our own one, built up part by part. */
  readonly engines: readonly EngineName[] | 'parts';
  /** One JSON object a line and engine, instead of a table. */
  readonly json: boolean;
  readonly write: (text: string) => void;
  /** Told what was left out. */
  readonly warn: (text: string) => void;
  readonly embedder: Embedder;
}

/** What engines, or parts of our own, reached, by name. */
export type Evaluation = ReadonlyMap<string, Judgement>;

/** Stock Orama's time for a query grows with the square of the corpus. */
const MAX_STOCK_PAPERS = 20_000;

const ENGINE_COLUMN_CHARS = 16;
const PART_COLUMN_CHARS = 28;

/**
 * Runs the queries of a folder through each engine and writes what they reached, engine by engine.
 *
 * @throws UserError when the folder or the corpus cannot be read
 */
export async function runEvaluation(request: EvaluationRequest): Promise<Evaluation> {
  const { folder, corpusFile, engines, json, write, warn, embedder } = request;
  const { queries, docsFile } = await readBench(folder);
  const papers: Paper[] = [];
  for await (const paper of loadCorpus(docsFile ?? corpusFile)) papers.push(paper);

  const isByPart = engines === 'parts';
  const column = isByPart ? 'part' : 'engine';
  const width = isByPart ? PART_COLUMN_CHARS : ENGINE_COLUMN_CHARS;
  const ways = isByPart
    ? openParts(papers, embedder)
    : openEngines(engines, { papers, embedder, warn });
  if (!json) {
    write(`${queries.length} queries, ${papers.length} papers\n\n${tableHead(column, width)}`);
  }
  const judgements = new Map<string, Judgement>();
  for await (const { name, search } of ways) {
    const judgement = await judge(search, queries);
    judgements.set(name, judgement);
    write(
      json
        ? `${JSON.stringify({ [column]: name, ...judgement })}\n`
        : tableRows(name, judgement, width),
    );
  }
  return judgements;
}

async function* openParts(papers: readonly Paper[], embedder: Embedder) {
  yield* ablationSteps(await buildIndex(papers, embedder));
}

/** Opens engines over the same papers; those of ours share one index. */
async function* openEngines(
  engines: readonly EngineName[],
  {
    papers,
    embedder,
    warn,
  }: { papers: readonly Paper[]; embedder: Embedder; warn: (text: string) => void },
): AsyncGenerator<{ name: EngineName; search: Search }> {
  let index: OramaPaperIndex | undefined;
  for (const name of engines) {
    if (name === 'orama-default') {
      if (papers.length > MAX_STOCK_PAPERS) {
        warn(`${name} is left out: it takes seconds a query beyond ${MAX_STOCK_PAPERS} papers\n`);
      } else {
        yield { name, search: createStockOrama(papers) };
      }
      continue;
    }
    index ??= await buildIndex(papers, embedder);
    const ours = index;
    yield {
      name,
      search: async (query, limit) => {
        const { hits } = await ours.search({ query, limit, mode: name });
        return hits.map(({ paper }) => paper.id);
      },
    };
  }
}

async function buildIndex(papers: readonly Paper[], embedder: Embedder): Promise<OramaPaperIndex> {
  const index = new OramaPaperIndex(embedder);
  await index.upsert(papers);
  return index;
}
