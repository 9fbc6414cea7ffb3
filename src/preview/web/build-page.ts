import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The two files that the page consists of, beside its HTML. */
export interface Page {
  readonly script: string;
  readonly style: string;
}

const ENTRY_POINTS = ['main.ts', 'style/main.css'].map((path) =>
  fileURLToPath(new URL(`page/${path}`, import.meta.url)),
);

/**
 * Puts the page together in memory, when the server starts: types are dropped and imports joined,
 * so that browsers can run what lies in the tree, and nothing is written that could be stale.
 */
export async function buildPage(): Promise<Page> {
  const { outputFiles } = await build({
    entryPoints: ENTRY_POINTS,
    bundle: true,
    format: 'esm',
    target: 'es2023',
    outdir: '/',
    write: false,
    minify: true,
    // Names of components are read from their classes by nobody, but errors should tell where.
    keepNames: true,
    logLevel: 'silent',
  });
  const textOf = (ending: string) =>
    outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return { script: textOf('.js'), style: textOf('.css') };
}
