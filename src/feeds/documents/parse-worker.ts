import { parentPort, workerData } from 'node:worker_threads';
import { SourceError } from '../source-error.ts';
import { type ParseJob, parseDocument } from './parse-document.ts';

/** What the worker says to the thread that waits for it. */
export type WorkerAnswer =
  | { readonly page: ReturnType<typeof parseDocument> }
  | { readonly refusal: string };

parentPort?.postMessage(answer(workerData as ParseJob));

/** Errors lose their class between threads, so a refusal goes as its words. */
function answer(job: ParseJob): WorkerAnswer {
  try {
    return { page: parseDocument(job) };
  } catch (error) {
    if (error instanceof SourceError) return { refusal: error.message };
    throw error;
  }
}
