import { Worker } from 'node:worker_threads';
import type { RecordPage } from '../arxiv/read-records.ts';
import { SourceError } from '../source-error.ts';
import type { ParseDocument, ParseJob } from './parse-document.ts';
import type { WorkerAnswer } from './parse-worker.ts';

/** The largest of honest feeds take two seconds on a small machine. */
const TIMEOUT_MS = 20_000;
const MAX_HEAP_MB = 512;

/** A new thread knows no TypeScript, whatever the process was started with. */
const TSX = import.meta.resolve('tsx/esm/api');
const WORKER = new URL('./parse-worker.ts', import.meta.url).href;
const START_WORKER = `import('${TSX}').then(({ tsImport }) => tsImport('${WORKER}', '${TSX}'))`;

/**
 * Reads documents in a thread of their own, one thread a document and one at a time, and ends it
 * when the document takes too long or too much memory: a hundred kilobytes of “<” keep an XML parser
 * busy for half a minute. Meanwhile the bot goes on answering.
 */
export function createWorkerParser({ timeoutMs = TIMEOUT_MS } = {}): ParseDocument {
  let last: Promise<unknown> = Promise.resolve();
  return (job) => {
    const reading = last.then(() => parseInWorker(job, timeoutMs));
    last = reading.catch(() => undefined);
    return reading;
  };
}

function parseInWorker(job: ParseJob, timeoutMs: number): Promise<RecordPage> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(START_WORKER, {
      eval: true,
      workerData: job,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    });
    const end = () => {
      clearTimeout(timer);
      worker.removeAllListeners();
      // What still fails in a thread that is being ended is of no interest.
      worker.on('error', () => undefined);
      void worker.terminate();
    };
    const timer = setTimeout(() => {
      end();
      reject(new SourceError(`reading it took longer than ${timeoutMs / 1000} s`));
    }, timeoutMs);
    worker.once('message', (answer: WorkerAnswer) => {
      end();
      if ('page' in answer) resolve(answer.page);
      else reject(new SourceError(answer.refusal));
    });
    worker.once('error', (error: NodeJS.ErrnoException) => {
      end();
      const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      reject(isMemory ? new SourceError('reading it takes too much memory') : error);
    });
  });
}
