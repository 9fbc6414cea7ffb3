import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { secretKey } from './preview/web/guard.ts';

/** What the page is built of, which no module here imports. */
const PAGE = fileURLToPath(new URL('preview/web/page/', import.meta.url));

/**
 * Runs the bot anew with every change of its code. All these runs share one key, so that a page that
 * is open finds the next one by itself.
 */
const child = spawn(
  process.execPath,
  [
    fileURLToPath(import.meta.resolve('tsx/cli')),
    'watch',
    `--include=${PAGE}**`,
    fileURLToPath(import.meta.resolve('./main.ts')),
    ...process.argv.slice(2),
  ],
  {
    stdio: 'inherit',
    env: { ...process.env, PREVIEW_KEY: secretKey() },
  },
);
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
// In a terminal the watcher gets them too: this process only has to outlive it.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
