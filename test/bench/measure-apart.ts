import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../../src/user-error.ts';
import type {
  Answer,
  Measurement,
  MeasurementRequest,
  StartRequest,
  StartTimes,
} from './measurement.ts';

const PROGRAM = fileURLToPath(new URL('./measure-process.ts', import.meta.url));

/**
 * Measures one engine in a process of its own, so that its memory is its own and no engine runs on
 * code that was compiled for another; in another one, how it starts from what it saved, if it did.
 *
 * @throws UserError when the corpus cannot be read; Error when the process ends without an answer,
 * after it said why in the terminal
 */
export async function measureApart(
  request: Omit<MeasurementRequest, 'task' | 'savedFile'>,
): Promise<Measurement> {
  const folder = await mkdtemp(join(tmpdir(), 'papercord-bench-'));
  const savedFile = join(folder, 'saved');
  const { engine } = request;
  try {
    const measurement = await askProcess<Measurement>({ task: 'measure', ...request, savedFile });
    if (!(await isThere(savedFile))) return measurement;
    const start = await askProcess<StartTimes>({ task: 'start', engine, savedFile });
    return { ...measurement, start };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

async function askProcess<T>(request: MeasurementRequest | StartRequest): Promise<T> {
  const child: ChildProcess = fork(PROGRAM, { execArgv: [...process.execArgv, '--expose-gc'] });
  let answer: Answer<T> | undefined;
  child.once('message', (message: Answer<T>) => {
    answer = message;
  });
  child.send(request);
  const [code, signal] = await once(child, 'exit');
  if (answer === undefined) {
    throw new Error(`Measuring ${request.engine} ended with ${signal ?? code}.`);
  }
  if ('problem' in answer) throw new UserError(answer.problem);
  return answer.result;
}
