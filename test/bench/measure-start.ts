import { stat } from 'node:fs/promises';
import { openEngine } from './engines/open-engine.ts';
import type { StartRequest, StartTimes } from './measurement.ts';
import { settledResidentBytes } from './settled-memory.ts';

/** Any query: the first search prepares what later ones stand on. */
const FIRST_QUERY = 'language models';

/** Starts an engine from what it saved. The process must have been started for it. */
export async function measureStart({ engine: name, savedFile }: StartRequest): Promise<StartTimes> {
  const engine = await openEngine(name);
  const start = performance.now();
  await engine.restore?.(savedFile);
  await engine.search(FIRST_QUERY, engine.modes.at(-1)!);
  const ms = performance.now() - start;
  return {
    ms,
    residentBytes: await settledResidentBytes(),
    fileBytes: (await stat(savedFile)).size,
  };
}
