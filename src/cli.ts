import { resolve } from 'node:path';
import { config } from 'dotenv';
import { runProgram } from './cli/program.ts';
import { databasePlace, PROJECT_ROOT, readSettings } from './config.ts';

config({ path: resolve(PROJECT_ROOT, '.env'), quiet: true });

// Whoever reads may stop reading; the write that fails then says so itself.
process.stdout.on('error', () => undefined);

process.exitCode = await runProgram(
  {
    env: process.env,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    now: () => new Date(),
    // Loaded when needed, so that `--help` and `import` wait for neither model nor index.
    openLibrary: async (settings, options) => {
      const { openLibrary } = await import('./library.ts');
      const { createLogger, secretsOf } = await import('./log.ts');
      const { logLevel: level } = settings;
      const log = createLogger({ level, secrets: secretsOf(settings), stream: process.stderr });
      return openLibrary(settings, { ...options, log });
    },
    openStore: async (settings) =>
      (await import('./store/open-store.ts')).openStore(databasePlace(settings), {
        isReadOnly: true,
      }),
    openFeeds: async (settings, options) =>
      (await import('./cli/open-feeds.ts')).openCliFeeds(settings, options),
    fetchPaper: async (settings, reference) =>
      (await import('./cli/open-feeds.ts')).fetchPaperOnce(settings, reference),
    runEvaluation: async (request) => {
      const { openEmbedder } = await import('./library.ts');
      const { runEvaluation } = await import('./search/evaluation/run-evaluation.ts');
      return runEvaluation({ ...request, embedder: await openEmbedder(readSettings(process.env)) });
    },
  },
  process.argv.slice(2),
);
