import type { Writable } from 'node:stream';
import type { Settings } from '../config.ts';
import type { EvaluationRequest } from '../search/evaluation/run-evaluation.ts';
import type { PaperFinder } from '../search/paper-finder.ts';

/** A stream to write to, which may be a terminal. */
export type OutputStream = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** All that the command line program stands on; `src/cli.ts` puts in the real parts. */
export interface CliParts {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly openLibrary: (
    settings: Settings,
    options: { corpusFile: string },
  ) => Promise<{ finder: PaperFinder }>;
  readonly runEvaluation: (request: Omit<EvaluationRequest, 'embedder'>) => Promise<void>;
}
