import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { UserError } from '../../src/user-error.ts';
import type { Answer, Measurement, MeasurementRequest } from './measurement.ts';

const PROGRAM = fileURLToPath(new URL('./measure-process.ts', import.meta.url));

/**
 * Measures one engine in a process of its own, so that its memory is its own and no engine runs on
 * code that was compiled for another.
 *
 * @throws UserError when the corpus cannot be read; Error when the process ends without an answer,
 * after it said why in the terminal
 */
export async function measureApart(request: MeasurementRequest): Promise<Measurement> {
  const child = fork(PROGRAM, { execArgv: [...process.execArgv, '--expose-gc'] });
  let answer: Answer | undefined;
  child.once('message', (message: Answer) => {
    answer = message;
  });
  child.send(request);
  const [code, signal] = await once(child, 'exit');
  if (answer === undefined) {
    throw new Error(
      `Measuring ${request.engine} with ${request.papers} papers ended with ${signal ?? code}.`,
    );
  }
  if ('problem' in answer) throw new UserError(answer.problem);
  return answer.measurement;
}
