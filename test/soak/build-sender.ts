import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const RUNNER = fileURLToPath(new URL('./run-cached.ts', import.meta.url));
const SENDER = fileURLToPath(new URL('./sender.ts', import.meta.url));

/** Beside the packages, so that those that are left out of the program are found from there. */
const PACKAGES = fileURLToPath(new URL('../../node_modules/', import.meta.url));

/** Native code, and what packages try to load and do without. */
const LEFT_OUT = ['libsql', 'pg-native', 'zlib-sync', 'bufferutil', 'utf-8-validate'];

/** The sender as a program that is quick to start. */
export interface SenderProgram extends AsyncDisposable {
  /** To be run with `sender`. */
  readonly runner: string;
  readonly sender: string;
}

/**
 * Makes one file of the sender and all that it needs: a process is then ready in a fraction of the
 * time, and hundreds of them can be killed within a test.
 */
export async function buildSender(): Promise<SenderProgram> {
  const folder = await mkdtemp(join(PACKAGES, '.papercord-soak-'));
  await build({
    entryPoints: [RUNNER, SENDER],
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minifyWhitespace: true,
    minifySyntax: true,
    external: LEFT_OUT,
    logLevel: 'error',
  });
  return {
    runner: join(folder, 'run-cached.cjs'),
    sender: join(folder, 'sender.cjs'),
    async [Symbol.asyncDispose]() {
      await rm(folder, { recursive: true });
    },
  };
}
