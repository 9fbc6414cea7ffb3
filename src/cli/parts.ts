import type { Writable } from 'node:stream';
import type { Answerer } from '../answer/answer.ts';
import type { Settings } from '../config.ts';
import type { Paper } from '../corpus/paper.ts';
import type { Feeds } from '../feeds/open-feeds.ts';
import type { Evaluation, EvaluationRequest } from '../search/evaluation/run-evaluation.ts';
import type { PaperFinder } from '../search/paper-finder.ts';
import type { Store } from '../store/store.ts';

/** A stream to write to, which may be a terminal. */
export type OutputStream = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** All that the command line program stands on; `src/cli.ts` puts in the real parts. */
export interface CliParts {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly now: () => Date;
  readonly openLibrary: (
    settings: Settings,
    options: { corpusFile: string },
  ) => Promise<{ finder: PaperFinder; quoting: Answerer; answerer: Answerer }>;
  /** Only looks; a bot may be using the same database. */
  readonly openStore: (settings: Settings) => Promise<Pick<Store, 'feedback' | 'close'>>;
  /** With a store that only looks, or one that also writes. */
  readonly openFeeds: (
    settings: Settings,
    options: { isReadOnly: boolean },
  ) => Promise<Pick<Feeds, 'sources' | 'poller' | 'health'> & { close(): Promise<void> }>;
  /** From the store or arXiv; `undefined` when the reference is no arXiv id or neither has it. */
  readonly fetchPaper: (settings: Settings, reference: string) => Promise<Paper | undefined>;
  readonly runEvaluation: (request: Omit<EvaluationRequest, 'embedder'>) => Promise<Evaluation>;
}
