import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('./write-until-killed.ts', import.meta.url));

/** A process that writes into a data folder until it is killed. */
export interface WriterProcess {
  /** Fulfilled when the process has said `lines` lines more. */
  said(lines: number): Promise<void>;
  /** Ends it with SIGKILL; gives all lines that it said. */
  kill(): Promise<readonly string[]>;
}

export function startWriter(dataDir: string, firstBatch: number): WriterProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM, dataDir, String(firstBatch)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const output = createInterface(child.stdout);
  const lines: string[] = [];
  output.on('line', (line) => lines.push(line));
  return {
    async said(count) {
      const wanted = lines.length + count;
      while (lines.length < wanted) await once(output, 'line');
    },
    async kill() {
      const end = once(output, 'close');
      child.kill('SIGKILL');
      await end;
      return lines;
    },
  };
}
