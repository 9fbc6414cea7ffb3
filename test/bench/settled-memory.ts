import { setImmediate as nextTurn } from 'node:timers/promises';

/** The resident memory of this process, which must run with `--expose-gc`, without its garbage. */
export async function settledResidentBytes(): Promise<number> {
  // Twice: what the first run sets free is given back to the system by the second.
  for (let run = 0; run < 2; run++) {
    globalThis.gc?.();
    await nextTurn();
  }
  return process.memoryUsage.rss();
}
