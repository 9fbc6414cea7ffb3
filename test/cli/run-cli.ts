import { Readable, Writable } from 'node:stream';
import type { Answerer } from '../../src/answer/answer.ts';
import type { Feedback } from '../../src/answer/feedback.ts';
import type { CliParts } from '../../src/cli/parts.ts';
import { runProgram } from '../../src/cli/program.ts';
import type { Settings } from '../../src/config.ts';
import type { Paper } from '../../src/corpus/paper.ts';
import type { Evaluation, EvaluationRequest } from '../../src/search/evaluation/run-evaluation.ts';
import type { PaperFinder } from '../../src/search/paper-finder.ts';
import { fakeAnswerer } from '../fake-answerer.ts';

export const lipo: Paper = {
  id: '2402.01878',
  title: 'LiPO-{\\lambda}',
  abstract: 'Aligning models with $O(n)$ feedback.',
  authors: ['Ann A', 'Ben B', 'Cas C', 'Dan D', 'Eve E'],
  publishedAt: '2024-02-02',
  primaryCategory: 'cs.CL',
  source: 'test',
  links: {
    abstract: 'https://arxiv.org/abs/2402.01878',
    pdf: 'https://arxiv.org/pdf/2402.01878',
  },
};

/** Finds one paper by “align”, by chance, and by its id; fails when it is asked to. */
export const fakeFinder: PaperFinder = {
  size: 1,
  async search({ query, filters, offset, limit }) {
    if (query === 'explode') throw new Error('index on fire');
    if (!query.includes('align') || filters?.year === 1999) {
      return { papers: [], total: 0, notUnderstood: [], corrections: [] };
    }
    const snippet = { text: 'Aligning models with O(n) feedback.', matches: [[0, 8] as const] };
    return {
      papers: [{ paper: lipo, score: 1.5, rank: 1 + offset, snippet }].slice(0, limit),
      total: 7,
      notUnderstood: query.includes('year:soon') ? ['year:soon'] : [],
      corrections: query.includes('alignn') ? [{ typed: 'alignn', used: 'align' }] : [],
    };
  },
  async random({ topic = 'align' }) {
    const notUnderstood = topic.includes('year:soon') ? ['year:soon'] : [];
    return { paper: topic.startsWith('align') ? lipo : undefined, notUnderstood, corrections: [] };
  },
  resolve: (reference) => (reference === lipo.id ? lipo : undefined),
  suggest: () => [],
  similar: async () => [],
};

type CliFeeds = Awaited<ReturnType<CliParts['openFeeds']>>;

export interface CliRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The settings and corpus files that libraries were opened with. */
  readonly opened: readonly { settings: Settings; corpusFile: string }[];
  readonly evaluated: readonly Omit<EvaluationRequest, 'embedder'>[];
}

/** Runs the program as a shell would, with the real parsing and writing, over a fake library. */
export async function runCli(
  args: readonly string[],
  options: {
    stdin?: string | Buffer | AsyncIterable<Uint8Array>;
    env?: Record<string, string>;
    terminalColumns?: number;
    finder?: PaperFinder;
    answerer?: Answerer;
    feedback?: readonly Feedback[];
    /** Papers that arXiv has and the corpus has not. */
    arxiv?: readonly Paper[];
    feeds?: CliFeeds;
    /** What every evaluation comes to. */
    judgements?: Evaluation;
  } = {},
): Promise<CliRun> {
  const {
    stdin = '',
    env = {},
    terminalColumns,
    finder = fakeFinder,
    answerer = fakeAnswerer([lipo]),
    feedback = [],
  } = options;
  const { arxiv = [], feeds, judgements = new Map() } = options;
  const stdout = collect(terminalColumns);
  const stderr = collect();
  const opened: { settings: Settings; corpusFile: string }[] = [];
  const evaluated: Omit<EvaluationRequest, 'embedder'>[] = [];
  const parts: CliParts = {
    env,
    stdin: typeof stdin === 'string' || Buffer.isBuffer(stdin) ? bytesOf(stdin) : stdin,
    stdout: stdout.stream,
    stderr: stderr.stream,
    now: () => new Date('2026-11-23T12:00:00Z'),
    async openFeeds() {
      if (feeds === undefined) throw new Error('Nobody asks for it');
      return feeds;
    },
    fetchPaper: async (_settings, reference) => arxiv.find(({ id }) => id === reference),
    async openLibrary(settings, { corpusFile }) {
      opened.push({ settings, corpusFile });
      return { finder, quoting: answerer, answerer };
    },
    openStore: async () => ({
      feedback: { add: async () => undefined, list: async (limit) => feedback.slice(0, limit) },
      close: async () => undefined,
    }),
    async runEvaluation(request) {
      evaluated.push(request);
      request.write('measured\n');
      return judgements;
    },
  };
  const code = await runProgram(parts, args);
  return { code, stdout: stdout.text(), stderr: stderr.text(), opened, evaluated };
}

function bytesOf(text: string | Buffer): AsyncIterable<Uint8Array> {
  return Readable.from([Buffer.from(text)]);
}

function collect(columns?: number) {
  const chunks: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  return {
    stream: Object.assign(stream, columns === undefined ? {} : { isTTY: true, columns }),
    text: () => chunks.join(''),
  };
}
