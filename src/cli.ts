import { resolve } from 'node:path';
import { config } from 'dotenv';
import { runProgram } from './cli/program.ts';
import { PROJECT_ROOT, readSettings } from './config.ts';

config({ path: resolve(PROJECT_ROOT, '.env'), quiet: true });

// Whoever reads may stop reading; the write that fails then says so itself.
process.stdout.on('error', () => undefined);

process.exitCode = await runProgram(
  {
    env: process.env,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    // Loaded when needed, so that `--help` and `import` wait for neither model nor index.
    openLibrary: async (settings, options) =>
      (await import('./library.ts')).openLibrary(settings, options),
    runEvaluation: async (request) => {
      const { openEmbedder } = await import('./library.ts');
      const { runEvaluation } = await import('./search/evaluation/run-evaluation.ts');
      await runEvaluation({ ...request, embedder: await openEmbedder(readSettings(process.env)) });
    },
  },
  process.argv.slice(2),
);
